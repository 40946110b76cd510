"""Carrying out what a ledger says was erased: keys in the key store, disclosures in the database.

The entry comes first: there is one order, and whoever finds it carries it out. That is the command which
appended it, before it answers; after a crash any worker; and, where a backup of the key store was put back,
whoever uses it for that tenant, before a key is given out. Done again, it does no harm.
"""

from importlib.resources import files
from uuid import UUID

import asyncpg
import structlog

from concord.privacy.disclosures import text_key
from concord.privacy.keystore import KeyStore

SUBJECT_ERASED = "privacy.SubjectErased"
KNOWN_PERSON = (files("concord.privacy") / "known_person.sql").read_text("utf-8")

log = structlog.get_logger()


async def is_known_person(connection: asyncpg.Connection, tenant: UUID, subject: UUID) -> bool:
    """Whether values of a person are kept under an id, or were until he was erased.

    People, streams and files share one space of ids, and an erasure takes all that is kept under one.
    `connection`: in a transaction of the tenant.
    """
    known: bool = await connection.fetchval(KNOWN_PERSON, tenant, subject)
    return known


async def carry_out(pool: asyncpg.Pool, keys: KeyStore, tenant: UUID) -> None:
    """Destroys the keys that the tenant's ledger says were erased, and what is kept under them.

    `pool`: of `concord_app` or `concord_projector`. Afterwards no process can read any of it.
    """
    await destroy_erased(pool, keys, tenant)
    await delete_erased(pool, tenant)


async def destroy_erased(pool: asyncpg.Pool, keys: KeyStore, tenant: UUID) -> bool:
    """Destroys the keys alone. Returns whether this key store still held one."""
    rows = await pool.fetch("select key_id, digest from concord.erasures_of($1)", tenant)
    standing = await keys.standing((tenant, _key(row)) for row in rows)
    if standing:
        await keys.destroy(standing)
        log.info("keys destroyed", count=len(standing))
    return bool(standing)


def _key(row: asyncpg.Record) -> UUID:
    """A person's, a file's, or a text's; of a text, the row names the stream."""
    key = UUID(str(row["key_id"]))
    return key if row["digest"] is None else text_key(key, row["digest"])


async def delete_erased(pool: asyncpg.Pool, tenant: UUID) -> int:
    """Deletes the disclosures that the tenant's ledger says were erased. Returns how many."""
    count: int = await pool.fetchval("select concord.delete_erased($1)", tenant)
    return count
