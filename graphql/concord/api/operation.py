"""What happens around every operation: documents parsed and validated once, cost, rate, metrics."""

import time
from collections.abc import Iterator
from typing import Any

from graphql import GraphQLError, OperationDefinitionNode, get_operation_ast
from strawberry.extensions import ParserCache, SchemaExtension, ValidationCache

from concord.api.context import OperationContext
from concord.api.cost import CostOf
from concord.api.errors import ApiError, ErrorCode
from concord.api.limits import MAX_COST, MAX_TOKENS, TOO_EXPENSIVE, DocumentLimits, exceeded
from concord.api.measures import Measures
from concord.api.rates import PER_PEER, PER_TENANT, PER_USER, Buckets
from concord.commanding import Message
from concord.identity import Role
from concord.telemetry.metrics import GRAPHQL_SECONDS

DOCUMENTS = 512
"""Documents kept parsed and validated."""
INTROSPECTION = frozenset({"__schema", "__type"})
NOT_SHOWN = Message("生产环境不开放接口自省", "The schema is not shown in production")


def parser_cache() -> SchemaExtension:
    """A factory: Strawberry wants an instance for each operation; the cache is shared."""
    return ParserCache(maxsize=DOCUMENTS)


def validation_cache() -> SchemaExtension:
    """A factory, as above."""
    return ValidationCache(maxsize=DOCUMENTS)


class Limits:
    """The rates of one process, and whether it shows its schema to everybody."""

    def __init__(self, *, production: bool) -> None:
        self.production = production
        self.users = Buckets(PER_USER)
        self.tenants = Buckets(PER_TENANT)
        self.peers = Buckets(PER_PEER)

    def take(self, context: OperationContext) -> None:
        """Counts one operation. Raises LIMIT_EXCEEDED."""
        viewer = context.session.viewer
        if viewer is None:
            self.peers.take(context.session.peer)
            return
        self.users.take((viewer.tenant.id, viewer.subject))
        self.tenants.take(viewer.tenant.id)

    def may_introspect(self, context: OperationContext) -> bool:
        """In production only operators see the schema: it tells an attacker where to look."""
        viewer = context.session.viewer
        return not self.production or (viewer is not None and viewer.role is Role.OPERATOR)


class Operation(SchemaExtension):
    """One operation's limits; after `ValidationCache` in the list of extensions, whose result it reads."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cost: int | None = None

    def on_operation(self) -> Iterator[None]:
        context = self.execution_context
        context.parse_options["max_tokens"] = MAX_TOKENS
        context.validation_rules += (DocumentLimits,)  # one class for ever: the cache's key
        started = time.perf_counter()
        yield
        names = sorted(context.context.root_fields)
        GRAPHQL_SECONDS.labels(names[0] if names else "none").observe(time.perf_counter() - started)

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        errors = context.pre_execution_errors
        # The cached errors are shared by all requests for that document: never hand them out to be changed.
        context.pre_execution_errors = [_copy(error) for error in errors] if errors else self._check()
        yield

    def get_results(self) -> dict[str, Any]:
        return {} if self._cost is None else {"cost": self._cost}

    def _check(self) -> list[GraphQLError]:
        execution = self.execution_context
        document = execution.graphql_document
        operation = get_operation_ast(document, execution.operation_name) if document else None
        if document is None or operation is None:
            return []
        names = Measures(document).root_names(operation)
        execution.context.root_fields = names - INTROSPECTION - {"__typename"}
        self._cost = self._reckon(operation)
        if self._cost > MAX_COST:
            self._cost = None
            return [exceeded(TOO_EXPENSIVE, self._reckon(operation), MAX_COST)]
        if names & INTROSPECTION and not self._limits.may_introspect(execution.context):
            return [_error(ApiError(ErrorCode.FORBIDDEN, NOT_SHOWN))]
        try:
            self._limits.take(execution.context)
        except ApiError as error:
            return [_error(error)]
        return []

    def _reckon(self, operation: OperationDefinitionNode) -> int:
        execution = self.execution_context
        assert execution.graphql_document is not None
        schema = execution.schema._schema
        return CostOf(schema, execution.graphql_document, execution.variables or {}).operation(operation)


def _copy(error: GraphQLError) -> GraphQLError:
    return GraphQLError(error.message, error.nodes, extensions=dict(error.extensions or {}))


def _error(error: ApiError) -> GraphQLError:
    return GraphQLError(str(error), original_error=error)
