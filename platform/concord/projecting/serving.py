"""One batch for one tenant: all live read models and their one checkpoint in one transaction."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg

from concord.eventstore.entry import Entry
from concord.projecting.checkpoint import (
    SHARED,
    ModelState,
    claim,
    model_states,
    own_name,
    read_batch,
)
from concord.projecting.folding import handled
from concord.projecting.parking import fold_or_fail, park
from concord.projecting.readmodel import ReadModel
from concord.projecting.statement import sql
from concord.telemetry.metrics import PROJECTED_EVENTS
from concord.tenancy import writing


async def serve_shared(pool: asyncpg.Pool, models: Sequence[ReadModel], tenant: UUID) -> bool:
    """Moves the tenant's live read models by one batch. False: nothing to do, or somebody else does it."""
    async with writing(pool, tenant) as connection:
        checkpoint = await claim(connection, tenant, SHARED)
        if checkpoint is None:
            return False
        states = await model_states(connection, tenant)
        missing = [model for model in models if model.name not in states]
        if missing:
            await _add(connection, tenant, missing, checkpoint["position"])
            states = await model_states(connection, tenant)
        entries = await read_batch(connection, tenant, checkpoint["position"])
        if not entries:
            return False
        live = [(model, states[model.name]) for model in models if not states[model.name].own]
        await _apply(connection, live, tenant, entries)
        await connection.execute(sql("advance"), tenant, SHARED, entries[-1].position)
    await announce(pool, tenant, entries[-1].position)
    return True


async def _add(
    connection: asyncpg.Connection, tenant: UUID, models: Sequence[ReadModel], position: int
) -> None:
    """A read model that comes later than the tenant's first event builds up on a checkpoint of its own."""
    for model in models:
        await connection.execute(sql("add_model"), tenant, model.name, model.version)
        if position > 0:
            await connection.execute(sql("set_own_position"), tenant, own_name(model.name), 0, False)


async def _apply(
    connection: asyncpg.Connection,
    live: Sequence[tuple[ReadModel, ModelState]],
    tenant: UUID,
    entries: Sequence[Entry],
) -> None:
    for model, state in live:
        wanted = handled(model, entries)
        failure = await fold_or_fail(connection, model, tenant, state.generation, wanted)
        if failure is not None:
            await park(connection, tenant, model.name, failure)
        elif wanted:
            PROJECTED_EVENTS.labels(model.name).inc(len(wanted))


async def announce(pool: asyncpg.Pool, tenant: UUID, position: int) -> None:
    """Wakes whoever waits for a position; after the commit, because NOTIFY takes a global lock at commit."""
    await pool.execute(sql("notify"), f"{tenant}:{position}")
