"""What the sealer has ever said, in a folder of its own outside the database.

Tree heads are on the disk before they are signed, all that are signed together in one line. A sealer that was
killed in between finds its opinion here and repeats it; one that finds another tree in the database stops.
"""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import UUID
from zlib import crc32

import orjson

from concord.durable import flush_folder
from concord.ledger.checkpoints import TreeHead
from concord.ledger.errors import FolderError

FILE = "heads.journal"
LOCK = "lock"
MOST_RECORDS = 100_000
"""Heads recorded, beyond twice the tenants, after which the file is rewritten."""

Heads = Mapping[UUID, TreeHead]


class Journal:
    """The last tree head of each tenant, by this sealer. Made by `opened`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._heads, whole = _read(self._path)
        self._file = self._path.open("ab")
        self._file.truncate(whole)
        self._records = 0
        """Heads recorded since the file was last rewritten or opened."""
        flush_folder(folder)

    @property
    def heads(self) -> Heads:
        """By tenant."""
        return self._heads

    def record(self, heads: Heads) -> None:
        """On the disk when it returns; only then may they be signed. Raises `FolderError`, after which
        this process must not go on: what the disk holds is unknown."""
        try:
            if self._records > MOST_RECORDS + 2 * len(self._heads):
                self._rewrite()
            self._file.write(_line(heads))
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise FolderError(
                f"{self._path} cannot be written ({error.strerror}): free space there."
            ) from error
        self._records += len(heads)
        self._heads.update(heads)

    def close(self) -> None:
        """Lets go of the file."""
        self._file.close()

    def _rewrite(self) -> None:
        """Under another name and renamed when complete: a crash leaves the old one or the new one."""
        spare = self._path.with_suffix(".rewritten")
        with spare.open("wb") as file:
            file.write(_line(self._heads))
            file.flush()
            os.fsync(file.fileno())
        spare.replace(self._path)
        flush_folder(self._path.parent)
        self._file.close()
        self._file = self._path.open("ab")
        self._records = 0


@contextmanager
def opened(folder: Path) -> Iterator[Journal]:
    """The journal of a folder that no other process uses meanwhile. Raises `FolderError`."""
    with _claimed(folder):
        journal = Journal(folder)
        try:
            yield journal
        finally:
            journal.close()


def recorded(folder: Path) -> Heads:
    """What the journal of a folder says, also while a sealer writes it. Raises `FolderError`."""
    return _read(folder / FILE)[0]


def _line(heads: Heads) -> bytes:
    text = orjson.dumps(
        [{"tenant": str(tenant), **head._asdict(), "root": head.root.hex()} for tenant, head in heads.items()]
    )
    return b"%08x %b\n" % (crc32(text), text)


def _read(path: Path) -> tuple[dict[UUID, TreeHead], int]:
    """The heads, and how many bytes of the file are whole lines.

    The last line may be torn by a crash: it was not on the disk yet, so nothing of it was signed.
    """
    heads: dict[UUID, TreeHead] = {}
    whole = 0
    lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
    for number, line in enumerate(lines, 1):
        found = _parsed(line)
        if found is None and number < len(lines):
            raise FolderError(
                f"{path} is damaged in line {number}: restore it from its backup, or see docs/operators.md "
                "on a sealer that has lost its state."
            )
        if found is not None:
            heads |= found
            whole += len(line)
    return heads, whole


def _parsed(line: bytes) -> dict[UUID, TreeHead] | None:
    checksum, _, text = line.rstrip(b"\n").partition(b" ")
    if not line.endswith(b"\n") or checksum != b"%08x" % crc32(text):
        return None
    return {
        UUID(one["tenant"]): TreeHead(one["epoch"], one["origin"], one["size"], bytes.fromhex(one["root"]))
        for one in orjson.loads(text)
    }


@contextmanager
def _claimed(folder: Path) -> Iterator[None]:
    """The kernel lets go of the lock when the process ends, however it ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock: IO[bytes] = (folder / LOCK).open("ab")
    except OSError as error:
        raise FolderError(f"The folder {folder} cannot be used ({error.strerror}).") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderError(f"Another `concord seal` uses {folder}: stop that one first.") from None
        yield
