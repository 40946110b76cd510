"""A bad event parks one read model of one tenant; an operator sees it, tries again, or passes over it."""

import asyncio
from uuid import uuid4

import asyncpg
import pytest
from tallying import COUNTS, TALLIES, count_up, live_rows, positions, tally_append

from concord.privacy.disclosing import disclose
from concord.projecting import NotParked, list_projections, rebuild, retry, skip
from concord.projecting.catching_up import serve_own
from concord.projecting.retrying import dead_letter
from concord.projecting.serving import serve_shared
from concord.projecting.skips import ENTRY_SKIPPED
from concord.tenancy import reading, writing

MODELS = (TALLIES, COUNTS)


async def project(pool, tenant):
    while await serve_shared(pool, MODELS, tenant.id):
        pass


async def poisoned(store, tenant):
    """Three good events, a poison at position 4, one more of another counter; head 7."""
    stream = await count_up(store, tenant, 2)
    await store.append(tally_append(tenant, stream, 4, ["Poisoned", "Added"], text="bad"))
    await count_up(store, tenant, 1)
    return stream


async def test_poison_parks_one_read_model_of_one_tenant(pool, store, tenant, simulated_tenant):
    await poisoned(store, tenant)
    await count_up(store, simulated_tenant, 2)
    await project(pool, tenant)
    await project(pool, simulated_tenant)
    assert await positions(pool, tenant) == {"readmodels": 7, "readmodel:tallies": 3}
    assert await positions(pool, simulated_tenant) == {"readmodels": 3}
    letter = await dead_letter(pool, tenant.id, "tallies")
    assert (letter.position, letter.type, letter.attempts) == (4, "tests.Poisoned", 1)
    assert letter.error == "Poison: bad"
    assert [row["total"] for row in await live_rows(pool, tenant)] == [2], "what came before it is applied"
    assert sum(row["count"] for row in await live_rows(pool, tenant, "event_count")) == 7


async def test_a_parked_read_model_stays_parked_while_the_others_go_on(pool, store, tenant):
    await poisoned(store, tenant)
    await project(pool, tenant)
    await count_up(store, tenant, 3)
    await project(pool, tenant)
    assert await serve_own(pool, TALLIES, tenant.id) is False
    assert await positions(pool, tenant) == {"readmodels": 11, "readmodel:tallies": 3}
    assert [row["total"] for row in await live_rows(pool, tenant)] == [2], "later events wait for their turn"
    assert sum(row["count"] for row in await live_rows(pool, tenant, "event_count")) == 11


async def test_an_error_of_the_database_is_found_at_its_event(pool, store, tenant):
    stream = await count_up(store, tenant, 2)
    await store.append(tally_append(tenant, stream, 4, ["Added"], amount=2**31))
    await count_up(store, tenant, 2)
    await project(pool, tenant)
    letter = await dead_letter(pool, tenant.id, "tallies")
    assert letter.position == 4
    assert "out of" in letter.error
    assert [row["total"] for row in await live_rows(pool, tenant)] == [2]


async def test_retry_without_a_mend_parks_again_and_counts(pool, store, tenant):
    await poisoned(store, tenant)
    await project(pool, tenant)
    letter = await retry(pool, TALLIES, tenant.id)
    assert (letter.position, letter.attempts) == (4, 2)
    assert letter.at > letter.first_at


async def test_retry_after_a_mend_catches_up_and_shares_the_checkpoint_again(pool, store, tenant, poison):
    await poisoned(store, tenant)
    await project(pool, tenant)
    poison.yes = True
    assert await retry(pool, TALLIES, tenant.id) is None
    assert await positions(pool, tenant) == {"readmodels": 7}
    assert await dead_letter(pool, tenant.id, "tallies") is None
    assert sorted(row["total"] for row in await live_rows(pool, tenant)) == [1, 3]
    await count_up(store, tenant, 4)
    await project(pool, tenant)
    assert sorted(row["total"] for row in await live_rows(pool, tenant)) == [1, 3, 4]


async def test_retry_of_what_is_not_parked_is_refused(pool, store, tenant):
    await count_up(store, tenant, 1)
    await project(pool, tenant)
    with pytest.raises(NotParked):
        await retry(pool, TALLIES, tenant.id)


async def test_a_skip_is_an_event_of_the_ledger_and_projection_goes_on(pool, store, tenant, keys):
    await poisoned(store, tenant)
    await project(pool, tenant)
    assert await skip(pool, store, keys, TALLIES, tenant, 4, "imported twice") is None
    await project(pool, tenant)
    assert await positions(pool, tenant) == {"readmodels": 8}
    entry = (await store.read(tenant.id, 7))[0]
    assert entry.type == ENTRY_SKIPPED
    [digest] = entry.data["reason"]["_sd"]
    assert entry.data == {"position": 4, "projection": "tallies", "reason": {"_sd": [digest]}}
    async with reading(pool, tenant.id) as connection:
        told = await disclose(connection, keys, tenant.id, [digest])
    assert told == {digest: ("text", "imported twice")}, "whoever may see it is told why"
    assert entry.members["causation"] == f"{tenant.code}:4"
    assert sorted(row["total"] for row in await live_rows(pool, tenant)) == [1, 3]


