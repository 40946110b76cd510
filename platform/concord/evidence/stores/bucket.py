"""Files in a bucket of any S3-compatible store, whose address and secrets are the environment's AWS_*
variables, as every tool for S3 reads them."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta

from obstore.exceptions import BaseError
from obstore.store import S3Store

from concord.evidence.stores.store import PATIENCE, Missing, StoreAway

PART = 5 << 20
"""Bytes of a part: the least that S3 takes, and what of a file is in memory."""
PIECE = 1 << 18
SLOWEST = 1 << 20
"""Bytes a second that a store takes at least."""


class Bucket:
    """Durable once S3 has acknowledged the last part; a file of which a part is missing is not there."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        """`url`: s3://bucket/prefix."""
        wait = timedelta(seconds=patience)
        self._patience = patience
        self._store = S3Store.from_url(
            url,
            client_options={
                "timeout": wait,
                "connect_timeout": min(wait, timedelta(seconds=5)),
                # What travels is encrypted: an address without TLS is the operator's choice.
                "allow_http": os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://"),
            },
            retry_config={"max_retries": 3, "retry_timeout": wait},
        )

    async def put(self, path: str, content: Iterator[bytes], size: int) -> None:
        """As `FileStore.put`. A small file goes in one request; a large one part by part."""
        with _answered():
            async with asyncio.timeout(self._patience + size / SLOWEST):
                await self._store.put_async(
                    path,
                    b"".join(content) if size <= PART else content,
                    use_multipart=size > PART,
                    chunk_size=PART,
                    max_concurrency=1,
                )

    async def read(self, path: str, start: int, end: int) -> AsyncIterator[bytes]:
        """As `FileStore.read`."""
        with _answered():
            async with asyncio.timeout(self._patience):
                found = await self._store.get_async(path, options={"range": (start, end)})
            pieces = aiter(found.stream(min_chunk_size=PIECE))
            while True:
                try:
                    async with asyncio.timeout(self._patience):
                        piece = await anext(pieces)
                except StopAsyncIteration:
                    return
                yield bytes(piece)

    async def delete(self, path: str) -> None:
        """As `FileStore.delete`."""
        with _answered():
            async with asyncio.timeout(self._patience):
                await self._store.delete_async(path)


@contextmanager
def _answered() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise Missing from None
    except (BaseError, OSError, TimeoutError) as error:
        raise StoreAway(type(error).__name__) from error  # its text names addresses and headers
