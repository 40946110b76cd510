"""The folder of one embedded server: writable, and used by one process at a time."""

import errno
import fcntl
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from concord.embedded.errors import EmbeddedError

LOCK = "lock"
ENDING = b"ending"


def prepare(folder: Path) -> None:
    """Create `folder` and prove that a file can be written in it. Raises EmbeddedError."""
    probe = folder / f".probe-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with probe.open("wb") as file:
            file.write(b"\0" * 4096)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise EmbeddedError(sentence(folder, error)) from error
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)


def sentence(folder: Path, error: OSError) -> str:
    """What is wrong with `folder`, and what to do about it."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return (
            f"No space is left for {folder}: free some, or set CONCORD_DATA_DIR to a folder on another disk."
        )
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return f"The folder {folder} cannot be written: make it writable, or set CONCORD_DATA_DIR elsewhere."
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return f"{folder} is not a folder: remove that file, or set CONCORD_DATA_DIR to a folder."
    return f"The folder {folder} cannot be used ({error.strerror}): set CONCORD_DATA_DIR to another one."


def no_space(folder: Path) -> str:
    """What to do about a full disk."""
    return f"No space is left for {folder}: free some, or set CONCORD_DATA_DIR to a folder on another disk."


def claim(folder: Path, *, patience: float = 0.0, ending: float = 20.0) -> IO[bytes]:
    """Take `folder` for this process until the returned file is closed or the process ends.

    The kernel lets go of the lock when the holder is killed, so whatever still runs there
    after a successful claim is an orphan. `patience`: seconds to wait for a holder; `ending`: for one
    that said it is about to end (`ends`). Raises EmbeddedError if another process holds it.
    """
    prepare(folder)
    file = (folder / LOCK).open("a+b")
    began = time.monotonic()
    while not _locked(file):
        if time.monotonic() - began > (ending if _is_ending(folder) else patience):
            file.close()
            raise EmbeddedError(
                f"Another Concord uses {folder}: stop it, or set CONCORD_DATA_DIR to another folder."
            )
        time.sleep(0.05)
    file.truncate(0)
    return file


def ends(file: IO[bytes]) -> None:
    """Tell whoever waits for the folder that it will soon be free."""
    with suppress(OSError, ValueError):  # a full disk: they only wait less long
        file.write(ENDING)
        file.flush()


def _is_ending(folder: Path) -> bool:
    return (folder / LOCK).read_bytes() == ENDING


def _locked(file: IO[bytes]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
