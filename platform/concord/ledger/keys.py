"""The signing keys, in a folder of their own: one file each, readable by its owner alone."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from concord.ledger.errors import FolderError

PATTERN = "ed25519-*.pem"


class KeyRing(NamedTuple):
    """What a folder holds."""

    signing: Sequence[Ed25519PrivateKey]
    """The newest first; none where none was made yet."""
    known: Sequence[bytes]
    """Public keys of all that ever signed, 32 bytes each."""


def read(folder: Path) -> KeyRing:
    """The keys of a folder. Raises `FolderError`."""
    keys = [_read(path) for path in sorted(folder.glob(PATTERN), reverse=True)]
    return KeyRing(keys[:1], [key.public_key().public_bytes_raw() for key in keys])


def read_or_create(folder: Path, *, is_new: bool) -> KeyRing:
    """The keys of a folder; where nothing was ever signed, the first one is made. Raises `FolderError`."""
    ring = read(folder)
    if ring.signing:
        return ring
    if not is_new:
        raise FolderError(
            f"There is no key in {folder}, but ledgers were sealed with one: restore it from its backup, or "
            "see docs/operators.md on a key that was lost."
        )
    create(folder)
    return read(folder)


def create(folder: Path) -> Ed25519PrivateKey:
    """Makes the next key. On the disk when it returns, for what it signs can be checked only with it."""
    key = Ed25519PrivateKey.generate()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"ed25519-{len(list(folder.glob(PATTERN))) + 1:04}.pem"
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        file.flush()
        os.fsync(file.fileno())
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return key


def _read(path: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError) as error:
        raise FolderError(f"The key {path} cannot be read ({error}): restore it from its backup.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise FolderError(f"The key {path} is not an Ed25519 key: it does not belong into this folder.")
    return key
