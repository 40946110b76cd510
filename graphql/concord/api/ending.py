"""Streams that end when the process does, or when the client takes nothing: with a word, not cut off."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress

import msgspec
from strawberry.http.streaming import SSETransport

from concord.api.slowness import position_of, too_slow
from concord.server import connections

SSE = SSETransport()
COMPLETE = SSE.encode_complete()
"""The event after which a client knows that nothing more will come (and may ask again elsewhere)."""
RESULT, DATA = "event: next", "data: "
TICK = 0.05
"""Seconds by which the event loop's clock may lag behind its timers."""


async def until(
    stopping: asyncio.Event, stream: AsyncIterator[str], language: str
) -> AsyncGenerator[str, None]:
    """The stream's events; `COMPLETE` as soon as the process is to stop, and, after an error of `TOO_SLOW`,
    where the server had to give up waiting for the client to take one."""
    loop = asyncio.get_running_loop()
    stopped = asyncio.create_task(stopping.wait())
    following: asyncio.Future[str] | None = None
    last = ""
    try:
        while True:
            following = asyncio.ensure_future(anext(stream))
            await asyncio.wait((following, stopped), return_when=asyncio.FIRST_COMPLETED)
            if stopped.done():
                yield COMPLETE
                return
            try:
                event = following.result()
            except StopAsyncIteration:
                return
            last = event if event.startswith(RESULT) else last
            given = loop.time()
            yield event
            if loop.time() - given >= connections.PATIENCE - TICK:
                yield _last_words(last, language)
                yield COMPLETE
                return
    finally:
        stopped.cancel()
        await _put_away(following, stream)


def _last_words(last: str, language: str) -> str:
    position = position_of(last.partition(DATA)[2]) if last else None
    content = {"data": None, "errors": [too_slow(language, position).formatted]}
    return SSE.encode_event("next", msgspec.json.encode(content).decode())


async def _put_away(following: asyncio.Future[str] | None, stream: AsyncIterator[str]) -> None:
    if following is not None:
        following.cancel()
        with suppress(asyncio.CancelledError, StopAsyncIteration):
            await following
    if isinstance(stream, AsyncGenerator):
        await stream.aclose()
