"""Immutability is proved in the database, by raw SQL, as every role that there is."""

from uuid import uuid4

import asyncpg
import pytest
from appending import append_of

CHANGES = (
    "update concord.event set entry = 'x' where tenant_id = '{tenant}'",
    "update concord.event set position = position + 1 where tenant_id = '{tenant}'",
    "delete from concord.event where tenant_id = '{tenant}'",
    "truncate concord.event",
    "truncate concord.event cascade",
)
ROLES = (
    "concord_owner",
    "concord_app",
    "concord_projector",
    "concord_sealer",
    "concord_replayer",
    "concord_auditor",
    "postgres",
)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("change", CHANGES)
async def test_no_role_changes_what_was_recorded(store, tenant, database, role, change):
    await store.append(append_of(tenant, text="留痕"))
    connection = await asyncpg.connect(database.dsn(role))
    try:
        await connection.execute(f"set app.tenant = '{tenant.id}'; set default_transaction_read_only = off")
        with pytest.raises(asyncpg.PostgresError) as refusal:
            await connection.execute(change.format(tenant=tenant.id))
    finally:
        await connection.close()

    assert refusal.value.sqlstate in ("CN009", "42501")
    (entry,) = await store.read(tenant.id, 0)
    assert entry.data == {"text": "留痕"}


@pytest.mark.parametrize("table", ["event", "head", "command", "disclosure", "tracking", "tenant"])
@pytest.mark.parametrize("role", ["concord_app", "concord_projector", "concord_auditor"])
async def test_only_the_append_functions_write_the_store(store, tenant, database, role, table):
    connection = await asyncpg.connect(database.dsn(role))
    try:
        await connection.execute(f"set app.tenant = '{tenant.id}'; set default_transaction_read_only = off")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(f"insert into concord.{table} select * from concord.{table}")
    finally:
        await connection.close()


async def test_the_table_itself_refuses_a_version_twice_and_an_entry_too_large(tenant, database):
    insert = "insert into concord.event values ($1, $2, $3, $4, 'tests.Happened', $5)"
    superuser, stream = await asyncpg.connect(database.superuser), uuid4()
    try:
        await superuser.execute(insert, tenant.id, 1, stream, 1, b"{}")
        with pytest.raises(asyncpg.UniqueViolationError):
            await superuser.execute(insert, tenant.id, 2, stream, 1, b"{}")
        with pytest.raises(asyncpg.CheckViolationError):
            await superuser.execute(insert, tenant.id, 2, stream, 2, b"x" * 65_536)
    finally:
        await superuser.close()
