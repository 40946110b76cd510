"""Rebuild: a read model's rows of one tenant made anew beside the live ones, which answer until the swap."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
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
from concord.projecting.reconciling import Reconciled, reconcile
from concord.projecting.serving import announce
from concord.projecting.skips import skipped
from concord.projecting.statement import sql
from concord.projecting.uncollected import uncollected
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


class RebuildDiffers(Exception):
    """The ledger makes other rows than those that answer queries, and nobody has accepted that. They stay."""

    def __init__(self, model: str, reconciled: Reconciled, names: Collection[str]) -> None:
        super().__init__(f"{model} differs in {', '.join(names)}")
        self.reconciled, self.names = reconciled, names


class NothingToRebuild(Exception):
    """No event of this tenant was projected to this read model yet."""


class Rebuilt(msgspec.Struct, frozen=True):
    """The swap: from now on `generation` answers, level with `position`."""

    generation: int
    position: int


class Audit(msgspec.Struct, frozen=True):
    """The live rows compared with what the ledger makes, at a position."""

    position: int
    reconciled: Reconciled


async def rebuild(
    pool: asyncpg.Pool,
    model: ReadModel,
    tenant: UUID,
    progress: Progress | None = None,
    accept: Collection[str] = (),
) -> Rebuilt:
    """Builds a new generation, swaps it in if it equals the live one, deletes the old one. A parked read
    model is compared where it stopped, and is live again afterwards.

    `accept`: names of differences (`Reconciled.counts`) that may be there. Reads never stop, and neither do
    writes: the swap holds the tenant's checkpoint for one short batch and the comparison. Raises
    `RebuildDiffers`, `RebuildFailed`, `RebuildTakenOver`, `NothingToRebuild`. Cut off at any instant, it may
    be asked again and begins anew.
    """
    build = await _begin(pool, model, tenant)
    await clear(pool, build)
    try:
        position = await _swap(pool, build, progress, accept)
    except (RebuildFailed, RebuildDiffers):
        await _give_up(pool, build)
        raise
    await purge(pool, build)
    await announce(pool, tenant, position)
    return Rebuilt(build.generation, position)


async def audit(
    pool: asyncpg.Pool, model: ReadModel, tenant: UUID, progress: Progress | None = None
) -> Audit:
    """Builds a generation, compares it with the live one, deletes it. Raises as `rebuild`."""
    build = await _begin(pool, model, tenant)
    await clear(pool, build)
    try:
        async with _level(pool, build, progress, _live) as (connection, position):
            found = Audit(position, await _reconciled(connection, build))
    except RebuildFailed:
        await _give_up(pool, build)
        raise
    await _give_up(pool, build)
    return found


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


async def _swap(pool: asyncpg.Pool, build: Build, progress: Progress | None, accept: Collection[str]) -> int:
    """Compares, and flips the generation at the shared position, which is returned."""
    async with _level(pool, build, progress, _live) as (connection, position):
        reconciled = await _reconciled(connection, build)
        if names := reconciled.beyond(accept):
            raise RebuildDiffers(build.model.name, reconciled, names)
        if position == await _shared(connection, build):
            await _flip(connection, build)
            return position
    async with _level(pool, build, progress, _shared) as (connection, position):
        await _flip(connection, build)
    return position


async def _reconciled(connection: asyncpg.Connection, build: Build) -> Reconciled:
    live = await connection.fetchval(sql("generation"), build.tenant, build.model.name)
    return await reconcile(connection, build.model, build.tenant, live, build.generation)


Goal = Callable[[asyncpg.Connection, Build], Awaitable[int]]
"""How far to build."""


async def _shared(connection: asyncpg.Connection, build: Build) -> int:
    """To where all live read models are."""
    position: int = await connection.fetchval(sql("position"), build.tenant, SHARED)
    return position


async def _live(connection: asyncpg.Connection, build: Build) -> int:
    """To where this one's live rows are, which is behind the others while it is parked."""
    own: int | None = await connection.fetchval(sql("position"), build.tenant, own_name(build.model.name))
    return await _shared(connection, build) if own is None else own


@asynccontextmanager
async def _level(
    pool: asyncpg.Pool, build: Build, progress: Progress | None, goal: Goal
) -> AsyncIterator[tuple[asyncpg.Connection, int]]:
    """A transaction in which the build is at its goal and nothing moves that: (connection, position)."""
    while True:
        while not await _is_near(pool, build, goal):
            with uncollected():
                reached, upto = await _advance(pool, build, goal)
            if progress is not None:
                progress(reached, upto)
        async with writing(pool, build.tenant) as connection:
            # Always shared before own before rebuild, or two of these would wait for each other.
            await connection.fetchrow(sql("lock"), build.tenant, SHARED)
            await connection.fetchrow(sql("lock"), build.tenant, own_name(build.model.name))
            position = await build.position(connection)
            upto = await goal(connection, build)
            if upto - position <= NEAR:
                while entries := await read_batch(connection, build.tenant, position, upto, BATCH):
                    await _take(connection, build, entries)
                    position = entries[-1].position
                await connection.execute(sql("advance_rebuild"), build.tenant, build.model.name, upto)
                yield connection, upto
                return


async def _is_near(pool: asyncpg.Pool, build: Build, goal: Goal) -> bool:
    """A look without locks, so that live projection is held up once, at the end."""
    async with reading(pool, build.tenant) as connection:
        built: int | None = await connection.fetchval(sql("built"), build.tenant, build.model.name)
        return await goal(connection, build) - (built or 0) <= NEAR


async def _advance(pool: asyncpg.Pool, build: Build, goal: Goal) -> tuple[int, int]:
    """One batch, never beyond the goal; returns the position reached and the goal's."""
    async with writing(pool, build.tenant) as connection:
        position = await build.position(connection)
        upto = await goal(connection, build)
        entries = await read_batch(connection, build.tenant, position, upto, BATCH)
        await _take(connection, build, entries)
        position = entries[-1].position if entries else position
        await connection.execute(sql("advance_rebuild"), build.tenant, build.model.name, position)
    return position, upto


async def _take(connection: asyncpg.Connection, build: Build, entries: list[Entry]) -> None:
    wanted = [entry for entry in handled(build.model, entries) if entry.position not in build.skips]
    failure = await fold_or_fail(connection, build.model, build.tenant, build.generation, wanted)
    if failure is not None:
        raise RebuildFailed(build.model.name, failure)


async def _flip(connection: asyncpg.Connection, build: Build) -> None:
    model = build.model
    await connection.execute(sql("flip"), build.tenant, model.name, build.generation, model.version)
    await connection.execute(sql("drop_rebuild"), build.tenant, model.name)
    await join(connection, build.tenant, model.name)


async def _give_up(pool: asyncpg.Pool, build: Build) -> None:
    """The live rows stay, and nothing else."""
    await clear(pool, build)
    async with writing(pool, build.tenant) as connection:
        await build.position(connection)
        await connection.execute(sql("drop_rebuild"), build.tenant, build.model.name)
