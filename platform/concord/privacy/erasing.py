"""Carrying out what a ledger says was erased: keys in the key store, disclosures in the database.

The entry comes first: there is one order, and whoever finds it carries it out. That is the command which
appended it, before it answers; after a crash any worker; and, where a backup of the key store was put back,
the process that opens it, before it gives out a key. Done again, it does no harm.
"""

from collections.abc import Collection
from uuid import UUID

import asyncpg
import structlog

from concord.privacy.keystore import KeyStore

SUBJECT_ERASED = "privacy.SubjectErased"

log = structlog.get_logger()


async def carry_out(pool: asyncpg.Pool, keys: KeyStore, *tenants: UUID) -> Collection[UUID]:
    """Destroys the keys that any ledger says were erased, and what is kept under them: in `tenants`, and
    wherever this key store still held one. Returns the tenants in which a key was destroyed.

    `pool`: of a role that may ask what was erased. Afterwards nothing of it can be read by any process.
    """
    rows = await pool.fetch(
        "select tenant_id, key_id from concord.erasures() where type = $1", SUBJECT_ERASED
    )
    erased = [(UUID(str(row["tenant_id"])), UUID(str(row["key_id"]))) for row in rows]
    standing = await keys.standing(erased)
    if standing:
        await keys.destroy(standing)
        log.info("keys destroyed", count=len(standing))
    late = {tenant for tenant, _ in standing}
    for tenant in late | set(tenants):
        await delete_erased(pool, tenant)
    return late


async def delete_erased(pool: asyncpg.Pool, tenant: UUID) -> int:
    """Deletes the disclosures that the tenant's ledger says were erased. Returns how many."""
    count: int = await pool.fetchval("select concord.delete_erased($1)", tenant)
    return count
