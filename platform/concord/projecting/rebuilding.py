"""Rebuild: a read model's rows of one tenant made anew beside the live ones, which answer until the swap."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

import asyncpg
import msgspec

from concord.eventstore.entry import Entry
from concord.projecting.catching_up import join
from concord.projecting.checkpoint import SHARED, own_name, read_batch
from concord.projecting.folding import handled
from concord.projecting.parking import Failure, fold_or_fail
from concord.projecting.readmodel import ReadModel, Table
from concord.projecting.serving import announce
from concord.projecting.skips import skipped
from concord.projecting.statement import purge_rows, sql
from concord.tenancy import reading, writing

BATCH = 5_000
"""Entries a transaction. Nobody waits for its locks; a row that several of them change is written once."""
PURGE = 5_000
"""Rows deleted a transaction."""
MAX_GENERATION = 32_767

Progress = Callable[[int, int], None]
"""Called with the position reached and the ledger's last one."""


class RebuildFailed(Exception):
    """The read model cannot take an event; the live rows stay as they were."""

    def __init__(self, model: str, failure: Failure) -> None:
        super().__init__(f"{model} at position {failure.entry.position}: {failure.error}")
        self.position, self.error = failure.entry.position, failure.error


class RebuildTakenOver(Exception):
    """Another process began to rebuild the same read model."""


class NothingToRebuild(Exception):
    """No event of this tenant was projected to this read model yet."""


class Rebuilt(msgspec.Struct, frozen=True):
    """The swap: from now on `generation` answers, level with `position`."""

    generation: int
    position: int


class _Build(msgspec.Struct, frozen=True):
    tenant: UUID
    model: ReadModel
    generation: int
    holder: UUID
    skips: frozenset[int]


async def rebuild(
    pool: asyncpg.Pool, model: ReadModel, tenant: UUID, progress: Progress | None = None
) -> Rebuilt:
    """Builds a new generation, swaps it in, deletes the old one. A parked read model is live again after it.

    Reads never stop, and neither do writes: the swap holds the tenant's checkpoint for one batch.
    Raises `RebuildFailed`, `RebuildTakenOver`, `NothingToRebuild`. Cut off at any instant, it may be asked
    again and begins anew.
    """
    build = await _begin(pool, model, tenant)
    await _clear(pool, build)
    try:
        while (position := await _swap(pool, build)) is None:
            reached, goal = await _advance(pool, build)
            if progress is not None:
                progress(reached, goal)
    except RebuildFailed:
        await _clear(pool, build)
        await _give_up(pool, build)
        raise
    await _purge(pool, build)
    await announce(pool, tenant, position)
    return Rebuilt(build.generation, position)


async def _begin(pool: asyncpg.Pool, model: ReadModel, tenant: UUID) -> _Build:
    holder = uuid4()
    async with writing(pool, tenant) as connection:
        live = await connection.fetchrow(sql("generation"), tenant, model.name)
        if live is None:
            raise NothingToRebuild(f"{model.name} of tenant {tenant}")
        generation = live["generation"] % MAX_GENERATION + 1
        now = datetime.now(UTC)
        await connection.execute(sql("begin_rebuild"), tenant, model.name, generation, holder, now)
        skips = await skipped(connection, tenant, model.name)
    return _Build(tenant, model, generation, holder, skips)


async def _advance(pool: asyncpg.Pool, build: _Build) -> tuple[int, int]:
    """One batch, never beyond the live read models; returns the position reached and theirs."""
    async with writing(pool, build.tenant) as connection:
        position = await _position(connection, build)
        shared: int = await connection.fetchval(sql("position"), build.tenant, SHARED)
        entries = await read_batch(connection, build.tenant, position, shared, BATCH)
        await _take(connection, build, entries)
        position = entries[-1].position if entries else position
        await connection.execute(sql("advance_rebuild"), build.tenant, build.model.name, position)
    return position, shared


async def _position(connection: asyncpg.Connection, build: _Build) -> int:
    row = await connection.fetchrow(sql("lock_rebuild"), build.tenant, build.model.name, build.holder)
    if row is None:
        raise RebuildTakenOver(f"{build.model.name} of tenant {build.tenant}")
    return int(row["position"])


async def _take(connection: asyncpg.Connection, build: _Build, entries: list[Entry]) -> None:
    wanted = [entry for entry in handled(build.model, entries) if entry.position not in build.skips]
    failure = await fold_or_fail(connection, build.model, build.tenant, build.generation, wanted)
    if failure is not None:
        raise RebuildFailed(build.model.name, failure)


async def _swap(pool: asyncpg.Pool, build: _Build) -> int | None:
    """Flips the generation at the shared position. None: still more than a batch away, nothing was done."""
    async with reading(pool, build.tenant) as connection:
        if not await _is_near(connection, build):
            return None
    async with writing(pool, build.tenant) as connection:
        # Always shared before own before rebuild, or two of these would wait for each other.
        shared: int = (await connection.fetchrow(sql("lock"), build.tenant, SHARED))["position"]
        await connection.fetchrow(sql("lock"), build.tenant, own_name(build.model.name))
        position = await _position(connection, build)
        if shared - position > BATCH:
            return None
        while entries := await read_batch(connection, build.tenant, position, shared, BATCH):
            await _take(connection, build, entries)
            position = entries[-1].position
        await _flip(connection, build)
    return shared


async def _is_near(connection: asyncpg.Connection, build: _Build) -> bool:
    """A look without locks, so that live projection is held up once, at the end."""
    shared: int = await connection.fetchval(sql("position"), build.tenant, SHARED)
    built: int | None = await connection.fetchval(sql("built"), build.tenant, build.model.name)
    return shared - (built or 0) <= BATCH


async def _flip(connection: asyncpg.Connection, build: _Build) -> None:
    model = build.model
    await connection.execute(sql("flip"), build.tenant, model.name, build.generation, model.version)
    await connection.execute(sql("drop_rebuild"), build.tenant, model.name)
    await join(connection, build.tenant, model.name)


async def _clear(pool: asyncpg.Pool, build: _Build) -> None:
    """Deletes what an abandoned rebuild left in the generation to be built."""
    for table in build.model.tables:
        deleted = PURGE
        while deleted == PURGE:
            async with writing(pool, build.tenant) as connection:
                await _position(connection, build)
                deleted = await _delete(connection, build, table, building=True)


async def _purge(pool: asyncpg.Pool, build: _Build) -> None:
    """Deletes what no query reads any more."""
    for table in build.model.tables:
        deleted = PURGE
        while deleted == PURGE:
            async with writing(pool, build.tenant) as connection:
                deleted = await _delete(connection, build, table, building=False)


async def _delete(connection: asyncpg.Connection, build: _Build, table: Table, *, building: bool) -> int:
    statement = purge_rows(table)
    done = await connection.execute(statement, build.tenant, build.model.name, building, PURGE)
    return int(done.split()[-1])


async def _give_up(pool: asyncpg.Pool, build: _Build) -> None:
    async with writing(pool, build.tenant) as connection:
        await _position(connection, build)
        await connection.execute(sql("drop_rebuild"), build.tenant, build.model.name)
