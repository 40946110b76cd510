"""Isolation, read off the catalog: whatever table, view or function a migration adds is judged here."""

import uuid
from datetime import UTC, date, datetime

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
    assert {row["index"] for row in rows if row["attname"] != "tenant_id"} == set()


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
