"""A moment of a ledger answers as a fresh projection up to there would; what is kept of it is bounded."""

import asyncio
import random
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import asyncpg
import msgspec
import pytest
from tallying import COUNTS, TALLIES, count_up, live_rows, lived, tally_append

from concord.projecting import asof, skip
from concord.projecting.asof import evicting, history
from concord.projecting.asof.building import edition
from concord.projecting.checkpoint import read_batch
from concord.projecting.folding import fold
from concord.projecting.serving import serve_shared
from concord.tenancy import reading, writing

MODELS = (TALLIES, COUNTS)
TABLES = ("tally", "tally_step", "event_count")
SCHEMAS = "select nspname from pg_namespace where nspname like 'asof\\_%' order by 1"


@pytest.fixture
async def superuser(database):
    connection = await asyncpg.connect(database.superuser)
    yield connection
    await connection.close()


async def forget(superuser):
    """No moments at all."""
    for row in await superuser.fetch(SCHEMAS):
        await superuser.execute(f"drop schema {row['nspname']} cascade")
    await superuser.execute("delete from concord.as_of")


async def project(pool, tenant):
    while await serve_shared(pool, MODELS, tenant.id):
        pass


async def rows_at(past, tenant, position):
    """What the queries of the read models see there."""
    found = {}
    async with past.reading(tenant.id, position) as connection:
        for table, model in zip(TABLES, ("tallies", "tallies", "counts"), strict=True):
            found[table] = await _live(connection, tenant, table, model)
    return found


async def _live(connection, tenant, table, model):
    rows = await connection.fetch(
        f"select * from {table} where tenant_id = $1 and generation ="
        " (select generation from read_model where tenant_id = $1 and name = $2) order by 3, 4",
        tenant.id,
        model,
    )
    return [{k: v for k, v in row.items() if k != "generation"} for row in rows]


class Undone(Exception):
    """Ends a transaction without a trace."""


async def fresh_at(pool, tenant, position):
    """A projection from nothing up to there, one entry a batch, in a generation that nobody reads; undone."""
    found = {}
    with suppress(Undone):
        async with writing(pool, tenant.id) as connection:
            for entry in await read_batch(connection, tenant.id, 0, position, 10_000):
                for model in MODELS:
                    await fold(connection, model, tenant.id, 99, [entry])
            for table in TABLES:
                rows = await connection.fetch(
                    f"select * from {table} where tenant_id = $1 and generation = 99 order by 3, 4", tenant.id
                )
                found[table] = [{k: v for k, v in row.items() if k != "generation"} for row in rows]
            raise Undone
    return found


async def test_any_position_answers_as_a_fresh_projection_up_to_there(past, pool, store, tenant):
    head = await lived(store, tenant)
    await project(pool, tenant)
    for position in random.Random(3).sample(range(1, head + 1), 8):
        assert await rows_at(past, tenant, position) == await fresh_at(pool, tenant, position), position


async def test_the_head_answers_as_the_live_read_models(past, pool, store, tenant):
    head = await lived(store, tenant)
    await project(pool, tenant)
    live = {table: await live_rows(pool, tenant, table) for table in TABLES}
    assert any(live.values())
    assert await rows_at(past, tenant, head) == live


async def test_what_happens_later_changes_no_answer(past, pool, store, tenant):
    head = await lived(store, tenant)
    before = await rows_at(past, tenant, head)
    await lived(store, tenant)
    await project(pool, tenant)
    assert await rows_at(past, tenant, head) == before


@pytest.mark.parametrize("beginning", [0, 7, 10_000])
async def test_batches_leave_no_trace(past, store, tenant, pool, monkeypatch, beginning):
    monkeypatch.setattr("concord.projecting.asof.filling.BEGINNING", beginning)
    monkeypatch.setattr("concord.projecting.asof.filling.BATCH", 3)
    monkeypatch.setattr("concord.projecting.asof.filling.ROWS", 2)
    head = await lived(store, tenant)
    assert await rows_at(past, tenant, head) == await fresh_at(pool, tenant, head)


async def test_a_time_is_the_last_position_recorded_by_then(pool, store, simulated_tenant):
    tenant, times = simulated_tenant, []
    for day in (1, 1, 2, 5, 5, 5, 9):
        times.append(datetime(2026, 1, day, tzinfo=UTC))
        append = tally_append(tenant, uuid4(), 1, ["Opened"])
        await store.append(msgspec.structs.replace(append, recorded_at=times[-1]))
    async with reading(pool, tenant.id) as connection:
        for time in {*times, *(t + timedelta(hours=1) for t in times)}:
            expected = sum(recorded <= time for recorded in times)
            assert (await asof.at_time(connection, tenant.id, time)).position == expected, time
        with pytest.raises(asof.BeforeTheFirst):
            await asof.at_time(connection, tenant.id, times[0] - timedelta(microseconds=1))
        with pytest.raises(asof.NotYet):
            await asof.at_time(connection, tenant.id, datetime.now(UTC) + timedelta(minutes=1))


