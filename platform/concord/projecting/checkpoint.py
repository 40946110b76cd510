"""Checkpoints: how far a tenant's read models have come, and the lock that is the claim to move them."""

from uuid import UUID

import asyncpg
import msgspec
import orjson

from concord.eventstore.entry import Entry
from concord.projecting.statement import sql

SHARED = "readmodels"
"""Checkpoint of all of a tenant's live read models."""

BATCH = 500
"""Entries a transaction."""
BATCH_BYTES = 8 * 1024 * 1024
"""Of entries a transaction, at most about: 500 of the greatest size would be four times that."""


def own_name(model: str) -> str:
    """Name of the checkpoint of a read model that is parked or not yet level with the others."""
    return f"readmodel:{model}"


class ModelState(msgspec.Struct, frozen=True):
    """A read model of one tenant, as the database has it."""

    generation: int
    version: int
    own: bool
    """It has a checkpoint of its own, and is passed over by the shared one."""


async def claim(connection: asyncpg.Connection, tenant: UUID, name: str) -> asyncpg.Record | None:
    """Locks the checkpoint (made where there was none): (position, parked).
    None while somebody else has it."""
    row = await connection.fetchrow(sql("claim"), tenant, name)
    return row or await connection.fetchrow(sql("begin"), tenant, name)


async def read_batch(
    connection: asyncpg.Connection, tenant: UUID, after: int, until: int | None = None, limit: int = BATCH
) -> list[Entry]:
    """The next entries in order, at most `limit`, none beyond `until`."""
    return [parsed(row[0], row[1]) for row in await read_rows(connection, tenant, after, until, limit)]


async def read_rows(
    connection: asyncpg.Connection, tenant: UUID, after: int, until: int | None = None, limit: int = BATCH
) -> list[asyncpg.Record]:
    """As `read_batch`: (position, entry) as stored."""
    if until is None:
        rows = await connection.fetch(sql("read_batch"), tenant, after, limit, BATCH_BYTES)
    else:
        rows = await connection.fetch(sql("read_until"), tenant, after, limit, BATCH_BYTES, until)
    return list(rows)


def parsed(position: int, raw: bytes) -> Entry:
    """An entry parsed at once: on Python 3.11 the cached property takes a lock, as costly as the parsing."""
    entry = Entry(position, raw)
    entry.__dict__["members"] = orjson.loads(entry.raw)
    return entry


async def model_states(connection: asyncpg.Connection, tenant: UUID) -> dict[str, ModelState]:
    """Stable while the shared checkpoint is locked: a read model gets or gives up its own only under it."""
    rows = await connection.fetch(sql("models"), tenant)
    return {row["name"]: ModelState(row["generation"], row["version"], row["own"]) for row in rows}
