"""What happens around every operation: its document, its cost, its rate, its metrics."""

import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    get_operation_ast,
)
from strawberry.extensions import SchemaExtension

from concord.api.context import OperationContext, Session
from concord.api.cost import CostOf
from concord.api.documents import parsed, validated
from concord.api.errors import ApiError, ErrorCode, bad_input
from concord.api.limits import MAX_COST, TOO_EXPENSIVE, exceeded
from concord.api.measures import Measures
from concord.commanding import Message
from concord.telemetry.metrics import GRAPHQL_SECONDS

INTROSPECTION = frozenset({"__schema", "__type"})
META = INTROSPECTION | {"__typename"}

NOT_SHOWN = Message("生产环境不开放接口自省", "The schema is not shown in production")
SEVERAL = Message(
    "文档含有多个操作，请用 operationName 指明执行哪一个",
    "The document has several operations: say by operationName which one to run",
)
NOT_TRUSTED = Message("只执行登记过的查询文档", "Only registered documents are run here")


class Operation(SchemaExtension):
    """One operation; Strawberry makes one of these for each."""

    def __init__(self) -> None:
        self._trusted = True
        self._cost: int | None = None
        self._timed = frozenset[str]()
        """Root fields whose time is measured; none of a subscription, which lasts for hours."""

    def on_operation(self) -> Iterator[None]:
        started = time.perf_counter()
        self._choose()
        yield
        if self._timed:  # labels are of our schema, never a name that the client chose
            GRAPHQL_SECONDS.labels(min(self._timed)).observe(time.perf_counter() - started)

    def on_parse(self) -> Iterator[None]:
        parsed(self.execution_context)
        yield

    def on_validate(self) -> Iterator[None]:
        execution = self.execution_context
        assert execution.graphql_document is not None
        try:
            self._admit()
            schema = execution.schema._schema
            execution.pre_execution_errors = validated(schema, execution.graphql_document)
            if not execution.pre_execution_errors:
                execution.pre_execution_errors = self._measured(execution.graphql_document)
        except ApiError as error:
            execution.pre_execution_errors = [GraphQLError(str(error), original_error=error)]
        yield

    async def on_execute(self) -> AsyncIterator[None]:
        """In the tenant's turn."""
        context, session = self.execution_context.context, self._session
        viewer = session.viewer
        if viewer is None or self.execution_context.operation_type.value == OperationType.SUBSCRIPTION.value:
            yield
            return
        async with session.policy.turns.turn(viewer.tenant.id) as context.turn:
            yield

    def get_results(self) -> dict[str, Any]:
        known = {"cost": self._cost, "position": self._position()}
        return {name: value for name, value in known.items() if value is not None}

    @property
    def _session(self) -> Session:
        session: Session = self.execution_context.context.session
        return session

    def _position(self) -> int | None:
        context = self.execution_context.context
        return context.position if isinstance(context, OperationContext) else None

    def _choose(self) -> None:
        """Where only registered documents are run, takes the registered text."""
        trusted = self._session.policy.trusted
        if trusted is not None:
            text = trusted.text_of(self.execution_context)
            self._trusted = text is not None
            self.execution_context.query = text or "{ __typename }"

    def _admit(self) -> None:
        self._session.policy.take(self._session)  # before validation, which costs most
        if not self._trusted:
            raise ApiError(ErrorCode.FORBIDDEN, NOT_TRUSTED)

    def _measured(self, document: DocumentNode) -> list[GraphQLError]:
        """Cost and introspection of the operation to be run."""
        execution = self.execution_context
        if execution._provided_operation_name is None and _several(document):
            raise bad_input(SEVERAL)  # Strawberry would run the first, which may be a mutation
        operation = get_operation_ast(document, execution.operation_name)
        if operation is None:
            return []
        names = Measures(document).root_names(operation)
        if operation.operation is not OperationType.SUBSCRIPTION:
            self._timed = names - META
        if names & INTROSPECTION and not self._session.policy.may_introspect(execution.context):
            raise ApiError(ErrorCode.FORBIDDEN, NOT_SHOWN)
        cost = self._reckoned(document, operation)
        if cost > MAX_COST:
            return [exceeded(TOO_EXPENSIVE, cost, MAX_COST)]
        self._session.policy.weigh(self._session, cost)
        self._cost = cost
        return []

    def _reckoned(self, document: DocumentNode, operation: OperationDefinitionNode) -> int:
        execution = self.execution_context
        return CostOf(execution.schema._schema, document, execution.variables or {}).operation(operation)


def _several(document: DocumentNode) -> bool:
    return sum(isinstance(one, OperationDefinitionNode) for one in document.definitions) > 1
