"""Isolation, read off the catalog: whatever table, view or function a migration adds is judged here."""

import re
import uuid
from contextlib import suppress
from datetime import UTC, date, datetime
from random import Random

import asyncpg
import pytest

ROLES = ("concord_app", "concord_projector", "concord_sealer", "concord_replayer", "concord_auditor")
TABLES = """
    select c.relname, c.relrowsecurity, c.relforcerowsecurity
        from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'concord'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'tenant_id'
        order by c.relname
"""
WITHOUT_TENANT = {"tenant", "migration", "sealer_lease", "policy"}
"""`tenant` has the same policy on its `id`; `migration` is the schema's own history; `sealer_lease` says
which sealer signs; `policy` which rules this installation knows."""

VALUES = {
    "uuid": lambda: uuid.uuid4(),
    "text": lambda: "x",
    "bytea": lambda: b"x",
    "bool": lambda: False,
    "jsonb": lambda: "{}",
    "_text": list,
    "_uuid": list,
    "date": lambda: date(2026, 1, 1),
    "timestamptz": lambda: datetime(2026, 1, 1, tzinfo=UTC),
    "numeric": lambda: 1,
    "int2": lambda: 1,
    "int4": lambda: 1,
    "int8": lambda: 1,
}


@pytest.fixture
async def superuser(database):
    connection = await asyncpg.connect(database.superuser)
    yield connection
    await connection.close()


async def _fill(superuser, tenant) -> list[str]:
    """A row of this tenant in every tenant table, whatever its columns are."""
    tables = [row["relname"] for row in await superuser.fetch(TABLES)]
    for table in tables:
        await _drop_checks(superuser, table)
        columns = await superuser.fetch(
            "select a.attname, t.typname from pg_attribute a join pg_type t on t.oid = a.atttypid"
            " where a.attrelid = ('concord.' || $1)::regclass and a.attnum > 0 and not a.attisdropped"
            " and a.attgenerated = '' order by a.attnum",
            table,
        )
        values = [tenant.id if c["attname"] == "tenant_id" else VALUES[c["typname"]]() for c in columns]
        names = ", ".join(f'"{c["attname"]}"' for c in columns)
        marks = ", ".join(f"${n}" for n in range(1, len(columns) + 1))
        await superuser.execute(
            f'insert into concord."{table}" ({names}) values ({marks}) on conflict do nothing', *values
        )
    return tables


async def _drop_checks(superuser, table) -> None:
    """This database is a clone for this module: what a column may hold is no matter here."""
    checks = await superuser.fetch(
        "select conname from pg_constraint"
        " where conrelid = ('concord.' || $1)::regclass and contype in ('c', 'f')",
        table,
    )
    for check in checks:
        await superuser.execute(f'alter table concord."{table}" drop constraint "{check["conname"]}"')


async def test_every_tenant_table_has_forced_row_level_security(superuser):
    tables = await superuser.fetch(TABLES)
    assert len(tables) > 6
    policies = await superuser.fetch(
        "select tablename, qual, with_check from pg_policies where schemaname = 'concord'"
    )
    by_table = {p["tablename"]: p for p in policies}
    for table in tables:
        assert table["relrowsecurity"], table["relname"]
        assert table["relforcerowsecurity"], table["relname"]
        policy = by_table[table["relname"]]
        assert "tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'" in policy["qual"]
        assert policy["qual"] == policy["with_check"]


async def test_the_list_of_tenants_is_closed_in_the_same_way(superuser):
    closed = await superuser.fetchrow(
        "select relrowsecurity, relforcerowsecurity from pg_class where oid = 'concord.tenant'::regclass"
    )
    assert tuple(closed) == (True, True)


async def test_a_table_without_tenant_is_a_named_exception(superuser):
    all_tables = await superuser.fetch(
        "select relname from pg_class where relnamespace = 'concord'::regnamespace and relkind in ('r', 'p')"
    )
    tenant_tables = {row["relname"] for row in await superuser.fetch(TABLES)}
    assert {row["relname"] for row in all_tables} - tenant_tables == WITHOUT_TENANT


async def test_every_index_of_a_tenant_table_begins_with_the_tenant(superuser):
    rows = await superuser.fetch(
        "select i.indexrelid::regclass::text as index, a.attname from pg_index i"
        " join pg_class c on c.oid = i.indrelid"
        " join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]"
        " where c.relnamespace = 'concord'::regnamespace and c.relname <> all ($1)",
        list(WITHOUT_TENANT),
    )
    others = {row["index"] for row in rows if row["attname"] != "tenant_id"}
    assert others == {"concord.command_at", "concord.webhook_waiting"}, "of sweeps over all tenants"


