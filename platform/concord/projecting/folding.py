"""One read model takes one batch: a SELECT a table, a fold in memory, an upsert a table."""

from collections.abc import Collection, Sequence
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
    handles = model.handles
    return [entry for entry in entries if entry.members["type"] in handles]


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
    json_columns = table.json_columns
    for length in sorted({len(key) for key in wanted}):
        keys = [key for key in wanted if len(key) == length]
        statement = select_rows(table, length)
        for record in await connection.fetch(statement, tenant, generation, *zip(*keys, strict=True)):
            row: Row = dict(record)
            for column in json_columns:
                if row[column] is not None:
                    row[column] = orjson.loads(row[column])
            into.set(tuple([row[column] for column in table.key]), row)
        if length < len(table.key):
            for key in keys:
                into.watch(key)


async def _write(
    connection: asyncpg.Connection, of_table: TableRows, table: Table, tenant: UUID, generation: int
) -> None:
    if of_table.removed:
        gone = [(tenant, generation, *key) for key in of_table.removed]
        await connection.executemany(delete_rows(table), gone)
    if of_table.changed:
        rows = orjson.dumps(of_table.written()).decode()
        await connection.execute(upsert_rows(table), tenant, generation, rows)
