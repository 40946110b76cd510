"""Reconciliation: live rows are compared with the ledger, differing rows are named, and a rebuild is swapped
in only when it is equal or the difference was accepted by name."""

from uuid import UUID

import pytest
from tallying import COUNTS, TALLIES, count_up, live_rows, positions, tally_append

from concord.projecting import Difference, RebuildDiffers, RebuildFailed, audit, rebuild, rebuilding, retry
from concord.projecting.serving import serve_shared
from concord.tenancy import reading, writing

MODELS = (TALLIES, COUNTS)


async def project(pool, tenant):
    while await serve_shared(pool, MODELS, tenant.id):
        pass


async def spoil(pool, tenant, statement):
    async with writing(pool, tenant.id) as connection:
        await connection.execute(statement, tenant.id)


async def generations(pool, tenant):
    async with reading(pool, tenant.id) as connection:
        rows = await connection.fetch(
            "select distinct generation from tally where tenant_id = $1 order by 1", tenant.id
        )
    return [row[0] for row in rows]


@pytest.fixture
async def counter(pool, store, tenant):
    """A counter of five steps, projected."""
    made = await count_up(store, tenant, 5)
    await project(pool, tenant)
    return str(made)


async def test_rows_that_are_what_the_ledger_makes_are_found_equal(pool, tenant, counter):
    before = await live_rows(pool, tenant)

    found = await audit(pool, TALLIES, tenant.id)

    assert (found.position, found.reconciled.counts, found.reconciled.rows) == (6, {}, [])
    assert await live_rows(pool, tenant) == before
    assert await generations(pool, tenant) == [1]


@pytest.mark.parametrize(
    ("statement", "names", "first"),
    [
        (
            "update tally set total = 99 where tenant_id = $1",
            {"tally.total": 1},
            ("tally", "total", 99, 5),
        ),
        (
            "update tally set last_on = null where tenant_id = $1",
            {"tally.last_on": 1},
            ("tally", "last_on", None, "2026-01-31"),
        ),
        (
            """update tally set names = '["y"]' where tenant_id = $1""",
            {"tally.names": 1},
            ("tally", "names", ["y"], ["x"] * 5),
        ),
        (
            "delete from tally_step where tenant_id = $1 and number > 3",
            {"tally_step": 2},
            ("tally_step", None, None, {"amount": 1, "after": 4}),
        ),
        (
            "insert into tally_step select tenant_id, generation, counter, 7, 1, 7"
            " from tally where tenant_id = $1",
            {"tally_step": 1},
            ("tally_step", None, {"amount": 1, "after": 7}, None),
        ),
    ],
)
async def test_a_row_that_differs_is_named(pool, tenant, counter, statement, names, first):
    await spoil(pool, tenant, statement)

    found = (await audit(pool, TALLIES, tenant.id)).reconciled

    assert found.counts == names
    difference = found.rows[0]
    assert difference.key["counter"] == counter
    assert (difference.table, difference.column, difference.live, difference.rebuilt) == first


async def test_a_rebuild_that_differs_is_not_swapped_in(pool, tenant, counter):
    await spoil(pool, tenant, "update tally set total = 99, open = false where tenant_id = $1")
    before = await live_rows(pool, tenant)

    for accept in ((), ("tally.total",), ("tally",)):
        with pytest.raises(RebuildDiffers) as refused:
            await rebuild(pool, TALLIES, tenant.id, accept=accept)
        assert refused.value.names == sorted({"tally.open", "tally.total"} - set(accept))

    assert refused.value.reconciled.rows[0] == Difference("tally", {"counter": counter}, "total", 99, 5)
    assert await live_rows(pool, tenant) == before
    assert await generations(pool, tenant) == [1]


async def test_a_difference_that_is_accepted_by_name_is_swapped_in(pool, tenant, counter):
    await spoil(pool, tenant, "update tally set total = 99 where tenant_id = $1")

    await rebuild(pool, TALLIES, tenant.id, accept=["tally.total"])

    assert [row["total"] for row in await live_rows(pool, tenant)] == [5]
    assert (await audit(pool, TALLIES, tenant.id)).reconciled.counts == {}


async def test_what_is_recorded_during_the_comparison_differs_in_nothing(
    pool, store, tenant, counter, monkeypatch
):
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    monkeypatch.setattr(rebuilding, "NEAR", 2)
    await count_up(store, tenant, 30)

    found = await audit(pool, TALLIES, tenant.id)
    await project(pool, tenant)

    assert (found.position, found.reconciled.counts) == (6, {})
    assert (await audit(pool, TALLIES, tenant.id)).position == 37


async def test_a_parked_read_model_is_compared_where_it_stopped(pool, store, tenant, counter, poison):
    await store.append(tally_append(tenant, UUID(counter), 7, ["Poisoned", "Added"]))
    await project(pool, tenant)
    assert (await positions(pool, tenant))["readmodel:tallies"] == 6

    assert (await audit(pool, TALLIES, tenant.id)).position == 6
    await spoil(pool, tenant, "update tally set total = 99 where tenant_id = $1")
    with pytest.raises(RebuildDiffers):
        await rebuild(pool, TALLIES, tenant.id)
    with pytest.raises(RebuildFailed):
        await rebuild(pool, TALLIES, tenant.id, accept=["tally.total"])
    assert [row["total"] for row in await live_rows(pool, tenant)] == [99]

    poison.yes = True
    rebuilt = await rebuild(pool, TALLIES, tenant.id, accept=["tally.total"])
    assert rebuilt.position == 8
    assert [row["total"] for row in await live_rows(pool, tenant)] == [6]
    assert await positions(pool, tenant) == {"readmodels": 8}


async def test_an_audit_leaves_a_parked_read_model_as_it_is(pool, store, tenant, counter, poison):
    await store.append(tally_append(tenant, UUID(counter), 7, ["Poisoned"]))
    await project(pool, tenant)

    await audit(pool, TALLIES, tenant.id)

    poison.yes = True
    assert await retry(pool, TALLIES, tenant.id) is None
    assert [row["open"] for row in await live_rows(pool, tenant)] == [False]
