"""The file of the key store (SQLite): its tables, and how an older one becomes this one by itself."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from concord.privacy.master import KEY_BYTES, MasterKeys

FILE = "keys.sqlite"
VERSION = 1
"""0: keys wrapped by the master key itself. 1: by a key of the tenant, which the master key wraps."""

_TABLES = (
    "create table tenant_key (tenant_id blob not null, version integer not null, master text not null,"
    " wrapped blob not null, primary key (tenant_id, version)) without rowid",
    "create table wrapped_key (tenant_id blob not null, key_id blob not null, version integer not null,"
    " wrapped blob not null, primary key (tenant_id, key_id)) without rowid",
    "create index wrapped_key_by_version on wrapped_key (tenant_id, version)",
    # Ids only: whoever would use such a key again is refused, and a process that still holds it lets go.
    "create table destroyed_key (number integer primary key autoincrement, tenant_id blob not null,"
    " key_id blob not null, unique (tenant_id, key_id))",
)


class KeysAway(OSError):
    """The file of the key store cannot be read or written now: locked, full, damaged."""


@contextmanager
def reaching() -> Iterator[None]:
    """Turns whatever SQLite says of the file into `KeysAway`."""
    try:
        yield
    except sqlite3.Error as error:
        raise KeysAway(f"{FILE}: {error}") from error


def opened(path: Path) -> sqlite3.Connection:
    """A connection that writes through to the disk, and overwrites what it deletes."""
    _make(path)
    file = sqlite3.connect(path, check_same_thread=False, timeout=30, isolation_level=None)
    for pragma in ("journal_mode=wal", "synchronous=full", "secure_delete=on"):
        file.execute(f"pragma {pragma}")
    return file


def _make(path: Path) -> None:
    """For its owner only: SQLite would let others read it. Its log follows.

    One that is there is left alone: a process that closes a file loses every lock that it has on it (fcntl),
    those of its own connections too, and another one would take itself for the last and delete the log.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def upgrade(file: sqlite3.Connection, master: MasterKeys) -> None:
    """Brings the file to this version, in one transaction: a crash leaves it as it was. Of processes that
    begin at once one does it."""
    if _version(file) == VERSION:
        return
    with changing(file):
        if _version(file) == 0:
            for table in _TABLES:
                file.execute(table)
            if file.execute("select 1 from sqlite_master where name = 'disclosure_key'").fetchone():
                _rewrap(file, master)
            file.execute(f"pragma user_version = {VERSION}")


@contextmanager
def changing(file: sqlite3.Connection) -> Iterator[None]:
    """A transaction that has the file to itself from its beginning: what it reads stands until it ends."""
    file.execute("begin immediate")
    with file:
        yield


def _rewrap(file: sqlite3.Connection, master: MasterKeys) -> None:
    """Version 0 knew one master key, and that has its name from here on."""
    name, _ = master.wrap(os.urandom(KEY_BYTES))
    for (tenant,) in file.execute("select distinct tenant_id from disclosure_key").fetchall():
        key = new_tenant_key(file, master, tenant)
        rows = file.execute("select key_id, wrapped from disclosure_key where tenant_id = ?", (tenant,))
        file.executemany(
            "insert into wrapped_key values (?, ?, 1, ?)",
            (
                (tenant, key_id, aes_key_wrap(key, master.unwrap(name, wrapped)))
                for key_id, wrapped in rows.fetchall()
            ),
        )
    file.execute("drop table disclosure_key")


def empty_log(file: sqlite3.Connection) -> None:
    """What was overwritten still stands in the write-ahead log until that is emptied. Raises TimeoutError
    while somebody reads on and on."""
    busy: int = file.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
    if busy:
        raise TimeoutError("the key store is being read: what was destroyed stands in its log a while longer")


def new_tenant_key(file: sqlite3.Connection, master: MasterKeys, tenant: bytes, version: int = 1) -> bytes:
    """Makes and keeps one. Within a transaction that writes."""
    key = os.urandom(KEY_BYTES)
    file.execute("insert into tenant_key values (?, ?, ?, ?)", (tenant, version, *master.wrap(key)))
    return key


def _version(file: sqlite3.Connection) -> int:
    version: int = file.execute("pragma user_version").fetchone()[0]
    return version
