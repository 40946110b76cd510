"""Keys of subjects and streams, in a store of their own outside the ledger's database and its backups.

A file (SQLite): each key is wrapped by one of its tenant, that by a master key (`master.py`). Destroying a
key is what erases: so it is overwritten in place (`secure_delete`), not marked.
"""

import asyncio
import hmac
import os
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Iterable
from pathlib import Path
from threading import Lock
from uuid import UUID

from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap

from concord.privacy import keyfile
from concord.privacy.keyfile import changing, reaching
from concord.privacy.master import KEY_BYTES, LocalMasterKeys, MasterKeys

CACHED_KEYS = 10_000


class KeyDestroyed(Exception):
    """The key of a subject that was erased: nothing may be kept under it again."""

    def __init__(self, key: UUID) -> None:
        super().__init__(str(key))
        self.key = key


class KeyStore:
    """Keys by tenant and id; several processes of one machine may open the same file.

    Whatever is asked of it raises `KeysAway` where the file does not let itself be read or written.
    """

    def __init__(
        self,
        folder: Path,
        master: MasterKeys | None = None,
        *,
        before_use: Callable[[UUID], Awaitable[None]] | None = None,
    ) -> None:
        """`master`: by default from the folder. `before_use` is awaited before the first key of a tenant is
        given out. Raises `MasterKeyLost`, `KeysAway`."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / keyfile.FILE
        self._master = master or LocalMasterKeys.of(folder, used=path.exists())
        self._before_use = before_use
        self._level: set[UUID] = set()
        self._lock = Lock()
        self._cache: OrderedDict[tuple[UUID, UUID], bytes] = OrderedDict()
        self._tenant_keys: dict[tuple[UUID, int], bytes] = {}
        with reaching():
            self._file = keyfile.opened(path)
            keyfile.upgrade(self._file, self._master)
            self._watch = keyfile.opened(path)
        self._seen = (-1, 0)
        self._let_go()

    def close(self) -> None:
        """Ends the use of the file."""
        self._watch.close()
        self._file.close()

    async def obtain(self, tenant: UUID, ids: Collection[UUID]) -> dict[UUID, bytes]:
        """The keys, made where missing: on disk before this returns, so that nothing is ever encrypted
        under a key that a crash could lose. Raises `KeyDestroyed`."""
        return await self._get(tenant, ids, create=True)

    async def find(self, tenant: UUID, ids: Collection[UUID]) -> dict[UUID, bytes]:
        """The keys that exist; an erased one is simply not there."""
        return await self._get(tenant, ids, create=False)

    async def authenticate(self, tenant: UUID, name: str, content: bytes) -> bytes:
        """HMAC-SHA-256 under a key that nobody outside has: a digest of something guessable tells nothing."""
        key_id = UUID(bytes=hmac.digest(tenant.bytes, name.encode(), "sha256")[:16])
        keys = await self.obtain(tenant, [key_id])
        return hmac.digest(keys[key_id], content, "sha256")

    async def standing(self, erased: Iterable[tuple[UUID, UUID]]) -> list[tuple[UUID, UUID]]:
        """Which of these keys, as (tenant, id), have not been destroyed in this very file."""
        return await asyncio.to_thread(self._standing, list(erased))

    async def destroy(self, keys: Collection[tuple[UUID, UUID]]) -> None:
        """Destroys keys, as (tenant, id): gone from the disk and refused to every process before this
        returns. Again, nothing changes."""
        await asyncio.to_thread(self._destroy, list(keys))

    async def _get(self, tenant: UUID, ids: Collection[UUID], *, create: bool) -> dict[UUID, bytes]:
        if not ids:  # of most commands
            return {}
        if self._before_use is not None and tenant not in self._level:
            await self._before_use(tenant)
            self._level.add(tenant)
        self._let_go()
        keys = {key: self._cache[tenant, key] for key in ids if (tenant, key) in self._cache}
        missing = [key for key in ids if key not in keys]
        if missing:
            fetched = await asyncio.to_thread(self._fetch, tenant, missing, create)
            keys |= fetched
            self._cache.update(((tenant, key), value) for key, value in fetched.items())
            self._let_go()  # what was destroyed meanwhile
            while len(self._cache) > CACHED_KEYS:
                self._cache.popitem(last=False)
        return keys

    @reaching()
    def _let_go(self) -> None:
        """Forgets what another process, or this one, has destroyed. A look at a counter in shared memory:
        some microseconds."""
        version, last = self._seen
        now: int = self._watch.execute("pragma data_version").fetchone()[0]
        if now == version:
            return
        rows = self._watch.execute(
            "select number, tenant_id, key_id from destroyed_key where number > ? order by number", (last,)
        )
        for number, tenant, key in rows.fetchall():
            self._cache.pop((UUID(bytes=tenant), UUID(bytes=key)), None)
            last = number
        self._seen = (now, last)

    @reaching()
    def _fetch(self, tenant: UUID, ids: list[UUID], create: bool) -> dict[UUID, bytes]:
        with self._lock:
            found = self._read(tenant, ids)
            if not create or len(found) == len(set(ids)):
                return found
            with changing(self._file):
                self._make(tenant, [key for key in ids if key not in found])
            return self._read(tenant, ids)

    def _make(self, tenant: UUID, ids: Iterable[UUID]) -> None:
        version, wrapping = self._tenant_key(tenant)
        for key in ids:
            if self._file.execute(
                "select 1 from destroyed_key where tenant_id = ? and key_id = ?", (tenant.bytes, key.bytes)
            ).fetchone():
                raise KeyDestroyed(key)
            row = (tenant.bytes, key.bytes, version, aes_key_wrap(wrapping, os.urandom(KEY_BYTES)))
            self._file.execute("insert or ignore into wrapped_key values (?, ?, ?, ?)", row)

    def _read(self, tenant: UUID, ids: list[UUID]) -> dict[UUID, bytes]:
        marks = ", ".join("?" * len(ids))
        rows = self._file.execute(
            "select k.key_id, k.wrapped, k.version, t.master, t.wrapped"  # noqa: S608 - marks only
            " from wrapped_key k join tenant_key t on t.tenant_id = k.tenant_id and t.version = k.version"
            f" where k.tenant_id = ? and k.key_id in ({marks})",
            (tenant.bytes, *(key.bytes for key in ids)),
        )
        return {
            UUID(bytes=key): aes_key_unwrap(self._unwrapped(tenant, version, *wrapping), wrapped)
            for key, wrapped, version, *wrapping in rows.fetchall()
        }

    def _tenant_key(self, tenant: UUID) -> tuple[int, bytes]:
        """The newest one, made where there is none. Within a transaction that writes."""
        row = self._file.execute(
            "select version, master, wrapped from tenant_key where tenant_id = ?"
            " order by version desc limit 1",
            (tenant.bytes,),
        ).fetchone()
        if row is None:
            return 1, keyfile.new_tenant_key(self._file, self._master, tenant.bytes)
        return row[0], self._unwrapped(tenant, *row)

    def _unwrapped(self, tenant: UUID, version: int, master: str, wrapped: bytes) -> bytes:
        if (tenant, version) not in self._tenant_keys:
            self._tenant_keys[tenant, version] = self._master.unwrap(master, wrapped)
        return self._tenant_keys[tenant, version]

    @reaching()
    def _standing(self, erased: list[tuple[UUID, UUID]]) -> list[tuple[UUID, UUID]]:
        with self._lock:
            gone = set(self._file.execute("select tenant_id, key_id from destroyed_key"))
        return [(tenant, key) for tenant, key in erased if (tenant.bytes, key.bytes) not in gone]

    @reaching()
    def _destroy(self, keys: list[tuple[UUID, UUID]]) -> None:
        rows = [(tenant.bytes, key.bytes) for tenant, key in keys]
        with self._lock:
            with changing(self._file):
                self._file.executemany("delete from wrapped_key where tenant_id = ? and key_id = ?", rows)
                self._file.executemany(
                    "insert or ignore into destroyed_key (tenant_id, key_id) values (?, ?)", rows
                )
            keyfile.empty_log(self._file)
