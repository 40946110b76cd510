"""A read model on a checkpoint of its own catches up with the others and then shares theirs again."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg

from concord.eventstore.entry import Entry
from concord.projecting.checkpoint import BATCH, SHARED, model_states, own_name, read_batch
from concord.projecting.folding import handled
from concord.projecting.parking import fold_or_fail, park
from concord.projecting.readmodel import ReadModel
from concord.projecting.serving import announce
from concord.projecting.skips import skipped
from concord.projecting.statement import sql
from concord.telemetry.metrics import PROJECTED_EVENTS
from concord.tenancy import writing


async def serve_own(pool: asyncpg.Pool, model: ReadModel, tenant: UUID) -> bool:
    """Moves one read model of one tenant by one batch. False: it is parked, or live again, or somebody
    else moves it."""
    async with writing(pool, tenant) as connection:
        shared = await _level_with(connection, tenant, model.name)
        checkpoint = await connection.fetchrow(sql("claim"), tenant, own_name(model.name))
        if checkpoint is None or checkpoint["parked"]:
            return False
        entries = await read_batch(connection, tenant, checkpoint["position"], shared)
        if not await _take(connection, model, tenant, entries):
            return False
        position = entries[-1].position if entries else checkpoint["position"]
        if shared is not None and position >= shared:
            await join(connection, tenant, model.name)
            more = False
        else:
            await connection.execute(sql("advance"), tenant, own_name(model.name), position)
            more = True
    await announce(pool, tenant, position)
    return more


async def _level_with(connection: asyncpg.Connection, tenant: UUID, model: str) -> int | None:
    """Where the last batch has to end: the shared position, locked. None while it is further away.

    The shared checkpoint is locked before the own one, here and everywhere, or two would wait for each other.
    """
    own = await connection.fetchval(sql("position"), tenant, own_name(model))
    shared = await connection.fetchval(sql("position"), tenant, SHARED)
    if own is None or shared is None or shared - own > BATCH:
        return None
    row = await connection.fetchrow(sql("lock"), tenant, SHARED)
    # While we waited it may have moved on, further than one batch reaches.
    return row["position"] if row is not None and row["position"] - own <= BATCH else None


async def _take(
    connection: asyncpg.Connection, model: ReadModel, tenant: UUID, entries: Sequence[Entry]
) -> bool:
    skips = await skipped(connection, tenant, model.name)
    state = (await model_states(connection, tenant))[model.name]
    wanted = [entry for entry in handled(model, entries) if entry.position not in skips]
    failure = await fold_or_fail(connection, model, tenant, state.generation, wanted)
    if failure is not None:
        await park(connection, tenant, model.name, failure)
    elif wanted:
        PROJECTED_EVENTS.labels(model.name).inc(len(wanted))
    return failure is None


async def join(connection: asyncpg.Connection, tenant: UUID, model: str) -> None:
    """Gives up the checkpoint of its own. Both checkpoints are locked and equal."""
    await connection.execute(sql("drop_progress"), tenant, own_name(model))
    await connection.execute(sql("drop_dead_letter"), tenant, model)