async def test_views_ask_with_the_rights_of_who_asks(superuser):
    rows = await superuser.fetch(
        "select relname, coalesce(reloptions, '{}') as options from pg_class"
        " where relnamespace = 'concord'::regnamespace and relkind = 'v'"
    )
    assert [r["relname"] for r in rows if "security_invoker=true" not in r["options"]] == []


async def test_functions_with_rights_of_their_own_have_a_fixed_path_and_are_not_for_everybody(superuser):
    rows = await superuser.fetch(
        "select p.oid::regprocedure::text as name, p.proconfig, p.proowner::regrole::text as owner,"
        " has_function_privilege('public', p.oid, 'execute') as everybody"
        " from pg_proc p where p.pronamespace = 'concord'::regnamespace and p.prosecdef"
    )
    assert len(rows) >= 8
    for row in rows:
        assert any(setting.startswith("search_path=") for setting in row["proconfig"] or []), row["name"]
        assert row["owner"] == "concord_appender", row["name"]
        assert not row["everybody"], row["name"]


async def test_no_role_of_the_application_gets_round_row_level_security(superuser):
    rows = await superuser.fetch(
        "select rolname from pg_roles where rolname like 'concord\\_%' and (rolbypassrls or rolsuper)"
    )
    assert [row["rolname"] for row in rows] == ["concord_appender"]
    assert not await superuser.fetchval("select rolcanlogin from pg_roles where rolname = 'concord_appender'")


@pytest.mark.parametrize("role", [*ROLES, "concord_owner"])
async def test_another_tenant_sees_and_changes_nothing(superuser, database, tenant, simulated_tenant, role):
    tables = await _fill(superuser, tenant)
    connection = await asyncpg.connect(database.dsn(role))
    await connection.execute("set default_transaction_read_only = off")
    try:
        for setting in (str(simulated_tenant.id), ""):
            await connection.execute(f"set app.tenant = '{setting}'")
            for table in tables:
                sees = f'select count(*) from concord."{table}" where tenant_id = $1'
                try:
                    assert await connection.fetchval(sees, tenant.id) == 0, table
                    for change in ("update {} set tenant_id = tenant_id", "delete from {}"):
                        statement = change.format(f'concord."{table}"') + " where tenant_id = $1"
                        assert (await connection.execute(statement, tenant.id)).endswith(" 0"), table
                except asyncpg.InsufficientPrivilegeError:
                    continue
    finally:
        await connection.close()


async def test_a_row_cannot_be_given_to_another_tenant(superuser, database, tenant, simulated_tenant):
    tables = await _fill(superuser, tenant)
    connection = await asyncpg.connect(database.projector)
    try:
        await connection.execute(f"set app.tenant = '{tenant.id}'")
        for table in tables:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(
                    f'update concord."{table}" set tenant_id = $1 where tenant_id = $2',
                    simulated_tenant.id,
                    tenant.id,
                )
    finally:
        await connection.close()


async def test_without_a_tenant_nothing_is_seen(superuser, database, tenant):
    tables = await _fill(superuser, tenant)
    connection = await asyncpg.connect(database.auditor)
    try:
        for table in [*tables, "tenant"]:
            assert await connection.fetchval(f'select count(*) from concord."{table}"') == 0, table
    finally:
        await connection.close()


FUNCTIONS = """
    select p.oid, p.proname as name, p.prosecdef as definer,
        coalesce(p.proargnames[1:p.pronargs], '{}') as arguments,
        array(select t.typname::text from unnest(p.proargtypes) with ordinality as a (type, n)
            join pg_type t on t.oid = a.type order by a.n) as types
        from pg_proc p where p.pronamespace = 'concord'::regnamespace and p.prokind = 'f'
            and p.prorettype <> 'trigger'::regtype
        order by p.proname
"""
OF_ONE = ("p_tenant", "p_tenants")
ACROSS_FOR_THE_API = {"find_tenant", "verifier_keys", "key_successions", "projection_lag", "policy_lag"}
"""What the API's role may ask without naming a tenant: a code's tenant, public keys and notes, two counts."""


