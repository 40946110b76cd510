"""What changed between two moments: rows of read models added, changed and removed, page by page."""

from collections.abc import Iterator, Sequence
from typing import Literal
from uuid import UUID

import asyncpg
import msgspec

from concord.projecting.asof.filling import GENERATION
from concord.projecting.asof.history import History, patient
from concord.projecting.readmodel import ReadModel, Table
from concord.projecting.statement import sql

SECONDS = 30
"""That the comparison of one table may take."""


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where a change stands: by read model, table and key."""

    model: str
    table: str
    key: tuple[str, ...]


class NoSuchPlace(Exception):
    """No table has such a key."""


class RowChange(msgspec.Struct, frozen=True, kw_only=True):
    """One row that is not what it was. Values are text in the ledger's own spelling; jsonb is JSON."""

    place: Place
    key: dict[str, str]
    before: dict[str, str | None] | None
    """None: there was no such row."""
    after: dict[str, str | None] | None
    """None: there is none any more."""

    @property
    def kind(self) -> Literal["ADDED", "CHANGED", "REMOVED"]:
        """What happened to the row."""
        if self.before is None:
            return "ADDED"
        return "REMOVED" if self.after is None else "CHANGED"

    @property
    def fields(self) -> list[str]:
        """Columns whose values differ, of a new or removed row all that have one."""
        before, after = self.before or {}, self.after or {}
        return [name for name in (self.after or before) if before.get(name) != after.get(name)]


async def changes(
    history: History,
    tenant: UUID,
    before: int,
    after: int,
    *,
    models: Sequence[str] | None = None,
    beyond: Place | None = None,
    limit: int,
) -> list[RowChange]:
    """The first `limit` rows, beyond a place, that differ between two positions of the ledger.

    Tables come in the order in which read models declare them, rows by key. `models`: only of these.
    Raises `NoSuchPlace`, and as `History.reading`.
    """
    if beyond is not None:
        _check(history.models, beyond)
    found: list[RowChange] = []
    async with history.comparing(tenant, before, after) as (connection, schemas):
        await connection.execute(f"set local statement_timeout = '{SECONDS}s'")
        for model, table in _tables(history.models, models, beyond):
            start = beyond if beyond and (beyond.model, beyond.table) == (model.name, table.name) else None
            found += await _page(connection, schemas, model, table, tenant, start, limit - len(found))
            if len(found) == limit:
                break
    return found


def _check(models: Sequence[ReadModel], place: Place) -> None:
    tables = {(model.name, table.name): table for model in models for table in model.tables}
    table = tables.get((place.model, place.table))
    if table is None or len(table.key) != len(place.key):
        raise NoSuchPlace(f"{place.model} {place.table}")


def _tables(
    models: Sequence[ReadModel], wanted: Sequence[str] | None, beyond: Place | None
) -> Iterator[tuple[ReadModel, Table]]:
    """From the place's table on; all where there is no place."""
    reached = beyond is None
    for model in models:
        for table in model.tables:
            reached = reached or (
                beyond is not None and (beyond.model, beyond.table) == (model.name, table.name)
            )
            if reached and (wanted is None or model.name in wanted):
                yield model, table


async def _page(
    connection: asyncpg.Connection,
    schemas: tuple[str, str],
    model: ReadModel,
    table: Table,
    tenant: UUID,
    beyond: Place | None,
    limit: int,
) -> list[RowChange]:
    arguments = () if beyond is None else beyond.key
    text = statement(table, schemas, bool(beyond))
    try:
        with patient():
            rows = await connection.fetch(text, tenant, GENERATION, limit, *arguments)
    except asyncpg.DataError as error:  # a key is not of its column's type
        raise NoSuchPlace(f"{model.name} {table.name}") from error
    return [_change(model, table, row) for row in rows]


def _change(model: ReadModel, table: Table, row: asyncpg.Record) -> RowChange:
    key = {name: row[name] for name in table.key}

    def values(side: str) -> dict[str, str | None] | None:
        found = row[side]
        return None if found is None else dict(zip(table.columns, found, strict=True))

    return RowChange(
        place=Place(model.name, table.name, tuple(key.values())),
        key=key,
        before=values("before_values"),
        after=values("after_values"),
    )


def statement(table: Table, schemas: tuple[str, str], bounded: bool) -> str:
    """The comparison of one table; with `bounded`, $4... are the key of the place beyond which it begins."""
    either = [f"coalesce(b.{name}, a.{name})" for name in table.key]
    order = ", ".join(either)
    bounds = ", ".join(f"${n}::text::{kind}" for n, kind in enumerate(table.key.values(), 4))
    columns = list(table.columns)
    return sql("diff").format(
        before=schemas[0],
        after=schemas[1],
        table=table.name,
        keys=", ".join(f"{one}::text as {name}" for one, name in zip(either, table.key, strict=True)),
        before_values=_values("b", table),
        after_values=_values("a", table),
        same=" and ".join(f"a.{name} = b.{name}" for name in table.key),
        different=" or ".join(f"b.{name} is distinct from a.{name}" for name in columns) or "false",
        beyond=f"({order}) > ({bounds})" if bounded else "true",
        order=order,
    )


def _values(side: str, table: Table) -> str:
    read = {"timestamptz": "to_char({0} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"}
    values = [read.get(kind, "{0}::text").format(f"{side}.{name}") for name, kind in table.columns.items()]
    return f"case when {side}.tenant_id is not null then array[{', '.join(values)}]::text[] end"
