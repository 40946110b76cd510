"""The SQL of this package: fixed statements, and those filled in from a read model's table."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concord.projecting.readmodel import ColumnType, Table


@cache
def sql(name: str) -> str:
    """The statement in `statements/<name>.sql`."""
    return (files(__package__) / "statements" / f"{name}.sql").read_text("utf-8")


# Rows hold the entry's own spelling of a value. A uuid goes out as uuid[] (asyncpg takes its text); what
# would have to be parsed first goes out as text[] and is cast by PostgreSQL.
_SENT: "dict[ColumnType, str]" = {
    "uuid": "uuid",
    "text": "text",
    "bigint": "bigint",
    "integer": "integer",
    "smallint": "smallint",
    "boolean": "boolean",
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
    keys = list(table.key)[:length]
    columns = {**table.key, **table.columns}
    return sql("select_rows").format(
        reads=", ".join(_READ.get(kind, "t.{0}::text").format(name) for name, kind in columns.items()),
        table=table.name,
        arrays=_arrays([table.key[key] for key in keys]),
        wanted=", ".join(keys),
        same=" and ".join(f"t.{key} = w.{key}{_cast(table.key[key])}" for key in keys),
    )


@cache
def upsert_rows(table: "Table") -> str:
    """$3... are one array a column, keys first."""
    columns = {**table.key, **table.columns}
    assignments = ", ".join(f"{name} = excluded.{name}" for name in table.columns)
    return sql("upsert_rows").format(
        table=table.name,
        columns=", ".join(columns),
        values=", ".join(f"u.{name}{_cast(kind)}" for name, kind in columns.items()),
        arrays=_arrays(list(columns.values())),
        keys=", ".join(table.key),
        resolution=f"update set {assignments}" if assignments else "nothing",
    )


@cache
def delete_rows(table: "Table") -> str:
    """$3... are one array a key column."""
    return sql("delete_rows").format(
        table=table.name,
        arrays=_arrays(list(table.key.values())),
        keys=", ".join(table.key),
        same=" and ".join(f"t.{name} = g.{name}{_cast(kind)}" for name, kind in table.key.items()),
    )


@cache
def purge_rows(table: "Table") -> str:
    """$2: read model, $3: also rows of the generation being built, $4: how many rows at most."""
    return sql("purge_rows").format(table=table.name, keys=", ".join(table.key))


def _arrays(kinds: "list[ColumnType]") -> str:
    return ", ".join(f"${n}::{_SENT.get(kind, 'text')}[]" for n, kind in enumerate(kinds, 3))


def _cast(kind: "ColumnType") -> str:
    return "" if kind in _SENT else f"::{kind}"
