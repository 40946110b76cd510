"""Keys of subjects and streams, in a store of their own outside the ledger's database and its backups.

A file (SQLite) whose keys are wrapped by a master key beside it. Destroying a key is what erases:
so it is deleted in place (`secure_delete`), not marked.
"""

import asyncio
import contextlib
import hmac
import os
import sqlite3
import tempfile
from collections import OrderedDict
from collections.abc import Collection
from pathlib import Path
from threading import Lock
from uuid import UUID

from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap

KEY_BYTES = 32
CACHED_KEYS = 10_000
KEYS_FILE = "keys.sqlite"
_CREATE = (
    "create table if not exists disclosure_key"
    " (tenant_id blob not null, key_id blob not null, wrapped blob not null, primary key (tenant_id, key_id))"
    " without rowid"
)


class MasterKeyLost(Exception):
    """There are keys, and the one that opens them is gone: a new one would hide that until it is too late."""


class KeyStore:
    """Keys by tenant and id; several processes of one machine may open the same file."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._master = _master_key(folder)
        self._lock = Lock()
        self._cache: OrderedDict[tuple[UUID, UUID], bytes] = OrderedDict()
        self._file = sqlite3.connect(folder / KEYS_FILE, check_same_thread=False, timeout=30)
        for pragma in ("journal_mode=wal", "synchronous=full", "secure_delete=on"):
            self._file.execute(f"pragma {pragma}")
        self._file.execute(_CREATE)
        self._file.commit()

    def close(self) -> None:
        """Ends the use of the file."""
        self._file.close()

    async def obtain(self, tenant: UUID, ids: Collection[UUID]) -> dict[UUID, bytes]:
        """The keys, made where missing: on disk before this returns, so that nothing is ever encrypted
        under a key that a crash could lose."""
        return await self._get(tenant, ids, create=True)

    async def find(self, tenant: UUID, ids: Collection[UUID]) -> dict[UUID, bytes]:
        """The keys that exist; an erased one is simply not there."""
        return await self._get(tenant, ids, create=False)

    async def _get(self, tenant: UUID, ids: Collection[UUID], *, create: bool) -> dict[UUID, bytes]:
        keys = {key: self._cache[tenant, key] for key in ids if (tenant, key) in self._cache}
        missing = [key for key in ids if key not in keys]
        if missing:
            keys |= await asyncio.to_thread(self._fetch, tenant, missing, create)
            self._cache.update(((tenant, key), value) for key, value in keys.items())
            while len(self._cache) > CACHED_KEYS:
                self._cache.popitem(last=False)
        return keys

    async def authenticate(self, tenant: UUID, name: str, content: bytes) -> bytes:
        """HMAC-SHA-256 under a key that nobody outside has: a digest of something guessable tells nothing."""
        key_id = UUID(bytes=hmac.digest(tenant.bytes, name.encode(), "sha256")[:16])
        keys = await self.obtain(tenant, [key_id])
        return hmac.digest(keys[key_id], content, "sha256")

    def _fetch(self, tenant: UUID, ids: list[UUID], create: bool) -> dict[UUID, bytes]:
        with self._lock, self._file:
            if create:
                fresh = [
                    (tenant.bytes, key.bytes, aes_key_wrap(self._master, os.urandom(KEY_BYTES)))
                    for key in ids
                ]
                self._file.executemany("insert or ignore into disclosure_key values (?, ?, ?)", fresh)
            marks = ", ".join("?" * len(ids))
            rows = self._file.execute(
                f"select key_id, wrapped from disclosure_key where tenant_id = ? and key_id in ({marks})",  # noqa: S608
                (tenant.bytes, *(key.bytes for key in ids)),
            )
            return {UUID(bytes=key): aes_key_unwrap(self._master, wrapped) for key, wrapped in rows}


def _master_key(folder: Path) -> bytes:
    """Reads the master key, or makes it: written whole before it gets its name, mode 0600."""
    path = folder / "master.key"
    used = (folder / KEYS_FILE).exists()  # asked first: whoever made that file had the master key by then
    if not path.exists():
        if used:
            raise MasterKeyLost(f"{path} is missing, and without it no key in {KEYS_FILE} opens: put it back")
        handle, draft = tempfile.mkstemp(dir=folder, prefix=".master-")  # mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(os.urandom(KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):  # another process was first: then theirs is the key
                os.link(draft, path)
        finally:
            os.unlink(draft)
    return path.read_bytes()
