"""What a witness has seen: its last checkpoint of each ledger, and the keys that it trusts, in a folder."""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from concord.durable import flush_folder


class InUse(Exception):
    """Another witness runs in this folder: the two could sign two histories."""


class Memory:
    """The folder of one witness. `held` keeps others out of it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder = folder

    @contextmanager
    def held(self) -> Iterator[None]:
        """Raises `InUse`."""
        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise InUse(str(self.folder)) from None
            yield

    def checkpoint(self, origin: str) -> bytes | None:
        """The last one that was accepted of a ledger."""
        return self._read(f"{_named(origin)}.checkpoint")

    def remember(self, origin: str, checkpoint: bytes) -> None:
        """On the disk when it returns: nothing may be signed that a crash could make forgotten."""
        self._write(f"{_named(origin)}.checkpoint", checkpoint)

    def keys(self, url: str) -> list[str]:
        """Verifier keys trusted at the first look at an address; none before."""
        return (self._read(f"{_named(url)}.keys") or b"").decode().split()

    def trust(self, url: str, keys: Sequence[str]) -> None:
        """From now on these, and no other."""
        self._write(f"{_named(url)}.keys", "".join(f"{key}\n" for key in keys).encode())

    def keep_evidence(self, origin: str, *parts: bytes) -> Path:
        """Writes what proves a refusal to a file of its own, the signed checkpoints as they came."""
        digest = sha256(b"".join(parts)).hexdigest()[:16]
        name = f"evidence-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{digest}.txt"
        known = list(self.folder.glob(f"evidence-*-{digest}.txt"))
        if known:  # the same two checkpoints again
            return known[0]
        self._write(name, f"{origin}\n\n".encode() + b"\n----\n".join(parts))
        return self.folder / name

    def _read(self, name: str) -> bytes | None:
        path = self.folder / name
        return path.read_bytes() if path.exists() else None

    def _write(self, name: str, content: bytes) -> None:
        draft = self.folder / f".{name}"
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / name)
        flush_folder(self.folder)


def _named(text: str) -> str:
    """A file name of an origin or address, whatever characters it has."""
    return sha256(text.encode()).hexdigest()[:32]
