"""Master keys: what wraps the keys of tenants. A key management service fits behind the same three names."""

import base64
import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap

from concord.durable import flush_folder

KEY_BYTES = 32
FILE = "master.key"
FORMER_FILE = "master.former.key"


class MasterKeyLost(Exception):
    """There are keys, and the one that opens them is gone: a new one would hide that until it is too late."""


class MasterKeys(Protocol):
    """Wraps keys of tenants. Called in threads, seldom: a tenant's key is unwrapped once by each process."""

    def wrap(self, key: bytes) -> tuple[str, bytes]:
        """Under the current one: its name, which is kept beside, and the wrapped key."""

    def unwrap(self, name: str, wrapped: bytes) -> bytes:
        """Under the one of that name. Raises `MasterKeyLost`."""


class LocalMasterKeys:
    """Keys in the memory of this process, from files or from the environment; the first one wraps.

    AES key wrap (RFC 3394). The name of a key is a part of its hash: random 256 bits, so it tells nothing.
    """

    def __init__(self, read: Callable[[], list[bytes]]) -> None:
        """`read` gives all there are, the current one first."""
        self._read = read
        self._keys = _named(read())

    @classmethod
    def of(cls, folder: Path, given: str = "", *, used: bool) -> "LocalMasterKeys":
        """`given` as base64, several separated by commas, the current one first, and behind them what the
        folder holds. Without: those of the folder, made where there is none and nothing was wrapped yet (not
        `used`). Raises `MasterKeyLost`, ValueError."""
        if given:
            return cls(lambda: [*keys_in(given), *_kept(folder)])
        return cls(lambda: _made(folder, used=used))

    def wrap(self, key: bytes) -> tuple[str, bytes]:
        self._keys = _named(self._read())  # another process may have rotated it: what it replaced goes soon
        name = next(iter(self._keys))
        return name, aes_key_wrap(self._keys[name], key)

    def unwrap(self, name: str, wrapped: bytes) -> bytes:
        if name not in self._keys:
            self._keys = _named(self._read())
        if name not in self._keys:
            raise MasterKeyLost(
                f"the master key {name} is not there, and keys are wrapped by it: put it back, "
                "beside the newer one if it was being rotated"
            )
        return aes_key_unwrap(self._keys[name], wrapped)


def _named(keys: list[bytes]) -> dict[str, bytes]:
    return {hashlib.sha256(b"concord master key\x00" + key).hexdigest()[:16]: key for key in keys}


def keys_in(text: str) -> list[bytes]:
    """Base64, separated by commas. Raises ValueError."""
    keys = [base64.b64decode(part.strip(), validate=True) for part in text.split(",")]
    if any(len(key) != KEY_BYTES for key in keys):
        raise ValueError(f"a master key has {KEY_BYTES} bytes")
    return keys


def replace_file(folder: Path) -> None:
    """A new current key in the folder; the one before stays beside it until nothing is wrapped by it any
    more. At no instant is there none. Does nothing where one is being rotated already."""
    former = folder / FORMER_FILE
    if not former.exists():
        draft = _drafted(folder)
        os.link(folder / FILE, former)
        draft.replace(folder / FILE)
        flush_folder(folder)
    elif (folder / FILE).read_bytes() == former.read_bytes():  # stopped between the two
        _drafted(folder).replace(folder / FILE)
        flush_folder(folder)


def drop_former(folder: Path) -> None:
    """Nothing is wrapped by it any more."""
    (folder / FORMER_FILE).unlink(missing_ok=True)
    flush_folder(folder)


def _made(folder: Path, *, used: bool) -> list[bytes]:
    path = folder / FILE
    if not path.exists():
        if used:
            raise MasterKeyLost(f"{path} is missing, and without it no key in this folder opens: put it back")
        draft = _drafted(folder)
        try:
            with contextlib.suppress(FileExistsError):  # another process was first: then theirs is the key
                os.link(draft, path)
        finally:
            draft.unlink()
        flush_folder(folder)  # before the first key is wrapped by it
    return _kept(folder)


def _kept(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in (folder / FILE, folder / FORMER_FILE) if path.exists()]


def _drafted(folder: Path) -> Path:
    """A new key, whole on the disk before it gets its name, mode 0600."""
    handle, draft = tempfile.mkstemp(dir=folder, prefix=".master-")
    with os.fdopen(handle, "wb") as file:
        file.write(os.urandom(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    return Path(draft)
