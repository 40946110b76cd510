"""Files in a folder of this machine, or of a volume that all processes mount.

Ours, because the library that speaks to buckets writes to folders without flushing them."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from concord.durable import flush_folder
from concord.evidence.stores.store import PATIENCE, Missing, StoreAway

T = TypeVar("T")

PIECE = 1 << 18
THREADS = 8
"""Of each folder's own: a volume that hangs keeps them, and those of the process stay free."""


class Folder:
    """Written under a name of its own, flushed, then renamed: no reader meets half a file."""

    def __init__(self, root: Path, patience: float = PATIENCE) -> None:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._root = root
        self._patience = patience
        self._threads = ThreadPoolExecutor(THREADS, "evidence")

    async def put(self, path: str, content: Iterator[bytes], size: int) -> None:
        """As `FileStore.put`; `size` is not needed here."""
        try:
            await self._step(partial(_put, self._root, self._root / path, content))
        except Missing:  # its folder went meanwhile, with the last file of another
            raise StoreAway(f"the folder of {path} went") from None

    async def read(self, path: str, start: int, end: int) -> AsyncIterator[bytes]:
        """As `FileStore.read`."""
        while start < end:
            piece = await self._step(partial(_piece, self._root / path, start, min(PIECE, end - start)))
            if not piece:
                raise StoreAway(f"{path} has no byte {start}")
            start += len(piece)
            yield piece

    async def delete(self, path: str) -> None:
        """As `FileStore.delete`; folders that it leaves empty go with it."""
        await self._step(partial(_delete, self._root, self._root / path))

    async def _step(self, step: Callable[[], T]) -> T:
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.get_running_loop().run_in_executor(self._threads, step)
        except FileNotFoundError:
            raise Missing from None
        except (OSError, TimeoutError) as error:
            raise StoreAway(repr(error)) from error


def _put(root: Path, target: Path, content: Iterator[bytes]) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(f".{uuid4().hex}.draft")
    try:
        with draft.open("xb") as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    for folder in (target.parent, *target.parent.relative_to(root).parents):
        flush_folder(root / folder)


def _piece(file: Path, start: int, length: int) -> bytes:
    with file.open("rb") as content:
        content.seek(start)
        return content.read(length)


def _delete(root: Path, file: Path) -> None:
    file.unlink(missing_ok=True)
    folder = file.parent
    while folder != root:
        with contextlib.suppress(OSError):  # another file is in it, or another process was first
            folder.rmdir()
        folder = folder.parent
