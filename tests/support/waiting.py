"""Waiting for what other processes do."""

import asyncio
from collections.abc import Awaitable, Callable


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 90.0, every: float = 0.02) -> None:
    """Returns when `condition` holds. Raises TimeoutError."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    async with asyncio.timeout(seconds + every):
        while not await condition():
            # A client library that swallows the cancellation would make this wait for ever.
            if loop.time() > deadline:
                raise TimeoutError("the condition did not come to hold")
            await asyncio.sleep(every)
