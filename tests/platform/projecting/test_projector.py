"""The worker: any number of processes, and a crash at any instant neither loses nor doubles an effect."""

import asyncio
import random
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest
import tallying
from tallying import COUNTS, TALLIES, count_up, live_rows, positions, tally_append
from waiting import until

from concord.embedded import postgres
from concord.eventstore import EventStore
from concord.eventstore.migrating import migrate
from concord.projecting import run_projector
from concord.tenancy import Tenants

MODELS = (TALLIES, COUNTS)
SUPPORT = Path(__file__).parents[2] / "support"


@asynccontextmanager
async def projecting(dsn, processes=1, models=MODELS):
    stop = asyncio.Event()
    tasks = [asyncio.create_task(run_projector(dsn, stop, models=models)) for _ in range(processes)]
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*tasks)


async def level(pool, store, tenant):
    """Whether the shared checkpoint is at the head and no read model is apart."""
    return await positions(pool, tenant) == {"readmodels": await store.head(tenant.id)}


async def exactly_once(pool, store, tenant):
    """Every event had its effect once and in order: numbers of steps and totals say so."""
    entries = await store.read(tenant.id, 0, 100_000)
    added = sum(e.type == "tests.Added" for e in entries)
    steps = await live_rows(pool, tenant, "tally_step")
    assert len(steps) == added
    by_counter = {}
    for step in steps:
        assert step["number"] == step["after"] == by_counter.get(step["counter"], 0) + 1
        by_counter[step["counter"]] = step["number"]
    assert sum(row["total"] for row in await live_rows(pool, tenant)) == added
    assert sum(row["count"] for row in await live_rows(pool, tenant, "event_count")) == len(
        [e for e in entries if e.type in COUNTS.handles]
    )


async def test_a_worker_projects_what_is_appended_and_tells_who_waits(database, pool, store, tenant):
    heard = asyncio.Queue()
    listener = await asyncpg.connect(database.app)
    await listener.add_listener("concord_projected", lambda *args: heard.put_nowait(args[-1]))
    async with projecting(database.projector):
        await count_up(store, tenant, 3)
        async with asyncio.timeout(30):
            while await heard.get() != f"{tenant.id}:4":
                pass
        assert [row["total"] for row in await live_rows(pool, tenant)] == [3]
    await listener.close()


async def test_three_projectors_at_once_do_each_event_once(database, pool, store, owner_pool):
    tenants = [
        await Tenants(owner_pool).create(code=f"three{n}", name="三", division_code="", simulated=False)
        for n in range(6)
    ]
    async with projecting(database.projector, processes=3):
        await asyncio.gather(*(count_up(store, t, 150) for t in tenants for _ in range(3)))
        for tenant in tenants:
            await until(lambda tenant=tenant: level(pool, store, tenant))
    for tenant in tenants:
        await exactly_once(pool, store, tenant)


async def test_a_lost_wake_up_only_delays(database, pool, store, tenant, monkeypatch):
    monkeypatch.setattr("concord.eventstore.bell.Bell.ring", lambda *_: None)
    async with projecting(database.projector):
        await asyncio.sleep(0.1)
        await count_up(store, tenant, 2)
        await until(lambda: level(pool, store, tenant), seconds=10)


async def test_kill_9_at_any_instant_neither_loses_nor_doubles(database, pool, store, owner_pool):
    tenants = [
        await Tenants(owner_pool).create(code=f"killed{n}", name="杀", division_code="", simulated=False)
        for n in range(3)
    ]
    chance = random.Random(9)
    in_between = 0
    for _ in range(8):
        await asyncio.gather(*(count_up(store, t, 2_000) for t in tenants))
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "projecting_process", database.projector), cwd=SUPPORT
        )
        before = [await positions(pool, t) for t in tenants]
        await until(lambda before=before: moved(pool, tenants, before), every=0.001)
        await asyncio.sleep(chance.random() * 0.03)
        process.kill()
        await process.wait()
        in_between += not all([await level(pool, store, t) for t in tenants])
    assert in_between >= 4, "the kills came too late to prove anything"
    async with projecting(database.projector, processes=2):
        for tenant in tenants:
            await until(lambda tenant=tenant: level(pool, store, tenant))
    for tenant in tenants:
        await exactly_once(pool, store, tenant)


async def moved(pool, tenants, before):
    return [await positions(pool, t) for t in tenants] != before


async def test_a_database_killed_in_between_is_waited_for(durable_postgres, tmp_path):
    owner, app, projector = (
        durable_postgres.dsn(f"concord_{role}") for role in ("owner", "app", "projector")
    )
    await migrate(owner)
    await tallying.create_tables(owner)
    async with asyncpg.create_pool(owner, min_size=0) as owners:
        tenant = await Tenants(owners).create(code="crash", name="崩", division_code="", simulated=False)
    store = await EventStore.open(app)
    async with projecting(projector, processes=2):
        writing = asyncio.create_task(count_up(store, tenant, 1_500, events=3))
        await asyncio.sleep(0.3)
        durable_postgres.process.kill()
        durable_postgres.process.wait()
        durable_postgres.lock.close()
        assert not writing.done(), "it was killed too late to prove anything"
        async with postgres.running(tmp_path / "postgres"):
            await writing
            async with asyncpg.create_pool(projector, min_size=0) as pool:
                await until(lambda: level(pool, store, tenant))
                await exactly_once(pool, store, tenant)
            await store.close()


async def test_a_busy_tenant_starves_nobody(database, pool, store, tenant, simulated_tenant):
    await asyncio.gather(*(count_up(store, tenant, 2_000) for _ in range(4)))
    await count_up(store, simulated_tenant, 1)
    async with projecting(database.projector):
        await until(lambda: level(pool, store, simulated_tenant), every=0.002)
        assert not await level(pool, store, tenant)
        await until(lambda: level(pool, store, tenant))


async def test_a_parked_tenant_leaves_the_worker_idle_and_the_others_served(
    database, pool, store, tenant, simulated_tenant
):
    stream = await count_up(store, tenant, 1)
    await store.append(tally_append(tenant, stream, 3, ["Poisoned"]))
    async with projecting(database.projector):
        await count_up(store, simulated_tenant, 1)
        await until(lambda: level(pool, store, simulated_tenant))
        await until(lambda: at(pool, tenant, {"readmodels": 3, "readmodel:tallies": 2}))


async def at(pool, tenant, expected):
    return await positions(pool, tenant) == expected


@pytest.mark.parametrize("processes", [1, 3])
async def test_stopping_lets_the_batch_under_way_finish(database, processes):
    async with asyncio.timeout(30), projecting(database.projector, processes=processes):
        await asyncio.sleep(0.2)
