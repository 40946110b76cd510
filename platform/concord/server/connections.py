"""Connections whose client takes or brings nothing: uvicorn waits without end for both.

Whoever has taken nothing for PATIENCE seconds is waited for no longer: what is being sent goes into the
buffer, so that the application can say why it ends; whoever has not read that LAST_WORDS seconds later is
cut off. So one connection holds uvicorn's 64 KiB, what was being sent, and the last words.

Whoever has not brought the whole head of a request within `head_seconds`, or less than LEAST of its body in
PATIENCE seconds, is answered 408 (RFC 9110, 15.5.9) and cut off: a place is for who sends, not for who drips.
"""

import asyncio
from collections.abc import Callable

import h11
from uvicorn._types import ASGISendEvent
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame

from concord.telemetry.metrics import CUT_CONNECTIONS

PATIENCE = 30.0
"""Seconds. 48 KiB must have been taken by then: 1.6 KB a second."""
LEAST = 48 << 10
"""Bytes of a body that must have come by then, unless it ends."""
LAST_WORDS = 10.0
HEAD_SECONDS = 20.0
"""By default (CONCORD_HEAD_SECONDS)."""
FRAGMENTS = 1_000
"""Frames of one message on a WebSocket. Empty ones add nothing to its size, which alone is bounded else."""
LATE = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


class TooSlow(Exception):
    """The client takes nothing. The message was not sent; the next ones are, without waiting."""


class _Flow(FlowControl):
    async def drain(self) -> None:
        """Whoever asks for more afterwards sees by the clock that the client was too slow."""
        try:
            async with asyncio.timeout(PATIENCE):
                await super().drain()
        except TimeoutError:
            self.resume_writing()
            cut_later(self._transport)


class Http(H11Protocol):
    """HTTP to a client that takes what it asked for, and brings what it began."""

    head_seconds = HEAD_SECONDS
    _clock: asyncio.TimerHandle | None = None
    _stage: object = None
    _began = False
    _is_http = True
    _brought = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.flow = _Flow(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        self._began = True
        self._brought += len(data)
        super().data_received(data)

    def handle_events(self) -> None:
        super().handle_events()
        self._watch()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._is_http = False
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_clock()
        super().connection_lost(exc)

    def _watch(self) -> None:
        """One clock for each head that was begun, and for each body; it runs on while bytes come."""
        stage = self.conn.their_state if self._is_http else None
        if stage is self._stage and self._clock is not None:
            return
        self._stop_clock()
        self._stage = stage
        if stage is h11.IDLE and (self.cycle is None or self.conn.trailing_data[0]):
            self._start_clock(self.head_seconds, self._head_is_late)
        elif stage is h11.SEND_BODY:
            self._brought = 0
            self._start_clock(PATIENCE, self._look_at_body)

    def _head_is_late(self) -> None:
        self._cut("head")

    def _look_at_body(self) -> None:
        # Nothing can come while this side does not read, or has not said that it wants the body.
        waiting = self.flow.read_paused or self.conn.they_are_waiting_for_100_continue
        if not waiting and self._brought < LEAST:
            self._cut("body")
            return
        self._brought = 0
        self._start_clock(PATIENCE, self._look_at_body)

    def _cut(self, part: str) -> None:
        if self.transport.is_closing():
            return
        CUT_CONNECTIONS.labels(part).inc()
        if self._began and self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.write(LATE)
        self.transport.close()
        cut_later(self.transport)

    def _start_clock(self, seconds: float, then: Callable[[], None]) -> None:
        self._clock = self.loop.call_later(seconds, then)

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None


def http(head_seconds: float) -> type[Http]:
    """Connections that wait so long for the head of a request."""
    return type("Http", (Http,), {"head_seconds": head_seconds})


class WebSocket(WebSocketsSansIOProtocol):
    """A WebSocket to a client that takes what it asked for, and ends the messages that it begins."""

    def handle_cont(self, event: Frame) -> None:
        if self.close_sent:
            return
        if len(self.frames) < FRAGMENTS:
            super().handle_cont(event)
            return
        self.frames = []
        self.conn.fail(CloseCode.MESSAGE_TOO_BIG, "too many fragments")
        self.handle_parser_exception()

    def handle_ping(self) -> None:
        """Of pings that wait for an answer only the last need have one (RFC 6455, 5.5.3): they would be kept
        for who takes none."""
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.conn.data_to_send()

    async def send(self, message: ASGISendEvent) -> None:
        """Raises `TooSlow`; closing waits for nobody."""
        if message["type"] == "websocket.close":
            self.writable.set()
            cut_later(self.transport)
        try:
            async with asyncio.timeout(PATIENCE):
                await self.writable.wait()
        except TimeoutError:
            self.writable.set()
            cut_later(self.transport)
            raise TooSlow from None
        await super().send(message)

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        cut_later(self.transport)


def cut_later(transport: asyncio.Transport) -> None:
    """Closing alone waits until everything was taken, which may be never."""
    asyncio.get_running_loop().call_later(LAST_WORDS, transport.abort)
