"""A sealer with folders of its own, round by round, and what is in the log afterwards."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
from appending import append_of

from concord.eventstore import EventStore
from concord.ledger import journal, keys
from concord.ledger.alarms import Alarms
from concord.ledger.checkpoints import Checkpoint, checkpoint_of
from concord.ledger.merkle import fold, leaf_hash, peaks
from concord.ledger.sealer import SESSION, Policy, Sealer
from concord.tenancy import Tenant, reading

if TYPE_CHECKING:
    from conftest import Database

NAME = "ledger.example.org"


@asynccontextmanager
async def sealer(dsn: str, folder: Path, *, adopt: bool = False) -> AsyncIterator[Sealer]:
    """As `concord seal` runs it, without its loop. `folder` holds keys and state; let go of at the end."""
    with journal.opened(folder / "state") as said:
        ring = keys.read_or_create(folder / "keys", is_new=not said.heads)
        async with asyncpg.create_pool(dsn, min_size=0, max_size=2, server_settings=SESSION) as pool:
            made = Sealer(pool, said, ring, Policy(name=NAME, adopt=adopt), Alarms(), set())
            try:
                yield made
            finally:
                await made.leave()


async def sealed(dsn: str, folder: Path, **how: bool) -> dict[str, str]:
    """Rounds until nothing waits. Returns the alarms, by tenant id."""
    async with sealer(dsn, folder, **how) as one:
        await one.begin()
        while await one.round():
            pass
        return {str(tenant): str(alarm) for tenant, alarm in one.alarms.found.items()}


async def fill(store: EventStore, tenant: Tenant, count: int) -> None:
    """Appends that many entries."""
    while count:
        some = min(count, 90)
        await store.append(append_of(tenant, events=some, text="留痕"))
        count -= some


async def checkpoints(pool: asyncpg.Pool, tenant: Tenant) -> list[Checkpoint]:
    """Every one that was ever published, in order."""
    async with reading(pool, tenant.id) as connection:
        rows = await connection.fetch(
            "select epoch, origin, size, root, note, signed_at from checkpoint where tenant_id = $1"
            " order by epoch, size",
            tenant.id,
        )
    return [checkpoint_of(row) for row in rows]


async def root_of(store: EventStore, tenant: Tenant, size: int) -> bytes:
    """Of the entries as they are stored now."""
    entries = await store.read(tenant.id, 0, size)
    return fold(peaks([leaf_hash(entry.raw) for entry in entries]))


async def restored(database: "Database", tenant: Tenant, position: int) -> None:
    """What the database holds of a tenant after a restore of a backup made at that position."""
    connection = await asyncpg.connect(database.superuser, server_settings={"search_path": "concord"})
    try:
        async with connection.transaction():
            await connection.execute("set local session_replication_role = replica")
            for statement in (
                "delete from event where tenant_id = $1 and position > $2",
                "delete from checkpoint where tenant_id = $1 and size > $2",
                "delete from tile where tenant_id = $1 and (index + 1) * (256 ^ (level + 1)) > $2",
                "delete from command where tenant_id = $1 and position > $2",
                "update head set position = $2, halted = false where tenant_id = $1",
            ):
                await connection.execute(statement, tenant.id, position)
    finally:
        await connection.close()
