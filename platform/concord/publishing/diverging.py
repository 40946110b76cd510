"""A stream that holds what the ledger does not: after a restore of the database, or by another's hand.

Publishing on would give subscribers two histories, so the tenant's publication is parked for an operator.
"""

from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import structlog

from concord.projecting.lag import PUBLISHER
from concord.projecting.statement import sql as projecting_sql
from concord.publishing.statement import sql
from concord.tenancy import writing

log = structlog.get_logger(__name__)


class Diverged(Exception):
    """The last message of a tenant is not its ledger's entry of that position."""

    def __init__(self, tenant: str, position: int, sequence: int, *, missing: bool) -> None:
        found = "the ledger has no entry there" if missing else "the ledger's entry there is another"
        super().__init__(f"message {sequence} of EVENTS says {tenant}:{position}, {found}")
        self.tenant, self.position = tenant, position


async def park(connection: asyncpg.Connection, tenant: UUID, difference: Diverged) -> None:
    """Stops the publication of this tenant, under its checkpoint's lock."""
    now = datetime.now(UTC)
    await connection.execute(sql("park"), tenant)
    await connection.execute(
        projecting_sql("write_dead_letter"), tenant, PUBLISHER, difference.position, "", str(difference), now
    )
    log.error("publication parked", tenant=difference.tenant, error=str(difference))


async def resume(pool: asyncpg.Pool, tenant: UUID) -> bool:
    """Lets a parked publication compare stream and ledger again. False: it was not parked."""
    async with writing(pool, tenant) as connection:
        done: str = await connection.execute(sql("unpark"), tenant)
        await connection.execute(projecting_sql("drop_dead_letter"), tenant, PUBLISHER)
    return done == "UPDATE 1"
