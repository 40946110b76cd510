"""Entries by position, and pages of them."""

from pathlib import Path
from typing import Any

import asyncpg
import msgspec

from concord.api.connections import Connected, Paging, read_cursor
from concord.api.context import MOMENT, Load, OperationContext
from concord.api.errors import limit_exceeded
from concord.api.ledger.sight import hidden, shows
from concord.api.ledger.types import EntryFilter, LedgerCursor, cursor
from concord.commanding import Message
from concord.eventstore import Entry
from concord.ledger.checkpoints import Checkpoint, latest
from concord.readmodels import paging
from concord.tenancy import reading

_LIST = Path(__file__).with_name("entries.sql")
PATIENCE = 5.0
"""Seconds that a filtered list may search."""

TOO_WIDE = Message(
    "台账查询超过 {seconds} 秒，请缩小筛选范围", "The search took more than {seconds} s: narrow the filter"
)


async def _by_position(context: OperationContext, positions: list[int]) -> list[Entry | None]:
    statement = (
        "select position, entry as raw from event where tenant_id = $1 and position = any($2::bigint[])"
    )
    async with reading(context.services.pool, context.tenant) as connection:
        rows = await connection.fetch(statement, context.tenant, positions)
    found = {entry.position: entry for row in rows if shows(context, entry := Entry(**row))}
    moment = MOMENT.get()
    return [
        found.get(position) if moment is None or position <= moment.position else None
        for position in positions
    ]


ENTRY: Load[int, Entry | None] = Load(_by_position)


async def head(context: OperationContext) -> int:
    """Position of the last entry, at the moment looked at."""
    moment = MOMENT.get()
    return await context.services.store.head(context.tenant) if moment is None else moment.position


async def checkpoint(context: OperationContext, *, cosigned: bool, stamped: bool) -> Checkpoint | None:
    """The newest one, at the moment looked at; that a witness has signed, that was time-stamped."""
    moment = MOMENT.get()
    until = moment.position if moment else None
    async with reading(context.services.pool, context.tenant) as connection:
        return await latest(connection, context.tenant, until, cosigned=cosigned, stamped=stamped)


async def page(context: OperationContext, filter: EntryFilter, asked: Paging) -> Connected[Entry]:
    """One page of entries. Raises LIMIT_EXCEEDED when the search takes too long."""
    asked.check("entries")
    after = read_cursor(LedgerCursor, asked.after, "entries.after")
    before = read_cursor(LedgerCursor, asked.before, "entries.before")
    moment = MOMENT.get()
    until = moment.position if moment else None
    filter = msgspec.structs.replace(filter, until=until, **hidden(context))
    parameters = paging.parameters(context.tenant, filter)

    async def found(connection: asyncpg.Connection) -> Any:
        return await paging.page(
            connection,
            _LIST,
            Entry,
            parameters,
            after=after,
            before=before,
            first=asked.first,
            last=asked.last,
        )

    async def count() -> int:
        if not filter.narrows:  # positions have no gaps
            return await head(context)
        return int(await _searched(context, lambda c: paging.count(c, _LIST, parameters)))

    return Connected(await _searched(context, found), cursor, count)


async def _searched(context: OperationContext, search: Any) -> Any:
    async with reading(context.services.pool, context.tenant) as connection:
        await connection.execute(f"set local statement_timeout = {int(PATIENCE * 1000)}")
        try:
            return await search(connection)
        except asyncpg.QueryCanceledError:
            raise limit_exceeded(TOO_WIDE, seconds=int(PATIENCE)) from None
