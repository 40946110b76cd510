"""One read model takes one batch: a SELECT a table, a fold in memory, an upsert a table."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from concord.eventstore.entry import Entry
from concord.projecting.readmodel import Handler, ReadModel, Reads, Table
from concord.projecting.rows import Key, Row, Rows, TableRows
from concord.projecting.statement import delete_rows, select_rows, upsert_rows

Step = tuple[Handler, Entry, Reads]


def handled(model: ReadModel, entries: Sequence[Entry]) -> list[Entry]:
    """The entries that change this read model at all."""
    return [entry for entry in entries if entry.type in model.handles]


async def fold(
    connection: asyncpg.Connection, model: ReadModel, tenant: UUID, generation: int, entries: Sequence[Entry]
) -> None:
    """Applies `entries`, in order, to the rows of one generation. Raises whatever a handler or the
    database raises; the caller undoes to its savepoint then."""
    steps = _steps(model, entries)
    if not steps:
        return
    rows = Rows(model.tables)
    for table, keys in _wanted(steps).items():
        await _load(connection, rows.tables[table.name], table, keys, tenant, generation)
    for handler, entry, reads in steps:
        rows.declared = reads
        handler.apply(rows, entry)
    for table in model.tables:
        await _write(connection, rows.tables[table.name], table, tenant, generation)


def _steps(model: ReadModel, entries: Sequence[Entry]) -> list[Step]:
    handles = model.handles
    return [
        (handler, entry, handler.reads(entry))
        for entry in entries
        if (handler := handles.get(entry.members["type"])) is not None
    ]


def _wanted(steps: Sequence[Step]) -> dict[Table, dict[Key, None]]:
    wanted: dict[Table, dict[Key, None]] = {}
    for _, _, reads in steps:
        for table, key in reads:
            wanted.setdefault(table, {})[key] = None
    return wanted


async def _load(
    connection: asyncpg.Connection,
    into: TableRows,
    table: Table,
    wanted: Collection[Key],
    tenant: UUID,
    generation: int,
) -> None:
    for length in sorted({len(key) for key in wanted}):
        keys = [key for key in wanted if len(key) == length]
        statement = select_rows(table, length)
        for record in await connection.fetch(statement, tenant, generation, *zip(*keys, strict=True)):
            row = _from_record(record, table)
            into.set(tuple([row[column] for column in table.key]), row)
        if length < len(table.key):
            for key in keys:
                into.watch(key)


def _from_record(record: asyncpg.Record, table: Table) -> Row:
    row: Row = dict(record)
    for column, kind in table.columns.items():
        if kind == "jsonb" and row[column] is not None:
            row[column] = orjson.loads(row[column])
    return row


async def _write(
    connection: asyncpg.Connection, of_table: TableRows, table: Table, tenant: UUID, generation: int
) -> None:
    if of_table.removed:
        keys = zip(*of_table.removed, strict=True)
        await connection.execute(delete_rows(table), tenant, generation, *keys)
    if of_table.changed:
        columns = _columns(table, of_table.written())
        await connection.execute(upsert_rows(table), tenant, generation, *columns)


def _columns(table: Table, rows: Sequence[Row]) -> list[list[Any]]:
    columns = []
    for name, kind in [*table.key.items(), *table.columns.items()]:
        values = [row[name] for row in rows]
        if kind == "jsonb":
            values = [None if value is None else orjson.dumps(value).decode() for value in values]
        columns.append(values)
    return columns
