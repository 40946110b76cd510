"""Sockets of `graphql-transport-ws`: strict messages, few operations, closed when the token expires."""

import asyncio
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from typing import Any, cast

import msgspec
from graphql import GraphQLError
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
    Operation,
)

from concord.api.authenticating import Gate
from concord.api.context import Session
from concord.api.errors import ApiError, ErrorCode
from concord.api.reporting import present
from concord.api.slowness import too_slow
from concord.commanding import Message
from concord.identity import Denied, Suspended
from concord.server.connections import TooSlow
from concord.telemetry import correlated

MAX_SUBSCRIPTIONS = 20
"""Operations at once on one socket."""
FORBIDDEN = 4403
"""Close code of the `graphql-ws` libraries for a refused or expired token: get a new one and come back."""
EXPIRED = "Token expired"
REVOKED = "Token revoked"
SUSPENDED = "Tenant suspended"
LOOK = 1.0
"""Seconds between looks whether the token still counts."""
GOING_AWAY = 1001
"""RFC 6455, 7.4.1: the server stops. Clients connect again and go on after the last position they saw."""
STOPPING = "Going away"
TRY_AGAIN = 1013
"""The registry of RFC 6455, 11.7: come back later. Libraries connect again by themselves."""
SLOW = "Too slow"
CROWDED = 4429
"""Close code of those libraries for too many; they come back after a while."""

TOO_MANY = Message(
    "一个连接最多同时 {limit} 个订阅", "A socket carries at most {limit} subscriptions at a time"
)


class _Payload(msgspec.Struct):
    query: str
    variables: dict[str, Any] | None = None
    operationName: str | None = None


class _Subscribe(msgspec.Struct):
    id: str
    payload: _Payload


class Socket(BaseGraphQLTransportWSHandler[Session, None]):
    """One socket. Strawberry trusts the shapes of messages: a wrong one would end in a trace."""

    _expiry: asyncio.Task[None] | None = None
    _leaving: asyncio.Task[None] | None = None
    _place: ExitStack | None = None
    _slow = False

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._shown: dict[str, int] = {}
        """By operation: where in the ledger its last result stands."""

    def on_request_accepted(self) -> None:
        super().on_request_accepted()
        self._leaving = asyncio.create_task(self._close_when_stopping())

    async def handle_message(self, message: Any) -> None:
        try:
            if message.get("type") == "subscribe":
                msgspec.convert(message, _Subscribe)
            await super().handle_message(message)
        except (msgspec.ValidationError, TypeError):
            await self.handle_invalid_message("Failed to parse message")

    async def handle_connection_init(self, message: Any) -> None:
        await super().handle_connection_init(message)
        if self.connection_acknowledged and self._expiry is None:
            self._expiry = asyncio.create_task(self._close_when_over())
            await self._take_place()

    async def handle_subscribe(self, message: Any) -> None:
        if self.connection_acknowledged and len(self.operations) >= MAX_SUBSCRIPTIONS:
            await self._refuse(message["id"])
            return
        self._shown.pop(message["id"], None)
        await super().handle_subscribe(message)

    async def run_operation(self, operation: Operation[Session, None]) -> None:
        with correlated(**self.context.bound()):
            await super().run_operation(operation)

    async def send_message(self, message: Any) -> None:
        try:
            await super().send_message(message)
        except TooSlow:
            await self._end_slow()
            return
        position = _position(message)
        if position is not None:
            self._shown[message["id"]] = position

    async def shutdown(self) -> None:
        if self._place is not None:
            self._place.close()
        for task in (self._expiry, self._leaving):
            if task is not None:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
        await super().shutdown()

    async def _take_place(self) -> None:
        viewer, self._place = self.context.viewer, ExitStack()
        gate: Gate = cast("Any", self.view).gate
        assert viewer is not None  # or it would not have been acknowledged
        try:
            self._place.enter_context(gate.policy.sockets.taken(viewer))
        except ApiError as error:
            await self.websocket.close(code=CROWDED, reason=error.message.en.format(**error.details))

    async def _refuse(self, operation_id: str) -> None:
        told = {"zh": TOO_MANY.zh, "en": TOO_MANY.en}
        told = {language: text.format(limit=MAX_SUBSCRIPTIONS) for language, text in told.items()}
        error = GraphQLError("", extensions={"code": ErrorCode.LIMIT_EXCEEDED.value, "told": told})
        present(error, self.context.language)
        await self.send_message({"id": operation_id, "type": "error", "payload": [error.formatted]})

    async def _end_slow(self) -> None:
        """Tells each operation where to go on. Nothing more is waited for, so nothing comes in between."""
        if self._slow:
            return
        self._slow = True
        ended = tuple(self.operations.values())
        for operation in ended:
            position = self._shown.get(operation.id)
            await operation.send_initial_errors([too_slow(self.context.language, position)])
        await self.websocket.close(code=TRY_AGAIN, reason=SLOW)
        for operation in ended:  # forgotten by now, so that nobody else would
            if operation.task is not None:
                operation.task.cancel()

    async def _close_when_over(self) -> None:
        """The token expires or is revoked, or the tenant is suspended."""
        while (left := self._seconds_left()) > 0:
            await asyncio.sleep(min(left, LOOK))
            try:
                await self.context.still()
            except Denied as denied:
                reason = SUSPENDED if isinstance(denied, Suspended) else REVOKED
                await self.websocket.close(code=FORBIDDEN, reason=reason)
                return
        await self.websocket.close(code=FORBIDDEN, reason=EXPIRED)

    def _seconds_left(self) -> float:
        if self.context.expires_at is None:
            return LOOK
        return (self.context.expires_at - datetime.now(UTC)).total_seconds()

    async def _close_when_stopping(self) -> None:
        await self.context.services.stopping.wait()
        await self.websocket.close(code=GOING_AWAY, reason=STOPPING)


def _position(message: Any) -> int | None:
    """Of a result, where it stands in the ledger."""
    if message["type"] != "next":
        return None
    position: int | None = message["payload"].get("extensions", {}).get("position")
    return position
