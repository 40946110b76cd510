"""The wire under a socket: closed once, and silent from then on.

Strawberry goes on with what the client had sent already, and with operations under way; each would close
the socket again or write to it, which the server answers with an error.
"""

from collections.abc import AsyncGenerator, Mapping

from strawberry.litestar.controller import LitestarWebSocketAdapter


class Wire(LitestarWebSocketAdapter):
    """One WebSocket as Strawberry sees it."""

    _closed = False

    async def iter_json(self, *, ignore_parsing_errors: bool = False) -> AsyncGenerator[object, None]:
        """The client's messages; none after the socket was closed."""
        async for message in super().iter_json(ignore_parsing_errors=ignore_parsing_errors):
            if self._closed:
                return
            yield message

    async def send_json(self, message: Mapping[str, object]) -> None:
        """A client that has gone misses it: what it asked for is ended by whoever reads from the socket."""
        if not self._closed:
            try:
                await super().send_json(message)
            except OSError:
                self._closed = True
            except RuntimeError:
                if not self._closed:  # else it was closed while this message waited
                    raise

    async def close(self, code: int, reason: str) -> None:
        """The first reason is the one that the client is told."""
        if not self._closed:
            self._closed = True
            try:
                await super().close(code, reason)
            except OSError:
                return  # it has gone by itself
