"""The schema: what the contexts offer, assembled once a process."""

from functools import cache
from typing import Any

import strawberry
import strawberry.tools
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext
from strawberry.types.field import StrawberryField

from concord.api.compiling import compile_fields
from concord.api.context import OperationContext, Session
from concord.api.contexts import MUTATIONS, QUERIES, SUBSCRIPTIONS, TYPES
from concord.api.executing import LeanExecutor
from concord.api.operation import Operation
from concord.api.reporting import present
from concord.api.roots import guard_roots
from concord.api.scalars import SCALARS


class ApiSchema(strawberry.Schema):
    """Strawberry's schema with an operation's own context, and errors as `reporting` presents them."""

    def _create_execution_context(self, *args: Any, **kwargs: Any) -> ExecutionContext:
        session = kwargs.get("context_value")
        if isinstance(session, Session):
            kwargs["context_value"] = OperationContext(session)
        return super()._create_execution_context(*args, **kwargs)

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """In place of Strawberry's, which logs every error of a client with a traceback."""
        context = execution_context.context if execution_context else None
        for error in errors:
            if self.config.disable_field_suggestions:  # Strawberry's own leaves types and arguments named
                error.message = error.message.partition(" Did you mean")[0]
            present(error, context.language if isinstance(context, OperationContext) else "zh")


@cache
def build_schema(*, production: bool) -> ApiSchema:
    """The schema; what a deployment allows comes with each session. It takes half a second to build."""
    schema = ApiSchema(
        query=root_type("Query", "查询: what can be asked", QUERIES),
        mutation=root_type("Mutation", "变更: what can be done", MUTATIONS),
        subscription=root_type("Subscription", "订阅: what can be followed", SUBSCRIPTIONS),
        types=TYPES,
        execution_context_class=LeanExecutor,
        extensions=[Operation],
        config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=production),
    )
    compile_fields(schema._schema)
    guard_roots(schema._schema)
    return schema


@cache
def root_type(name: str, description: str, fields: tuple[StrawberryField, ...]) -> type:
    """A root type of the fields that the contexts offer."""
    return strawberry.tools.create_type(name, list(fields), description=description)
