"""Connections whose client takes nothing: uvicorn waits without end, and ends none that it owes bytes.

Whoever has taken nothing for PATIENCE seconds is waited for no longer: what is being sent goes into the
buffer, so that the application can say why it ends; whoever has not read that LAST_WORDS seconds later is
cut off. So one connection holds uvicorn's 64 KiB, what was being sent, and the last words.
"""

import asyncio

from uvicorn._types import ASGISendEvent
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

PATIENCE = 30.0
"""Seconds. 48 KiB must have been taken by then: 1.6 KB a second."""
LAST_WORDS = 10.0


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
    """HTTP to a client that takes what it asked for."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.flow = _Flow(transport)


class WebSocket(WebSocketsSansIOProtocol):
    """A WebSocket to a client that takes what it asked for."""

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
