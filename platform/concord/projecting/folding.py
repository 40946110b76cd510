"""One read model takes one batch: a SELECT a table, a fold in memory, an upsert a table."""

import asyncio
from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar
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
    _apply(rows, steps)
    for table in model.tables:
        await _write(connection, rows.tables[table.name], table, tenant, generation)


async def folded(model: ReadModel, entries: Sequence[Entry], at_once: int) -> Rows:
    """The rows that `entries` make of nothing, without a database. Others get a turn after every `at_once`
    entries. Raises whatever a handler raises."""
    rows, steps = Rows(model.tables), list[Step]()
    for some in _parts(entries, at_once):
        steps += _steps(model, some)
        await asyncio.sleep(0)
    for table, keys in _wanted(steps).items():
        _watch(rows.tables[table.name], table, keys)
    for part in _parts(steps, at_once):
        _apply(rows, part)
        await asyncio.sleep(0)
    return rows


T = TypeVar("T")


def _parts(whole: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (whole[start : start + size] for start in range(0, len(whole), size))


def _apply(rows: Rows, steps: Sequence[Step]) -> None:
    for handler, entry, reads in steps:
        rows.declared = reads
        handler.apply(rows, entry)


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
    _watch(into, table, wanted)  # while it is empty, for that looks at every row
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


def _watch(rows: TableRows, table: Table, wanted: Collection[Key]) -> None:
    for key in wanted:
        if len(key) < len(table.key):
            rows.watch(key)


async def _write(
    connection: asyncpg.Connection, of_table: TableRows, table: Table, tenant: UUID, generation: int
) -> None:
    if of_table.removed:
        gone = [(tenant, generation, *key) for key in of_table.removed]
        await connection.executemany(delete_rows(table), gone)
    if of_table.changed:
        rows = orjson.dumps(of_table.written()).decode()
        await connection.execute(upsert_rows(table), tenant, generation, rows)
