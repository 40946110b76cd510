"""What `tables.sql` creates is what the projector writes, keyed and guarded by tenant."""

import pytest

from concord.projecting import Table, find_read_models

TABLES = {table.name: table for model in find_read_models() for table in model.tables}
COLUMNS = """select column_name, data_type from information_schema.columns
where table_schema = 'concord' and table_name = $1"""
INDEXES = """select i.indisprimary, array(
    select a.attname::text from unnest(i.indkey::smallint[]) with ordinality as k (number, place)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number order by place) as columns
from pg_index i where i.indrelid = $1::text::regclass"""
NAMES = {"timestamptz": "timestamp with time zone"}


@pytest.fixture(params=TABLES.values(), ids=TABLES)
def table(request) -> Table:
    return request.param


async def test_columns_are_those_declared(owner_pool, table):
    found = {row["column_name"]: row["data_type"] for row in await owner_pool.fetch(COLUMNS, table.name)}
    declared = {"tenant_id": "uuid", "generation": "smallint", **table.key, **table.columns}
    assert found == {name: NAMES.get(kind, kind) for name, kind in declared.items()}


async def test_every_index_begins_with_tenant_and_generation(owner_pool, table):
    indexes = await owner_pool.fetch(INDEXES, table.name)
    assert [row["columns"] for row in indexes if row["indisprimary"]] == [
        ["tenant_id", "generation", *table.key]
    ]
    assert {tuple(row["columns"][:2]) for row in indexes} == {("tenant_id", "generation")}


async def test_row_level_security_is_forced(owner_pool, table):
    row = await owner_pool.fetchrow(
        "select relrowsecurity, relforcerowsecurity from pg_class where oid = $1::text::regclass", table.name
    )
    assert tuple(row) == (True, True)
