"""The projector: moves every tenant's read models along its ledger. Any number of processes run it."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

import asyncpg

from concord.projecting.agenda import Item
from concord.projecting.catching_up import serve_own
from concord.projecting.checkpoint import SHARED, own_name
from concord.projecting.finding import find_read_models
from concord.projecting.lag import measure_lag
from concord.projecting.readmodel import ReadModel
from concord.projecting.serving import serve_shared
from concord.projecting.statement import sql
from concord.projecting.working import Job, Lost, work

SCANNED = 1_000
"""Tenants a scan returns at most; the next one finds the others."""


async def run_projector(
    dsn: str, stop: asyncio.Event, *, models: Sequence[ReadModel] | None = None, lanes: int = 1
) -> None:
    """Projects until `stop`, as role concord_projector. `models`: those of the entry points by default."""
    served = find_read_models() if models is None else models

    @asynccontextmanager
    async def opening(pool: asyncpg.Pool, _: Lost) -> AsyncIterator[Job]:
        yield _job(pool, served)

    await work(dsn, stop, opening, name=SHARED, lanes=lanes)


def _job(pool: asyncpg.Pool, models: Sequence[ReadModel]) -> Job:
    own = {own_name(model.name): model for model in models}
    new = [model.name for model in models]

    async def serve(item: Item) -> bool:
        tenant, name = item
        if name == SHARED:
            return await serve_shared(pool, models, tenant)
        # A checkpoint of a read model that this program does not have is left to one that does.
        return name in own and await serve_own(pool, own[name], tenant)

    async def scan() -> Iterable[Item]:
        await measure_lag(pool)
        found = [(row[0], row[1]) for row in await pool.fetch(sql("behind"), new, SCANNED)]
        if len(found) < SCANNED:
            new.clear()  # read models are new only when a program starts
        return found

    return Job(serve, scan)
