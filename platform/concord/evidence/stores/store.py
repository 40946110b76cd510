"""What a store of files must do; every adapter passes the same suite."""

from collections.abc import AsyncIterator, Iterator
from typing import Protocol

PATIENCE = 60.0
"""Seconds that a step may take: a network volume or a server can hang for ever."""


class Missing(Exception):
    """The store has no such file."""


class StoreAway(Exception):
    """The store did not do it, or not in time: full, unreachable, or hanging."""


class FileStore(Protocol):
    """Paths are relative and of our own making; a file is written once and never changed."""

    async def put(self, path: str, content: Iterator[bytes], size: int) -> None:
        """Keeps `size` bytes. Once it returns they outlive a loss of power; before, nothing is there.

        Raises `StoreAway`.
        """

    def read(self, path: str, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` and before `end`, in pieces. Raises `Missing`, `StoreAway`."""

    async def delete(self, path: str) -> None:
        """Forgets a file; one that is not there is forgotten already. Raises `StoreAway`."""
