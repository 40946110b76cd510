"""Rebuild: a read model's rows of one tenant made anew beside the live ones, which answer until the swap."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID, uuid4

import asyncpg
import msgspec

from concord.eventstore.entry import Entry
from concord.projecting.catching_up import join
from concord.projecting.checkpoint import SHARED, own_name, read_batch
from concord.projecting.folding import handled
from concord.projecting.parking import Failure, fold_or_fail
from concord.projecting.purging import Build, clear, purge
from concord.projecting.readmodel import ReadModel
from concord.projecting.serving import announce
from concord.projecting.skips import skipped
from concord.projecting.statement import sql
from concord.tenancy import reading, writing

BATCH = 20_000
"""Entries a transaction, if they are not too large. Nobody waits for its locks; a row that several of them
change is read and written once."""
NEAR = 2_000
"""Entries that the swap may have left to do, while live projection of the tenant waits."""
MAX_GENERATION = 32_767

Progress = Callable[[int, int], None]
"""Called with the position reached and the ledger's last one."""


class RebuildFailed(Exception):
    """The read model cannot take an event; the live rows stay as they were."""

    def __init__(self, model: str, failure: Failure) -> None:
        super().__init__(f"{model} at position {failure.entry.position}: {failure.error}")
        self.position, self.error = failure.entry.position, failure.error


class NothingToRebuild(Exception):
    """No event of this tenant was projected to this read model yet."""


class Rebuilt(msgspec.Struct, frozen=True):
    """The swap: from now on `generation` answers, level with `position`."""

    generation: int
    position: int


async def rebuild(
    pool: asyncpg.Pool, model: ReadModel, tenant: UUID, progress: Progress | None = None
) -> Rebuilt:
    """Builds a new generation, swaps it in, deletes the old one. A parked read model is live again after it.

    Reads never stop, and neither do writes: the swap holds the tenant's checkpoint for one short batch.
    Raises `RebuildFailed`, `RebuildTakenOver`, `NothingToRebuild`. Cut off at any instant, it may be asked
    again and begins anew.
    """
    build = await _begin(pool, model, tenant)
    await clear(pool, build)
    try:
        while (position := await _swap(pool, build)) is None:
            with _uncollected():
                reached, goal = await _advance(pool, build)
            if progress is not None:
                progress(reached, goal)
    except RebuildFailed:
        await clear(pool, build)
        await _give_up(pool, build)
        raise
    await purge(pool, build)
    await announce(pool, tenant, position)
    return Rebuilt(build.generation, position)


@contextmanager
def _uncollected() -> Iterator[None]:
    """A batch is a hundred thousand dicts without a cycle: looking for one took 40 % of a rebuild's time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


async def _begin(pool: asyncpg.Pool, model: ReadModel, tenant: UUID) -> Build:
    holder = uuid4()
    async with writing(pool, tenant) as connection:
        live = await connection.fetchrow(sql("generation"), tenant, model.name)
        if live is None:
            raise NothingToRebuild(f"{model.name} of tenant {tenant}")
        generation = live["generation"] % MAX_GENERATION + 1
        now = datetime.now(UTC)
        await connection.execute(sql("begin_rebuild"), tenant, model.name, generation, holder, now)
        skips = await skipped(connection, tenant, model.name)
    return Build(tenant, model, generation, holder, skips)


async def _advance(pool: asyncpg.Pool, build: Build) -> tuple[int, int]:
    """One batch, never beyond the live read models; returns the position reached and theirs."""
    async with writing(pool, build.tenant) as connection:
        position = await build.position(connection)
        shared: int = await connection.fetchval(sql("position"), build.tenant, SHARED)
        entries = await read_batch(connection, build.tenant, position, shared, BATCH)
        await _take(connection, build, entries)
        position = entries[-1].position if entries else position
        await connection.execute(sql("advance_rebuild"), build.tenant, build.model.name, position)
    return position, shared


async def _take(connection: asyncpg.Connection, build: Build, entries: list[Entry]) -> None:
    wanted = [entry for entry in handled(build.model, entries) if entry.position not in build.skips]
    failure = await fold_or_fail(connection, build.model, build.tenant, build.generation, wanted)
    if failure is not None:
        raise RebuildFailed(build.model.name, failure)


async def _swap(pool: asyncpg.Pool, build: Build) -> int | None:
    """Flips the generation at the shared position. None: still too far away, nothing was done."""
    async with reading(pool, build.tenant) as connection:
        if not await _is_near(connection, build):
            return None
    async with writing(pool, build.tenant) as connection:
        # Always shared before own before rebuild, or two of these would wait for each other.
        shared: int = (await connection.fetchrow(sql("lock"), build.tenant, SHARED))["position"]
        await connection.fetchrow(sql("lock"), build.tenant, own_name(build.model.name))
        position = await build.position(connection)
        if shared - position > NEAR:
            return None
        while entries := await read_batch(connection, build.tenant, position, shared, BATCH):
            await _take(connection, build, entries)
            position = entries[-1].position
        await _flip(connection, build)
    return shared


async def _is_near(connection: asyncpg.Connection, build: Build) -> bool:
    """A look without locks, so that live projection is held up once, at the end."""
    shared: int = await connection.fetchval(sql("position"), build.tenant, SHARED)
    built: int | None = await connection.fetchval(sql("built"), build.tenant, build.model.name)
    return shared - (built or 0) <= NEAR


async def _flip(connection: asyncpg.Connection, build: Build) -> None:
    model = build.model
    await connection.execute(sql("flip"), build.tenant, model.name, build.generation, model.version)
    await connection.execute(sql("drop_rebuild"), build.tenant, model.name)
    await join(connection, build.tenant, model.name)


async def _give_up(pool: asyncpg.Pool, build: Build) -> None:
    async with writing(pool, build.tenant) as connection:
        await build.position(connection)
        await connection.execute(sql("drop_rebuild"), build.tenant, build.model.name)
