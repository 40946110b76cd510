"""Rebuild: another generation beside the live one, level with it, swapped in; nobody waits."""

import asyncio
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest
from tallying import COUNTS, TALLIES, count_up, live_rows, positions, tally_append
from waiting import until

from concord.projecting import (
    Handler,
    NothingToRebuild,
    ReadModel,
    RebuildFailed,
    RebuildTakenOver,
    checkpoint,
    list_projections,
    purging,
    rebuild,
    rebuilding,
    run_projector,
)
from concord.projecting.serving import serve_shared
from concord.tenancy import reading, writing

MODELS = (TALLIES, COUNTS)


@asynccontextmanager
async def projecting(dsn):
    stop = asyncio.Event()
    tasks = [asyncio.create_task(run_projector(dsn, stop, models=MODELS)) for _ in range(2)]
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*tasks)


async def project(pool, tenant):
    while await serve_shared(pool, MODELS, tenant.id):
        pass


async def generations(pool, tenant, table="tally"):
    async with reading(pool, tenant.id) as connection:
        rows = await connection.fetch(
            f"select distinct generation from {table} where tenant_id = $1", tenant.id
        )
    return sorted(row[0] for row in rows)


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 7)
    monkeypatch.setattr(rebuilding, "NEAR", 7)
    monkeypatch.setattr(purging, "PURGE", 5)


async def test_a_rebuild_equals_the_live_rows_and_leaves_no_others(pool, store, tenant, small_batches):
    for n in range(6):
        await count_up(store, tenant, n)
    await project(pool, tenant)
    before = [await live_rows(pool, tenant, t) for t in ("tally", "tally_step")]
    reached = []
    rebuilt = await rebuild(pool, TALLIES, tenant.id, lambda *now: reached.append(now))
    assert (rebuilt.generation, rebuilt.position) == (2, 21)
    assert reached == [(7, 21), (14, 21)]
    assert [await live_rows(pool, tenant, t) for t in ("tally", "tally_step")] == before
    assert await generations(pool, tenant) == [2]
    assert await generations(pool, tenant, "tally_step") == [2]
    assert await positions(pool, tenant) == {"readmodels": 21}


async def test_a_rebuild_goes_no_further_than_the_live_rows(pool, store, tenant, monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 40)
    monkeypatch.setattr(rebuilding, "NEAR", 7)
    await count_up(store, tenant, 20)
    await project(pool, tenant)
    await count_up(store, tenant, 30)  # nobody projects these yet
    assert (await rebuild(pool, TALLIES, tenant.id)).position == 21
    await project(pool, tenant)
    assert sorted(row["total"] for row in await live_rows(pool, tenant)) == [20, 30]
    assert len(await live_rows(pool, tenant, "tally_step")) == 50


async def test_entries_too_large_for_one_batch_are_taken_in_several(pool, store, tenant, monkeypatch):
    for n in range(6):
        await count_up(store, tenant, n)
    monkeypatch.setattr(checkpoint, "BATCH_BYTES", 2_000)
    assert await serve_shared(pool, MODELS, tenant.id)
    assert (await positions(pool, tenant))["readmodels"] < 10
    await project(pool, tenant)
    before = await live_rows(pool, tenant)
    await rebuild(pool, TALLIES, tenant.id)
    assert await live_rows(pool, tenant) == before


async def test_rows_of_a_rebuild_that_began_meanwhile_are_not_purged(pool, store, tenant, small_batches):
    for n in range(6):
        await count_up(store, tenant, n)
    await project(pool, tenant)
    first = await rebuild(pool, TALLIES, tenant.id)
    with pytest.raises(SystemExit):
        await rebuild(pool, TALLIES, tenant.id, dies_at(14))
    late = purging.Build(tenant.id, TALLIES, first.generation, uuid4(), frozenset())
    await purging.purge(pool, late)
    assert await generations(pool, tenant) == [2, 3]


async def test_the_swap_waits_for_a_batch_under_way(pool, store, tenant):
    await count_up(store, tenant, 5)
    await project(pool, tenant)
    async with writing(pool, tenant.id) as batch:
        await batch.execute(
            "select from progress where tenant_id = $1 and name = 'readmodels' for update", tenant.id
        )
        rebuilt = asyncio.create_task(rebuild(pool, TALLIES, tenant.id))
        await asyncio.sleep(0.2)
        assert not rebuilt.done()
    assert (await rebuilt).generation == 2


async def test_a_rebuild_corrects_rows_and_the_other_read_models_stay(pool, store, tenant):
    await count_up(store, tenant, 5)
    await project(pool, tenant)
    before = await live_rows(pool, tenant)
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.tenant = '{tenant.id}'")
        await connection.execute("update tally set total = 99 where tenant_id = $1", tenant.id)
        await connection.execute("update event_count set count = 99 where tenant_id = $1", tenant.id)
    await rebuild(pool, TALLIES, tenant.id, accept=["tally.total"])
    assert await live_rows(pool, tenant) == before
    assert {row["count"] for row in await live_rows(pool, tenant, "event_count")} == {99}


