"""What changed between two moments: laid over the earlier one it gives the later, in pages of any size."""

import pytest
from tallying import COUNTS, TALLIES, count_up, lived

from concord.projecting import asof
from concord.projecting.asof import NoSuchPlace, Place

TABLES = [(model, table) for model in (TALLIES, COUNTS) for table in model.tables]


async def state(history, tenant, position):
    """Every row at a position, by place, as text."""
    found = {}
    async with history.reading(tenant.id, position) as connection:
        for model, table in TABLES:
            columns = ", ".join(f"{name}::text" for name in (*table.key, *table.columns))
            for row in await connection.fetch(
                f"select {columns} from {table.name} where tenant_id = $1", tenant.id
            ):
                values = dict(row)
                key = tuple(values.pop(name) for name in table.key)
                for name, kind in table.columns.items():
                    if kind == "timestamptz" and values[name]:
                        values[name] = "a time"
                found[model.name, table.name, key] = values
    return found


def laid_over(before, changes):
    after = dict(before)
    for change in changes:
        place = (change.place.model, change.place.table, change.place.key)
        if change.after is None:
            del after[place]
            continue
        assert (change.before is None) == (place not in after)
        after[place] = {n: "a time" if n == "recorded_at" and v else v for n, v in change.after.items()}
    return after


async def all_of(history, tenant, before, after, limit=500):
    found, beyond = [], None
    while True:
        page = await asof.changes(history, tenant.id, before, after, beyond=beyond, limit=limit)
        found += page
        if len(page) < limit:
            return found
        beyond = page[-1].place


@pytest.mark.parametrize("limit", [1, 2, 7])
async def test_the_earlier_state_and_the_changes_give_the_later_state(past, pool, store, tenant, limit):
    head = await lived(store, tenant, appends=20)
    kinds = set()
    for before, after in ((1, head), (head // 3, head // 2), (head // 2, head)):
        changed = await all_of(past, tenant, before, after, limit)
        assert len({c.place for c in changed}) == len(changed), "no row twice"
        assert laid_over(await state(past, tenant, before), changed) == await state(past, tenant, after)
        kinds |= {change.kind for change in changed}
    assert kinds == {"ADDED", "CHANGED", "REMOVED"}


async def test_nothing_changes_between_a_moment_and_itself(past, store, tenant):
    head = await lived(store, tenant)
    assert await all_of(past, tenant, head, head) == []


async def test_only_fields_that_differ_are_named(past, store, tenant):
    await count_up(store, tenant, 2)
    changed = await asof.changes(past, tenant.id, 1, 2, models=["tallies"], limit=10)
    tally = next(change for change in changed if change.place.table == "tally")
    assert tally.kind == "CHANGED"
    assert tally.fields == ["total", "names"]
    assert tally.before is not None
    assert tally.after is not None
    assert (tally.before["total"], tally.before["names"]) == ("0", "[]")


async def test_another_tenant_s_rows_are_never_compared(past, store, tenant, simulated_tenant):
    await lived(store, simulated_tenant)
    await count_up(store, tenant, 1)
    mine = {change.key["counter"] for change in await all_of(past, tenant, 1, 2) if "counter" in change.key}
    theirs = await all_of(past, simulated_tenant, 1, 4)
    assert not mine & {change.key.get("counter") for change in theirs}


@pytest.mark.parametrize(
    "place",
    [Place("tallies", "event", ("x",)), Place("tallies", "tally", ("x",)), Place("tallies", "tally", ())],
)
async def test_a_place_that_no_table_has_is_refused(past, store, tenant, place):
    await count_up(store, tenant, 1)
    with pytest.raises(NoSuchPlace):
        await asof.changes(past, tenant.id, 1, 2, beyond=place, limit=5)
