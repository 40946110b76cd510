"""The SQL of this package: fixed statements, and those filled in from a read model's table."""

from functools import cache
from typing import TYPE_CHECKING

from concord.tenancy.statements import statements_of

if TYPE_CHECKING:
    from concord.projecting.readmodel import KeyType, Table


sql = statements_of("concord.projecting")

# Rows hold the entry's own spelling of a value. Keys are compared in the column's type: a uuid goes out as
# uuid (asyncpg takes its text), a date as text that PostgreSQL casts.
_SENT: "dict[KeyType, str]" = {
    "uuid": "uuid",
    "text": "text",
    "date": "text",
    "bigint": "bigint",
    "integer": "integer",
    "smallint": "smallint",
}
_READ = {
    "timestamptz": """to_char(t.{0} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as {0}""",
    "bigint": "t.{0}",
    "integer": "t.{0}",
    "smallint": "t.{0}",
    "boolean": "t.{0}",
    "text": "t.{0}",
}


@cache
def select_rows(table: "Table", length: int) -> str:
    """Rows by the first `length` columns of their key; $3... are arrays of these."""
    keys = dict(list(table.key.items())[:length])
    columns = {**table.key, **table.columns}
    reads = [_READ.get(kind, "t.{0}::text").format(name) for name, kind in columns.items()]
    return sql("select_rows").format(
        reads=", ".join(reads),
        table=table.name,
        arrays=", ".join(f"${n}::{_SENT[kind]}[]" for n, kind in enumerate(keys.values(), 3)),
        wanted=", ".join(keys),
        same=" and ".join(f"t.{name} = w.{name}::{kind}" for name, kind in keys.items()),
    )


@cache
def upsert_rows(table: "Table") -> str:
    """$3: JSON array of objects, one member a column."""
    columns = {**table.key, **table.columns}
    assignments = ", ".join(f"{name} = excluded.{name}" for name in table.columns)
    return sql("upsert_rows").format(
        table=table.name,
        columns=", ".join(columns),
        definitions=", ".join(f"{name} {kind}" for name, kind in columns.items()),
        keys=", ".join(table.key),
        resolution=f"update set {assignments}" if assignments else "nothing",
    )


@cache
def insert_rows(table: "Table") -> str:
    """$3: JSON array of objects, one member a column."""
    columns = {**table.key, **table.columns}
    return sql("insert_rows").format(
        table=table.name,
        columns=", ".join(columns),
        definitions=", ".join(f"{name} {kind}" for name, kind in columns.items()),
    )


@cache
def delete_rows(table: "Table") -> str:
    """$3... are one key column each."""
    keys = enumerate(table.key.items(), 3)
    same = [f"t.{name} = ${n}::{_SENT[kind]}::{kind}" for n, (name, kind) in keys]
    return sql("delete_rows").format(table=table.name, same=" and ".join(same))


@cache
def purge_rows(table: "Table") -> str:
    """$2: read model, $3: also rows of the generation being built, $4: how many rows at most."""
    return sql("purge_rows").format(table=table.name)


@cache
def differences(table: "Table") -> str:
    """$2 and $3: two generations. One count a column, beside `surplus` and `missing`."""
    both = "l.tenant_id is not null and r.tenant_id is not null"
    counts = [
        f", count(*) filter (where {both} and l.{name} is distinct from r.{name}) as {name}"
        for name in table.columns
    ]
    return sql("differences").format(table=table.name, keys=", ".join(table.key), counts=" ".join(counts))


@cache
def differing_rows(table: "Table") -> str:
    """$2 and $3: two generations, $4: how many rows at most."""
    differ = [f"or l.{name} is distinct from r.{name}" for name in table.columns]
    return sql("differing_rows").format(
        table=table.name,
        keys=", ".join(table.key),
        named_keys=", ".join(f"'{name}', {name}" for name in table.key),
        differ=" ".join(differ),
    )
