"""The worker of policies: any number of processes, none of them a leader."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import asyncpg
import orjson

from concord.commanding import Commander, Context, day_of
from concord.eventstore import EventStore
from concord.privacy.keystore import KeyStore
from concord.projecting.agenda import Item
from concord.projecting.working import Job, Lost, work
from concord.reacting.decision import Decisions
from concord.reacting.finding import find_policies
from concord.reacting.listing import measure_lag
from concord.reacting.policy import Policy
from concord.reacting.serving import Reactor
from concord.reacting.statement import sql

NAME = "policies"
SCANNED = 1_000
"""Tenants a scan returns at most; the next one finds the others."""
FIRE_EVERY = 20.0
"""Seconds between looks at deadlines, which are days."""


async def run_policies(
    dsn: str,
    app_dsn: str,
    keys: KeyStore,
    stop: asyncio.Event,
    *,
    policies: Sequence[Policy] | None = None,
    installed: Sequence[Context] | None = None,
    fire_every: float = FIRE_EVERY,
) -> None:
    """Reacts until `stop`, as role concord_projector; gives commands as concord_app (`app_dsn`).

    `policies` and contexts (`installed`): those of the entry points by default. It polls once a second and
    no append wakes it: nobody waits for a policy, and each append would cost a look.
    """
    served = find_policies() if policies is None else policies

    @asynccontextmanager
    async def opening(pool: asyncpg.Pool, _: Lost) -> AsyncIterator[Job]:
        known = [{"name": policy.name, "events": policy.events} for policy in served]
        await pool.execute(sql("register"), orjson.dumps(known).decode())
        async with _reactor(pool, app_dsn, keys, served, installed) as reactor:
            yield _job(pool, reactor, [policy.name for policy in served], fire_every)

    await work(dsn, stop, opening, name=NAME, woken=False)


@asynccontextmanager
async def _reactor(
    pool: asyncpg.Pool,
    app_dsn: str,
    keys: KeyStore,
    policies: Sequence[Policy],
    installed: Sequence[Context] | None,
) -> AsyncIterator[Reactor]:
    store = await EventStore.open(app_dsn)
    try:
        yield Reactor(pool, Commander(store, keys, installed), Decisions(keys), policies)
    finally:
        await store.close()


def _job(pool: asyncpg.Pool, reactor: Reactor, names: list[str], fire_every: float) -> Job:
    loop = asyncio.get_running_loop()
    fired = -fire_every

    async def serve(item: Item) -> bool:
        return await reactor.serve(item[0])

    async def scan() -> Iterable[Item]:
        nonlocal fired
        if loop.time() - fired >= fire_every:
            await pool.execute(sql("fire"), day_of(datetime.now(UTC)))
            fired = loop.time()
        await measure_lag(pool)
        return [(row[0], NAME) for row in await pool.fetch(sql("behind"), names, SCANNED)]

    return Job(serve, scan)