async def test_only_positions_of_the_ledger_can_be_asked(pool, store, tenant):
    async with reading(pool, tenant.id) as connection:
        with pytest.raises(asof.BeyondTheHead):
            await asof.at_position(connection, tenant.id, 1)
        with pytest.raises(asof.BeforeTheFirst):
            await asof.at_time(connection, tenant.id, datetime.now(UTC))
    await count_up(store, tenant, 2)
    async with reading(pool, tenant.id) as connection:
        assert (await asof.at_position(connection, tenant.id, 3)).position == 3
        for outside in (0, 4):
            with pytest.raises(asof.BeyondTheHead) as raised:
                await asof.at_position(connection, tenant.id, outside)
            assert raised.value.head == 3


async def test_two_at_once_build_it_once(past, pool, store, tenant, database, superuser):
    await forget(superuser)
    head = await lived(store, tenant)
    async with history.opened(database.dsn(history.ROLE), MODELS) as other:
        await asyncio.gather(*(one.prepare(tenant.id, head) for one in (past, other) for _ in range(4)))
        assert len(await superuser.fetch(SCHEMAS)) == 1
        assert await rows_at(other, tenant, head) == await rows_at(past, tenant, head)


async def test_one_too_many_drops_the_least_recently_used(past, store, tenant, superuser):
    await forget(superuser)
    await count_up(store, tenant, history.KEPT)
    for position in range(1, history.KEPT + 1):
        await past.prepare(tenant.id, position)
    await past.prepare(tenant.id, 1)
    await past.prepare(tenant.id, history.KEPT + 1)
    kept = await superuser.fetch("select position from concord.as_of where tenant_id = $1", tenant.id)
    assert {row["position"] for row in kept} == set(range(1, history.KEPT + 2)) - {2}
    assert len(await superuser.fetch(SCHEMAS)) == history.KEPT


async def test_a_moment_that_is_read_is_never_dropped(past, store, tenant, superuser):
    await forget(superuser)
    await count_up(store, tenant, 3)
    for position in (1, 2, 3):
        await past.prepare(tenant.id, position)
    async with past.reading(tenant.id, 1) as connection:
        assert await evicting.make_room(past._pool, 0) == 1
        assert await connection.fetchval("select count(*) from tally where tenant_id = $1", tenant.id) == 1
    assert await evicting.make_room(past._pool, 0) == 0
    assert await superuser.fetch(SCHEMAS) == []
    assert len((await rows_at(past, tenant, 1))["tally"]) == 1, "asked again, it is made again"


async def test_what_a_crash_left_is_reaped(past, store, tenant, superuser):
    await forget(superuser)
    await count_up(store, tenant, 3)
    await past.prepare(tenant.id, 2)
    (schema,) = [row["nspname"] for row in await superuser.fetch(SCHEMAS)]
    await superuser.execute(f"drop schema {schema} cascade")
    await superuser.execute("create schema asof_9_left_over authorization concord_replayer")
    await past.prepare(tenant.id, 3)
    kept = await superuser.fetch("select position, schema from concord.as_of")
    assert [row["position"] for row in kept] == [3]
    assert [row["nspname"] for row in await superuser.fetch(SCHEMAS)] == [kept[0]["schema"]]


async def test_where_the_schema_is_gone_it_is_made_again_and_never_the_live_rows_shown(
    past, pool, store, tenant, superuser
):
    await forget(superuser)
    await count_up(store, tenant, 5)
    await project(pool, tenant)
    await past.prepare(tenant.id, 3)
    (schema,) = [row["nspname"] for row in await superuser.fetch(SCHEMAS)]
    await superuser.execute(f"drop schema {schema} cascade")
    assert len((await rows_at(past, tenant, 3))["tally_step"]) == 2


@pytest.mark.parametrize("step", ["read_batch", "_insert"])
async def test_a_cancelled_build_leaves_nothing(past, store, tenant, superuser, monkeypatch, step):
    await forget(superuser)
    await count_up(store, tenant, 50)
    filling = asyncio.Event()

    async def slow(connection, *arguments):
        filling.set()
        await connection.execute("select pg_sleep(20)")

    with monkeypatch.context() as patched:
        patched.setattr(f"concord.projecting.asof.filling.{step}", slow)
        building = asyncio.create_task(past.prepare(tenant.id, 40))
        await filling.wait()
        building.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(building, 2)
    assert await superuser.fetch(SCHEMAS) == []
    assert await superuser.fetch("select position from concord.as_of") == []
    assert sum(row["count"] for row in (await rows_at(past, tenant, 40))["event_count"]) == 40


