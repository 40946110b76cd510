"""Streams that end when the process does, not when it loses patience with them."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress

from strawberry.http.streaming import SSETransport

COMPLETE = SSETransport().encode_complete()
"""The event after which a client knows that nothing more will come (and may ask again elsewhere)."""


async def until(stopping: asyncio.Event, stream: AsyncIterator[str]) -> AsyncGenerator[str, None]:
    """The stream's events, and `COMPLETE` as soon as the process is to stop."""
    stopped = asyncio.create_task(stopping.wait())
    following: asyncio.Future[str] | None = None
    try:
        while True:
            following = asyncio.ensure_future(anext(stream))
            await asyncio.wait((following, stopped), return_when=asyncio.FIRST_COMPLETED)
            if stopped.done():
                yield COMPLETE
                return
            try:
                yield following.result()
            except StopAsyncIteration:
                return
    finally:
        stopped.cancel()
        await _put_away(following, stream)


async def _put_away(following: asyncio.Future[str] | None, stream: AsyncIterator[str]) -> None:
    if following is not None:
        following.cancel()
        with suppress(asyncio.CancelledError, StopAsyncIteration):
            await following
    if isinstance(stream, AsyncGenerator):
        await stream.aclose()