async def test_what_the_api_may_call_with_rights_of_its_own_names_the_tenant(superuser):
    rows = await superuser.fetch(
        f"select f.* from ({FUNCTIONS}) f"
        " where f.definer and has_function_privilege('concord_app', f.oid, 'execute')"
    )
    without = {row["name"] for row in rows if not set(OF_ONE) & set(row["arguments"])}
    assert without == ACROSS_FOR_THE_API


async def _contents(superuser, tables, tenant) -> dict[str, str]:
    """All that each table holds of a tenant."""
    return {
        table: await superuser.fetchval(
            f"select string_agg(t::text, ' ' order by t::text) from concord.{table} t where tenant_id = $1",
            tenant.id,
        )
        for table in tables
    }


async def test_a_function_that_is_asked_about_one_tenant_neither_tells_nor_changes_another(
    superuser, database, tenant, simulated_tenant
):
    tables = await _fill(superuser, tenant)
    before = await _contents(superuser, tables, tenant)
    theirs = {value for text in before.values() for value in re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", text)}
    functions = [row for row in await superuser.fetch(FUNCTIONS) if "p_tenant" in row["arguments"]]
    answered = set()
    for role in (*ROLES, "concord_owner"):
        connection = await asyncpg.connect(database.dsn(role))
        await connection.execute("set default_transaction_read_only = off")
        for row in functions:
            if await superuser.fetchval(
                "select has_function_privilege($1, $2::oid, 'execute')", role, row["oid"]
            ):
                told = await _told(connection, row, simulated_tenant, theirs)
                answered |= {row["name"]} if told is not None else set()
                assert not [one for one in theirs if one in (told or "")], (role, row["name"])
        await connection.close()
    assert await _contents(superuser, tables, tenant) == before
    assert len(answered) > len(functions) // 2


async def _told(connection, function, tenant, theirs) -> str | None:
    """What it answers about `tenant`, with whatever else it takes from among the other one's values; None
    where it refuses."""
    chance = Random(function["name"])
    made = {
        **VALUES,
        "uuid": lambda: uuid.UUID(chance.choice(sorted(theirs))),
        "_uuid": lambda: [*map(uuid.UUID, theirs)],
    }
    values = [
        tenant.id if name == "p_tenant" else made.get(kind, list)()
        for name, kind in zip(function["arguments"], function["types"], strict=True)
    ]
    marks = ", ".join(f"${n}" for n in range(1, len(values) + 1))
    try:
        rows = await connection.fetch(f"select * from concord.{function['name']}({marks})", *values)
    except asyncpg.PostgresError:
        return None
    return str([tuple(row) for row in rows])


@pytest.mark.parametrize("role", [*ROLES, "concord_owner"])
async def test_copy_takes_and_brings_nothing_of_another(superuser, database, tenant, simulated_tenant, role):
    tables = await _fill(superuser, tenant)
    connection = await asyncpg.connect(database.dsn(role))
    await connection.execute("set default_transaction_read_only = off")
    await connection.execute(f"set app.tenant = '{simulated_tenant.id}'")
    copied = 0
    try:
        for table in tables:
            with suppress(asyncpg.InsufficientPrivilegeError):
                taken = await connection.copy_from_query(
                    f'select * from concord."{table}" where tenant_id = $1', tenant.id, output=_nowhere
                )
                assert taken == "COPY 0", table
                copied += 1
            with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.FeatureNotSupportedError)):
                await connection.copy_records_to_table(
                    table, schema_name="concord", columns=["tenant_id"], records=[(tenant.id,)]
                )
    finally:
        await connection.close()
    assert copied > len(tables) // 2


async def _nowhere(_: bytes) -> None:
    pass


async def test_views_show_nothing_of_another(superuser, database, tenant, simulated_tenant):
    await _fill(superuser, tenant)
    views = await superuser.fetch(
        "select relname from pg_class where relnamespace = 'concord'::regnamespace and relkind in ('v', 'm')"
    )
    connection = await asyncpg.connect(database.auditor)
    await connection.execute(f"set app.tenant = '{simulated_tenant.id}'")
    for view in views:
        assert await connection.fetch(f'select * from concord."{view["relname"]}"') == []
    await connection.close()


async def test_there_is_no_sequence_that_tenants_would_share(superuser):
    assert (
        await superuser.fetch(
            "select relname from pg_class where relkind = 'S' and relnamespace = 'concord'::regnamespace"
        )
        == []
    )