async def test_rebuilding_while_writes_and_reads_go_on(database, pool, store, tenant, monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 40)
    monkeypatch.setattr(rebuilding, "NEAR", 40)
    enough = asyncio.Event()
    async with projecting(database.projector):
        writers = [asyncio.create_task(write(store, tenant, enough)) for _ in range(3)]
        await until(lambda: any_rows(pool, tenant))
        seen = [0]
        looking = asyncio.create_task(watch(pool, tenant, seen))
        rebuilds = 0
        while rebuilds < 5 or len(set(seen)) < 8:  # reads and writes have gone on meanwhile
            await rebuild(pool, TALLIES, tenant.id)
            rebuilds += 1
        enough.set()
        written = await asyncio.gather(*writers)
        await until(lambda: level(pool, store, tenant))
        looking.cancel()
    assert sorted(seen) == seen, "totals only grow: a read never met missing rows or a stale generation"
    assert sorted(row["total"] for row in await live_rows(pool, tenant)) == sorted(written)
    steps = await live_rows(pool, tenant, "tally_step")
    assert len(steps) == sum(written)
    assert all(step["number"] == step["after"] for step in steps)
    assert await generations(pool, tenant) == [rebuilds + 1]


async def write(store, tenant, enough):
    """Adds to a counter of its own until it is enough; returns how often."""
    stream = uuid4()
    await store.append(tally_append(tenant, stream, 1, ["Opened"]))
    times = 0
    while not enough.is_set():
        await store.append(tally_append(tenant, stream, times + 2, ["Added"]))
        times += 1
        await asyncio.sleep(0.02)
    return times


async def any_rows(pool, tenant):
    return bool(await live_rows(pool, tenant))


async def level(pool, store, tenant):
    return await positions(pool, tenant) == {"readmodels": await store.head(tenant.id)}


async def watch(pool, tenant, seen):
    while True:
        seen.append(sum(row["total"] for row in await live_rows(pool, tenant)))
        await asyncio.sleep(0.002)


async def test_a_rebuild_brings_a_parked_read_model_back(pool, store, tenant, poison):
    stream = await count_up(store, tenant, 1)
    await store.append(tally_append(tenant, stream, 3, ["Poisoned", "Added"]))
    await project(pool, tenant)
    poison.yes = True
    await rebuild(pool, TALLIES, tenant.id)
    assert await positions(pool, tenant) == {"readmodels": 4}
    [shown] = [p for p in await list_projections(pool, MODELS, tenant.id) if p.name == "tallies"]
    assert (shown.state, shown.generation, shown.error) == ("live", 2, None)
    assert [row["total"] for row in await live_rows(pool, tenant)] == [2]


async def test_a_rebuild_that_meets_a_bad_event_leaves_everything_as_it_was(pool, store, tenant, poison):
    poison.yes = True
    stream = await count_up(store, tenant, 1)
    await store.append(tally_append(tenant, stream, 3, ["Poisoned", "Added"]))
    await project(pool, tenant)
    before = await live_rows(pool, tenant)
    poison.yes = False
    with pytest.raises(RebuildFailed, match="position 3: Poison"):
        await rebuild(pool, TALLIES, tenant.id)
    assert await live_rows(pool, tenant) == before
    assert await generations(pool, tenant) == [1]
    assert {p.state for p in await list_projections(pool, MODELS, tenant.id)} == {"live", "behind"}


async def test_what_a_killed_rebuild_left_is_cleared_by_the_next(pool, store, tenant, small_batches):
    for n in range(6):
        await count_up(store, tenant, n)
    await project(pool, tenant)
    before = [await live_rows(pool, tenant, t) for t in ("tally", "tally_step")]
    with pytest.raises(SystemExit):
        await rebuild(pool, TALLIES, tenant.id, dies_at(14))
    assert await generations(pool, tenant) == [1, 2]
    assert "rebuilding" in {p.state for p in await list_projections(pool, MODELS, tenant.id)}
    assert (await rebuild(pool, TALLIES, tenant.id)).generation == 2
    assert [await live_rows(pool, tenant, t) for t in ("tally", "tally_step")] == before
    assert await generations(pool, tenant) == [2]


def dies_at(position):
    def progress(reached, _):
        if reached >= position:
            raise SystemExit

    return progress


async def test_of_two_rebuilds_the_later_one_takes_over(pool, store, tenant, small_batches):
    for n in range(12):
        await count_up(store, tenant, n)
    await project(pool, tenant)
    before = await live_rows(pool, tenant)
    first, second = await asyncio.gather(
        rebuild(pool, TALLIES, tenant.id), rebuild(pool, TALLIES, tenant.id), return_exceptions=True
    )
    assert isinstance(first, RebuildTakenOver) or isinstance(second, RebuildTakenOver)
    assert await live_rows(pool, tenant) == before
    assert await generations(pool, tenant) == [2]


async def test_a_new_version_shows_as_outdated_until_rebuilt(pool, store, tenant):
    await count_up(store, tenant, 2)
    await project(pool, tenant)
    newer = ReadModel(
        name="tallies",
        version=2,
        tables=TALLIES.tables,
        handles={**TALLIES.handles, "tests.Added": Handler(lambda rows, entry: None)},
    )
    state = {p.name: p.state for p in await list_projections(pool, (newer, COUNTS), tenant.id)}
    assert state["tallies"] == "outdated"
    await rebuild(pool, newer, tenant.id, accept=["tally.names", "tally.total", "tally_step"])
    state = {p.name: p.state for p in await list_projections(pool, (newer, COUNTS), tenant.id)}
    assert state["tallies"] == "live"
    assert [row["total"] for row in await live_rows(pool, tenant)] == [0]


async def test_a_tenant_never_projected_has_nothing_to_rebuild(pool, tenant):
    with pytest.raises(NothingToRebuild):
        await rebuild(pool, TALLIES, tenant.id)
