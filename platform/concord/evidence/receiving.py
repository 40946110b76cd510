"""Taking in a file: as it comes, to a file without a name, of which nothing is left whatever happens."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import file_digest, sha256
from io import FileIO
from typing import cast

import msgspec


class TooLarge(Exception):
    """More bytes than are taken."""


class Empty(Exception):
    """No byte at all."""


class Received(msgspec.Struct, frozen=True):
    """A file that is here as a whole."""

    content: FileIO
    sha256: str


@asynccontextmanager
async def received(pieces: AsyncIterator[bytes], most: int) -> AsyncIterator[Received]:
    """At most `most` bytes. Raises `TooLarge`, `Empty`, OSError (a disk that is full)."""
    digest, length = sha256(), 0
    async with nameless() as content:
        async for piece in pieces:
            length += len(piece)
            if length > most:
                raise TooLarge
            digest.update(piece)
            await asyncio.to_thread(_write, content, piece)
        if not length:
            raise Empty
        yield Received(content, digest.hexdigest())


@asynccontextmanager
async def nameless() -> AsyncIterator[FileIO]:
    """A file that is in no folder and goes with the process that has it open. Unbuffered: others read it by
    its number."""
    content = cast(FileIO, await asyncio.to_thread(tempfile.TemporaryFile, buffering=0))
    try:
        yield content
    finally:
        content.close()


def digest_of(content: FileIO) -> str:
    """SHA-256 of the whole of it, 64 hexadecimal digits."""
    content.seek(0)
    return file_digest(content, "sha256").hexdigest()


def _write(content: FileIO, piece: bytes) -> None:
    """All of it: an unbuffered file may take less at a time."""
    left = memoryview(piece)
    while left:
        left = left[content.write(left) :]
