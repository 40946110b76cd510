"""Filling a moment. The beginning of a ledger is folded in memory while the database makes the tables, and
written once, into tables without an index; what a longer one has beyond it comes batch by batch, as to the
projector."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

import asyncpg
import orjson

from concord.eventstore.entry import Entry
from concord.projecting.asof.errors import CannotReplay
from concord.projecting.asof.tables import definition, indexes
from concord.projecting.checkpoint import read_batch
from concord.projecting.folding import folded, handled
from concord.projecting.outage import is_of_the_event
from concord.projecting.parking import fold_or_fail
from concord.projecting.readmodel import ReadModel
from concord.projecting.rows import Rows
from concord.projecting.skips import skipped
from concord.projecting.statement import insert_rows
from concord.projecting.uncollected import uncollected

GENERATION = 1
BEGINNING = 10_000
"""Entries that are folded in memory: some 60 MB."""
BATCH = 250
"""Entries folded at once: who builds also answers others, and folding holds that up (some 7 ms)."""
ROWS = 2_000
"""Of a statement."""

Skips = Mapping[str, frozenset[int]]
T = TypeVar("T")


async def fill(
    connection: asyncpg.Connection,
    schema: str,
    models: Sequence[ReadModel],
    tenant: UUID,
    position: int,
    memory: asyncio.Lock,
) -> None:
    """Makes the schema's tables with the rows of every read model. `memory`: has room for one beginning.
    Raises `CannotReplay`."""
    skips = {model.name: await skipped(connection, tenant, model.name) for model in models}
    async with memory:
        with uncollected():
            reached = await _begin(connection, schema, models, tenant, position, skips)
    while entries := await read_batch(connection, tenant, reached, position, BATCH):
        for model in models:
            failure = await fold_or_fail(
                connection, model, tenant, GENERATION, _wanted(model, entries, skips)
            )
            if failure is not None:
                raise CannotReplay(model.name, failure.entry.position, failure.error)
        reached = entries[-1].position


async def _begin(
    connection: asyncpg.Connection,
    schema: str,
    models: Sequence[ReadModel],
    tenant: UUID,
    position: int,
    skips: Skips,
) -> int:
    """Makes the tables with what the ledger's beginning makes of them; returns the position reached.
    Where a read model cannot take an entry that is 0: on the long way it is found out which."""
    wanted: dict[str, list[Entry]] = {model.name: [] for model in models}
    reached = 0
    while entries := await read_batch(connection, tenant, reached, min(position, BEGINNING), BATCH):
        for model in models:
            wanted[model.name] += _wanted(model, entries, skips)
        reached = entries[-1].position
    await connection.execute("savepoint empty")
    try:
        await _write(connection, schema, models, tenant, wanted)
    except Exception as error:
        if not is_of_the_event(error):
            raise
        await connection.execute("rollback to savepoint empty")
        await _write(connection, schema, models, tenant, {})
        return 0
    return reached


def _wanted(model: ReadModel, entries: Sequence[Entry], skips: Skips) -> list[Entry]:
    return [entry for entry in handled(model, entries) if entry.position not in skips[model.name]]


async def _write(
    connection: asyncpg.Connection,
    schema: str,
    models: Sequence[ReadModel],
    tenant: UUID,
    wanted: Mapping[str, Sequence[Entry]],
) -> None:
    """One read model is folded while the database is at work for the one before."""
    work: Coroutine[Any, Any, Any] = connection.execute(definition(schema, models))
    for model in models:
        if entries := wanted.get(model.name):
            rows = await _meanwhile(work, folded(model, entries, BATCH))
            work = _insert(connection, model, tenant, rows)
    await work
    await connection.execute(await indexes(connection, schema, models))


async def _meanwhile(work: Coroutine[Any, Any, Any], more: Coroutine[Any, Any, T]) -> T:
    """The result of `more`, when both are done. Where one fails, the other is over before that is raised."""
    tasks = (asyncio.ensure_future(more), asyncio.ensure_future(work))
    try:
        await asyncio.gather(*tasks)
        return tasks[0].result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


async def _insert(connection: asyncpg.Connection, model: ReadModel, tenant: UUID, rows: Rows) -> None:
    for table in model.tables:
        written = rows.tables[table.name].written()
        for start in range(0, len(written), ROWS):
            some = orjson.dumps(written[start : start + ROWS]).decode()
            await connection.execute(insert_rows(table), tenant, GENERATION, some)
