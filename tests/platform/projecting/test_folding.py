"""Rows follow events, however the batches are cut."""

from uuid import uuid4

import pytest
from tallying import COUNT, COUNTS, STEP, TALLIES, TALLY, count_up, live_rows, positions, tally_append

from concord.projecting import Handler, MissingRow, NotRead, Rows, UnknownColumn, own
from concord.projecting.serving import serve_shared
from concord.tenancy import reading

MODELS = (TALLIES, COUNTS)


async def project(pool, tenant, models=MODELS):
    while await serve_shared(pool, models, tenant.id):
        pass


async def test_rows_follow_events(pool, store, tenant):
    stream = await count_up(store, tenant, 3, amount=7)
    await project(pool, tenant)
    [row] = await live_rows(pool, tenant)
    assert (str(row["counter"]), row["total"], row["names"]) == (str(stream), 21, '["x", "x", "x"]')
    steps = await live_rows(pool, tenant, "tally_step")
    assert [(s["number"], s["amount"], s["after"]) for s in steps] == [(1, 7, 7), (2, 7, 14), (3, 7, 21)]
    assert await positions(pool, tenant) == {"readmodels": 4}


async def test_one_event_a_batch_gives_the_same_rows_as_all_at_once(pool, store, tenant, owner_pool):
    streams = [uuid4(), uuid4()]
    for stream in streams:
        for n, name in enumerate(["Opened", "Added", "Added"], 1):
            await store.append(tally_append(tenant, stream, n, [name], amount=n))
            await project(pool, tenant)
    piecemeal = [await live_rows(pool, tenant, t) for t in ("tally", "tally_step", "event_count")]
    assert [row["total"] for row in piecemeal[0]] == [5, 5]
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.tenant = '{tenant.id}'")
        for table in ("tally", "tally_step", "event_count", "progress"):
            await connection.execute(f"delete from {table} where tenant_id = $1", tenant.id)
    await project(pool, tenant)
    assert [await live_rows(pool, tenant, t) for t in ("tally", "tally_step", "event_count")] == piecemeal


async def test_a_removed_row_is_gone_and_may_come_again(pool, store, tenant):
    stream = await count_up(store, tenant, 2)
    await store.append(tally_append(tenant, stream, 4, ["Removed"]))
    await project(pool, tenant)
    assert await live_rows(pool, tenant) == []
    assert await live_rows(pool, tenant, "tally_step") == []
    await store.append(tally_append(tenant, stream, 5, ["Opened", "Removed", "Opened", "Added"]))
    await project(pool, tenant)
    assert [row["total"] for row in await live_rows(pool, tenant)] == [1]


async def test_rows_read_back_are_spelled_as_the_entry_spells_them(pool, store, tenant):
    await count_up(store, tenant, 0)
    await project(pool, tenant)
    [entry] = await store.read(tenant.id, 0)
    seen = {}
    look = Handler(lambda rows, e: seen.update(rows.get(TALLY, e.members["stream"])), reads=own(TALLY))
    from concord.projecting.folding import fold
    from concord.projecting.readmodel import ReadModel

    model = ReadModel(name="look", version=1, tables=(TALLY,), handles={"tests.Opened": look})
    async with reading(pool, tenant.id) as connection:
        await fold(connection, model, tenant.id, 1, [entry])
    assert seen == {
        "counter": entry.members["stream"],
        "total": 0,
        "last_on": "2026-01-31",
        "recorded_at": entry.members["recorded_at"],
        "share": "0.50",
        "names": [],
        "open": True,
    }


async def test_tenants_do_not_see_each_other(pool, store, tenant, simulated_tenant):
    await count_up(store, tenant, 1)
    await count_up(store, simulated_tenant, 5)
    await project(pool, tenant)
    assert [row["total"] for row in await live_rows(pool, tenant)] == [1]
    assert await live_rows(pool, simulated_tenant) == []


def test_a_handler_may_use_only_rows_it_named():
    rows = Rows((TALLY, STEP, COUNT))
    rows.declared = [(TALLY, ("a",))]
    assert rows.get(TALLY, "a") is None
    with pytest.raises(NotRead):
        rows.get(TALLY, "b")
    with pytest.raises(NotRead):
        rows.below(STEP, "a")
    with pytest.raises(MissingRow):
        rows.change(TALLY, "a")


def test_a_column_nobody_declared_is_refused():
    rows = Rows((COUNT,))
    rows.put(COUNT, {"type": "t", "cuont": 1})
    with pytest.raises(UnknownColumn, match="cuont"):
        rows.tables["event_count"].written()
