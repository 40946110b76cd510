"""Secrets kept in files that only their owner can read."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from concord.durable import flush_folder


def read_or_create(path: Path, create: Callable[[], bytes]) -> bytes:
    """The file's content, made by `create` (mode 0600) if there is none.

    Two processes may start at once: the content is written under another name and linked into place, so
    nobody reads half a key and the first one wins.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _link_into_place(path, create())
    return path.read_bytes()


def _link_into_place(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        os.unlink(temporary)
    flush_folder(path.parent)
