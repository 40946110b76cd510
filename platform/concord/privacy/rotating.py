"""New keys for old: of a tenant, of the platform. Entries and disclosures are not touched; only what wraps
changes. Stopped at any instant, it is gone on with: each wrapped key says by what it is wrapped."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap

from concord.privacy import keyfile, master
from concord.privacy.keyfile import changing
from concord.privacy.master import KEY_BYTES, LocalMasterKeys, MasterKeys

BATCH = 500
"""Keys a transaction: short, so that nobody who needs a key waits for it."""

Report = Callable[[int, int], None]
"""(keys done, of how many)."""


def rotate_tenant_key(
    folder: Path, given: str, tenant: UUID, report: Report = lambda _done, _total: None
) -> int:
    """Wraps every key of the tenant by a new one and destroys the one before. Returns how many keys. One
    that was stopped is finished, not begun again. Raises `MasterKeyLost`."""
    masters = LocalMasterKeys.of(folder, given, used=(folder / keyfile.FILE).exists())
    file = keyfile.opened(folder / keyfile.FILE)
    try:
        keyfile.upgrade(file, masters)
        return _Rotation(file, masters, tenant.bytes).run(report)
    finally:
        file.close()


def rotate_master_key(folder: Path, given: str, report: Report = lambda _done, _total: None) -> int:
    """Wraps the key of every tenant by the current master key: by a new one in the folder, or by the first of
    `given`. What it replaced is removed from the folder at the end. Raises `MasterKeyLost`."""
    if not given:
        LocalMasterKeys.of(folder, used=(folder / keyfile.FILE).exists())
        master.replace_file(folder)
    masters = LocalMasterKeys.of(folder, given, used=True)
    file = keyfile.opened(folder / keyfile.FILE)
    try:
        keyfile.upgrade(file, masters)
        return _rewrap_tenant_keys(file, masters, None if given else folder, report)
    finally:
        file.close()


class _Rotation:
    """Of one tenant's key."""

    def __init__(self, file: sqlite3.Connection, masters: MasterKeys, tenant: bytes) -> None:
        self._file, self._masters, self._tenant = file, masters, tenant

    def run(self, report: Report) -> int:
        with changing(self._file):
            keys = self._keys()
            if not keys:
                return 0  # nothing was ever kept for this tenant
            if len(keys) == 1:
                version = max(keys) + 1
                keys[version] = keyfile.new_tenant_key(self._file, self._masters, self._tenant, version)
        total: int = self._file.execute(
            "select count(*) from wrapped_key where tenant_id = ?", (self._tenant,)
        ).fetchone()[0]
        newest, done = max(keys), 0
        while moved := self._move(keys, newest):
            done += moved
            report(done, total)
        keyfile.empty_log(self._file)
        return total

    def _keys(self) -> dict[int, bytes]:
        rows = self._file.execute(
            "select version, master, wrapped from tenant_key where tenant_id = ?", (self._tenant,)
        )
        return {version: self._masters.unwrap(name, wrapped) for version, name, wrapped in rows.fetchall()}

    def _move(self, keys: dict[int, bytes], newest: int) -> int:
        """A batch; with the last one the older keys go."""
        with changing(self._file):
            rows = self._file.execute(
                "select key_id, version, wrapped from wrapped_key"
                " where tenant_id = ? and version < ? limit ?",
                (self._tenant, newest, BATCH),
            ).fetchall()
            for key_id, version, wrapped in rows:
                again = aes_key_wrap(keys[newest], aes_key_unwrap(keys[version], wrapped))
                self._file.execute(
                    "update wrapped_key set version = ?, wrapped = ? where tenant_id = ? and key_id = ?",
                    (newest, again, self._tenant, key_id),
                )
            if not rows:
                older = (self._tenant, newest)
                self._file.execute("delete from tenant_key where tenant_id = ? and version < ?", older)
        return len(rows)


def _rewrap_tenant_keys(
    file: sqlite3.Connection, masters: MasterKeys, folder: Path | None, report: Report
) -> int:
    current, _ = masters.wrap(bytes(KEY_BYTES))
    total: int = file.execute("select count(*) from tenant_key").fetchone()[0]
    while True:
        with changing(file):
            rows = file.execute(
                "select tenant_id, version, master, wrapped from tenant_key where master <> ? limit ?",
                (current, BATCH),
            ).fetchall()
            for tenant, version, name, wrapped in rows:
                again = masters.wrap(masters.unwrap(name, wrapped))
                file.execute(
                    "update tenant_key set master = ?, wrapped = ? where tenant_id = ? and version = ?",
                    (*again, tenant, version),
                )
            if not rows:
                if folder is not None:  # while nobody else can write: no key is wrapped by the former one
                    master.drop_former(folder)
                break
        left = file.execute("select count(*) from tenant_key where master <> ?", (current,)).fetchone()[0]
        report(total - left, total)
    keyfile.empty_log(file)
    return total
