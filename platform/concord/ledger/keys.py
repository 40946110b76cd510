"""The signing keys, in a folder of their own: one file each, readable by its owner alone."""

import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from concord.durable import flush_folder
from concord.ledger.errors import FolderError
from concord.ledger.succession import succession

PATTERN = "ed25519-*.pem"
NUMBER = re.compile(r"ed25519-([0-9]+)\.pem")
UNTIL = ".until"
"""Beside a key that has a successor: when it ceases to sign."""
SUCCESSION = ".succession"
"""Beside a key that others vouch for: the note in which they do."""


class Key(NamedTuple):
    """One key of a folder."""

    path: Path
    private: Ed25519PrivateKey
    until: datetime | None
    """When it ceases to sign beside its successor; None for the newest."""
    succession: str | None = None
    """The note in which the keys before vouch for it; None for the first, and where one was compromised."""

    @property
    def public(self) -> bytes:
        """32 bytes."""
        return self.private.public_key().public_bytes_raw()


class KeyRing(NamedTuple):
    """What a folder holds, the newest first."""

    keys: Sequence[Key]

    @property
    def signing(self) -> Sequence[Ed25519PrivateKey]:
        """Those that sign now: the newest, and others while their overlap lasts."""
        return [key.private for key in self.in_use]

    @property
    def in_use(self) -> Sequence[Key]:
        """The same, with what belongs to each."""
        now = datetime.now(UTC)
        return [key for key in self.keys if key.until is None or now < key.until]

    @property
    def known(self) -> Sequence[bytes]:
        """Public keys of all that ever signed."""
        return [key.public for key in self.keys]


def read(folder: Path) -> KeyRing:
    """The keys of a folder. Raises `FolderError`."""
    return KeyRing([_read(path) for path in sorted(folder.glob(PATTERN), reverse=True)])


def rotate(folder: Path, overlap: timedelta, ledger_name: str, retired: Sequence[str] = ()) -> KeyRing:
    """Makes the next key. While the overlap lasts the one before signs beside it; a note in which it vouches
    for the new one stays for ever. Without an overlap it is not trusted any more and vouches for nothing.

    `retired`: names of keys that sign no more and vouch along, because they were rotated before there were
    notes. Which of those were compromised no file says: so each is named. Raises `FolderError`.
    """
    ring = read(folder)
    vouching = _retired(ring, retired, overlap)
    if not ring.keys:
        raise FolderError(
            f"There is no key in {folder} to rotate: the first start of `concord seal` makes one."
        )
    until = (datetime.now(UTC) + overlap).isoformat(timespec="seconds")
    new = create(folder)
    # After the new one is there: a crash in between leaves two keys that sign, not none.
    if overlap:
        newest = read(folder).keys[0].path
        note = succession(ledger_name, new, [*ring.signing, *vouching])
        _write(newest.with_suffix(SUCCESSION), note.encode())
    for key in ring.keys:
        if key.until is None:
            _write(key.path.with_suffix(UNTIL), until.encode())
    return read(folder)


def _retired(ring: KeyRing, names: Sequence[str], overlap: timedelta) -> list[Ed25519PrivateKey]:
    """Raises `FolderError`."""
    if names and not overlap:
        raise FolderError(
            "Without an overlap nobody vouches for the new key: give --overlap, or no --vouching."
        )
    signing = ring.in_use
    idle = {key.path.name: key.private for key in ring.keys if key not in signing}
    if unknown := [name for name in names if name not in idle]:
        raise FolderError(
            f"{unknown[0]} is no key that signs no more: `concord ledger key list` says which are retired."
        )
    return [idle[name] for name in dict.fromkeys(names)]


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
    numbers = [int(found[1]) for path in folder.glob(PATTERN) if (found := NUMBER.fullmatch(path.name))]
    path = folder / f"ed25519-{max(numbers, default=0) + 1:04}.pem"  # also where an older one was put away
    _write(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return key


def _write(path: Path, content: bytes) -> None:
    """On the disk when it returns, under its name too."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    flush_folder(path.parent)


def _read(path: Path) -> Key:
    until, vouched = path.with_suffix(UNTIL), path.with_suffix(SUCCESSION)
    try:
        key = load_pem_private_key(path.read_bytes(), None)
        ends = datetime.fromisoformat(until.read_text()) if until.exists() else None
        note = vouched.read_text() if vouched.exists() else None
    except (OSError, ValueError) as error:
        raise FolderError(f"The key {path} cannot be read ({error}): restore it from its backup.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise FolderError(f"The key {path} is not an Ed25519 key: it does not belong into this folder.")
    return Key(path, key, ends, note)
