"""How bookings are asked: lists by time."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.paging import Page
from concord.readmodels.resources.rows import BookingCursor, BookingRow

_LIST = Path(__file__).parent / "bookings.sql"


class BookingFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    resource: UUID | None = None
    alliance: UUID | None = None
    owner: UUID | None = None
    organization: UUID | None = None
    statuses: Sequence[str] | None = None
    since: date | None = None
    """First day of a period that the booking touches."""
    until: date | None = None
    """Last day of the period."""
    overdue_on: date | None = None
    """As things stand, not answered by a deadline that is an earlier day than this."""


def cursor(row: BookingRow) -> BookingCursor:
    """The cursor of a row."""
    return BookingCursor(row.requested_at, row.id)


async def page(
    connection: Connection,
    tenant: UUID,
    filter: BookingFilter,
    *,
    after: BookingCursor | None = None,
    before: BookingCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[BookingRow]:
    """One page of the bookings that match, latest first."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, BookingRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: BookingFilter) -> int:
    """How many bookings match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, BookingRow]:
    """Bookings by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, BookingRow, tenant, ids)
