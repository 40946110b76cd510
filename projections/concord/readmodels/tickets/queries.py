"""How tickets are asked: lists by time, and for data loaders the timelines of many at once."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.paging import Page
from concord.readmodels.tickets.rows import StepRow, TicketCursor, TicketRow, cursor

__all__ = [
    "StepRow",
    "TicketCursor",
    "TicketFilter",
    "TicketRow",
    "by_ids",
    "count",
    "cursor",
    "page",
    "steps_of",
]
_HERE = Path(__file__).parent
_LIST = _HERE / "list.sql"


class TicketFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    alliance: UUID | None = None
    raiser: UUID | None = None
    department: UUID | None = None
    levels: Sequence[str] | None = None
    statuses: Sequence[str] | None = None
    text: str | None = None
    """Part of the title, whatever the case."""
    since: date | None = None
    """First day of the period, by `raised_on`."""
    until: date | None = None
    """Last day of the period."""
    overdue_on: date | None = None
    """At the end of this day, past or present, a step was open whose deadline was an earlier day.
    The silence period of the raiser is not such a step."""


async def page(
    connection: Connection,
    tenant: UUID,
    filter: TicketFilter,
    *,
    after: TicketCursor | None = None,
    before: TicketCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[TicketRow]:
    """One page of the tickets that match, latest first."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, TicketRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: TicketFilter) -> int:
    """How many tickets match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, TicketRow]:
    """Tickets by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, TicketRow, tenant, ids)


async def steps_of(
    connection: Connection, tenant: UUID, tickets: Sequence[UUID]
) -> dict[UUID, tuple[StepRow, ...]]:
    """The timeline of each ticket, oldest step first."""
    parameters = {"tenant": tenant, "ids": tickets}
    return await paging.children(connection, _HERE / "steps.sql", StepRow, "ticket", tickets, parameters)