async def test_a_skipped_entry_is_passed_over_and_one_that_is_not_has_no_answer(
    past, pool, store, tenant, keys
):
    stream = await count_up(store, tenant, 2)
    await store.append(tally_append(tenant, stream, 4, ["Poisoned", "Added"], text="bad"))
    await project(pool, tenant)
    assert len((await rows_at(past, tenant, 3))["tally"]) == 1
    with pytest.raises(asof.CannotReplay) as raised:
        await past.prepare(tenant.id, 5)
    assert (raised.value.model, raised.value.position) == ("tallies", 4)
    await skip(pool, store, keys, TALLIES, tenant, 4, "测试")
    found = await rows_at(past, tenant, 5)
    assert [row["total"] for row in found["tally"]] == [3]


async def test_a_long_ledger_is_not_folded_while_somebody_waits(past, tenant):
    with pytest.raises(asof.TooManyEvents):
        await past.prepare(tenant.id, history.MAX_EVENTS + 1)


async def test_waiting_has_an_end(past, store, tenant, superuser, monkeypatch):
    await count_up(store, tenant, 2)
    monkeypatch.setattr(history, "PATIENCE", 0.2)
    monkeypatch.setattr(
        "concord.projecting.asof.filling.read_batch", lambda c, *_: c.execute("select pg_sleep(9)")
    )
    with pytest.raises(asof.Busy):
        await past.prepare(tenant.id, 2)


async def test_another_projection_code_makes_its_own(past, store, tenant, database):
    await count_up(store, tenant, 2)
    assert edition(MODELS) != edition((TALLIES,))
    async with history.opened(database.dsn(history.ROLE), (TALLIES,)) as other:
        await past.prepare(tenant.id, 3)
        await other.prepare(tenant.id, 3)
        async with other.reading(tenant.id, 3) as connection:
            models = await connection.fetch("select name from read_model where tenant_id = $1", tenant.id)
    assert [row["name"] for row in models] == ["tallies"]


async def test_tables_have_forced_row_level_security_and_the_policy(past, store, tenant, superuser):
    await count_up(store, tenant, 2)
    await past.prepare(tenant.id, 3)
    schema = await superuser.fetchval("select schema from concord.as_of where tenant_id = $1", tenant.id)
    tables = await superuser.fetch(
        "select relname, relrowsecurity and relforcerowsecurity as forced from pg_class"
        " where relnamespace = $1::text::regnamespace and relkind = 'r'",
        schema,
    )
    made_of = sorted([*TABLES, "read_model"])
    assert sorted(row["relname"] for row in tables if row["forced"]) == made_of
    assert len(tables) == len(made_of)
    policies = "select tablename, qual, with_check from pg_policies where schemaname = $1 order by 1"
    live = {row["tablename"]: tuple(row) for row in await superuser.fetch(policies, "concord")}
    made = await superuser.fetch(policies, schema)
    assert [tuple(row) for row in made] == [live[table] for table in made_of]


async def test_tables_have_the_keys_and_indexes_of_the_live_ones(past, store, tenant, superuser):
    await count_up(store, tenant, 2)
    await past.prepare(tenant.id, 3)
    schema = await superuser.fetchval("select schema from concord.as_of where tenant_id = $1", tenant.id)
    indexes = "select indexname, replace(indexdef, $1 || '.', '') from pg_indexes where schemaname = $1"
    live_ones = f"{indexes} and tablename = any ($2)"
    live = {tuple(row) for row in await superuser.fetch(live_ones, "concord", [*TABLES, "read_model"])}
    assert {f"{table}_pkey" for table in TABLES} <= {name for name, _ in live}
    assert {tuple(row) for row in await superuser.fetch(indexes, schema)} == live


@pytest.mark.parametrize("role", ["concord_app", "concord_projector", "concord_auditor", history.ROLE])
async def test_another_tenant_sees_nothing_in_it(
    past, store, tenant, simulated_tenant, superuser, database, role
):
    await count_up(store, tenant, 2)
    await past.prepare(tenant.id, 3)
    schema = await superuser.fetchval("select schema from concord.as_of where tenant_id = $1", tenant.id)
    connection = await asyncpg.connect(database.dsn(role))
    try:
        for setting in (str(simulated_tenant.id), ""):
            await connection.execute(f"set app.tenant = '{setting}'")
            for table in (*TABLES, "read_model"):
                try:
                    assert await connection.fetchval(f"select count(*) from {schema}.{table}") == 0
                except asyncpg.InsufficientPrivilegeError:
                    assert role != history.ROLE
    finally:
        await connection.close()
    async with past._pool.acquire() as connection:
        assert await connection.fetchval(f"select count(*) from {schema}.tally") == 0


async def test_the_session_reads_only(past, store, tenant):
    await count_up(store, tenant, 2)
    async with past.reading(tenant.id, 3) as connection:
        with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
            await connection.execute("delete from tally where tenant_id = $1", tenant.id)
    assert len((await rows_at(past, tenant, 3))["tally"]) == 1