async def test_only_the_event_that_parked_it_can_be_skipped(pool, store, tenant, keys):
    await poisoned(store, tenant)
    await project(pool, tenant)
    with pytest.raises(NotParked):
        await skip(pool, store, keys, TALLIES, tenant, 3, "not this one")
    assert await store.head(tenant.id) == 7


async def test_a_skip_asked_again_after_a_crash_is_recorded_once(pool, store, tenant, monkeypatch, keys):
    await poisoned(store, tenant)
    await project(pool, tenant)
    monkeypatch.setattr("concord.projecting.retrying.retry", _dies)
    with pytest.raises(SystemExit):
        await skip(pool, store, keys, TALLIES, tenant, 4, "once")
    monkeypatch.undo()
    assert await dead_letter(pool, tenant.id, "tallies") is not None
    assert await skip(pool, store, keys, TALLIES, tenant, 4, "once") is None
    assert [e.type for e in await store.read(tenant.id, 7)] == [ENTRY_SKIPPED]


async def _dies(*_):
    raise SystemExit


async def test_rebuild_honours_skips(pool, store, tenant, keys):
    stream = await poisoned(store, tenant)
    await project(pool, tenant)
    await skip(pool, store, keys, TALLIES, tenant, 4, "first")
    await store.append(tally_append(tenant, stream, 6, ["Poisoned", "Added"], text="second"))
    await project(pool, tenant)
    await skip(pool, store, keys, TALLIES, tenant, 9, "second")
    await project(pool, tenant)
    before = await live_rows(pool, tenant)
    rebuilt = await rebuild(pool, TALLIES, tenant.id)
    assert rebuilt.generation == 2
    assert await live_rows(pool, tenant) == before


async def test_an_operator_sees_every_state(pool, store, tenant, simulated_tenant):
    await poisoned(store, tenant)
    await project(pool, tenant)
    await count_up(store, tenant, 1)
    shown = {p.name: p for p in await list_projections(pool, MODELS, tenant.id)}
    assert {name: p.state for name, p in shown.items()} == {
        "counts": "behind",
        "tallies": "parked",
        "publisher": "behind",
    }
    assert (shown["tallies"].position, shown["tallies"].head, shown["tallies"].dead_position) == (3, 9, 4)
    assert shown["tallies"].tenant == tenant.code
    everybody = await list_projections(pool, MODELS)
    assert {tenant.code, simulated_tenant.code} <= {p.tenant for p in everybody}


async def test_a_table_that_is_missing_parks_and_can_be_tried_again(pool, store, tenant, database):
    await count_up(store, tenant, 1)
    async with asyncpg.create_pool(database.superuser, min_size=1, max_size=1) as other:
        await other.execute("alter table concord.tally rename to tally_away")
        try:
            await project(pool, tenant)
        finally:
            await other.execute("alter table concord.tally_away rename to tally")
    assert (await dead_letter(pool, tenant.id, "tallies")).position == 1
    assert sum(row["count"] for row in await live_rows(pool, tenant, "event_count")) == 2
    assert await retry(pool, TALLIES, tenant.id) is None


async def test_a_read_model_deployed_later_builds_up_by_itself(pool, store, tenant):
    await count_up(store, tenant, 4)
    while await serve_shared(pool, (COUNTS,), tenant.id):
        pass
    assert await serve_shared(pool, MODELS, tenant.id) is False
    assert await positions(pool, tenant) == {"readmodels": 5, "readmodel:tallies": 0}
    while await serve_own(pool, TALLIES, tenant.id):
        pass
    assert await positions(pool, tenant) == {"readmodels": 5}
    assert [row["total"] for row in await live_rows(pool, tenant)] == [4]


async def test_joining_the_others_waits_for_their_batch_under_way(pool, store, tenant, poison):
    await poisoned(store, tenant)
    await project(pool, tenant)
    poison.yes = True
    async with writing(pool, tenant.id) as batch:
        await batch.execute(
            "select from progress where tenant_id = $1 and name = 'readmodels' for update", tenant.id
        )
        retried = asyncio.create_task(retry(pool, TALLIES, tenant.id))
        await asyncio.sleep(0.2)
        assert not retried.done()
    assert await retried is None
    assert await positions(pool, tenant) == {"readmodels": 7}


async def test_nobody_but_the_projector_moves_checkpoints(database, store, tenant, pool):
    await count_up(store, tenant, 1)
    await project(pool, tenant)
    connection = await asyncpg.connect(database.app)
    try:
        for statement in (
            "update progress set position = 0 where tenant_id = $1",
            "delete from dead_letter where tenant_id = $1",
            "update read_model set generation = 9 where tenant_id = $1",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement, tenant.id)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetch("select * from projections_behind('{}', 1)")
        assert await connection.fetch("select * from progress where tenant_id = $1", uuid4()) == []
        assert await connection.fetch("select * from progress where tenant_id = $1", tenant.id) == []
    finally:
        await connection.close()
