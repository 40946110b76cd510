"""How movements of funds are asked: lists by ledger position."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.funds.rows import MovementCursor, MovementRow
from concord.readmodels.paging import Page

_LIST = Path(__file__).parent / "movements.sql"


class MovementFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    fund: UUID | None = None
    alliance: UUID | None = None
    organization: UUID | None = None
    """Contributor or recipient."""
    kinds: Sequence[str] | None = None
    item: str | None = None
    since: date | None = None
    """First day of the period, by `occurred_on`."""
    until: date | None = None
    """Last day of the period."""


def cursor(row: MovementRow) -> MovementCursor:
    """The cursor of a row."""
    return MovementCursor(row.position)


async def page(
    connection: Connection,
    tenant: UUID,
    filter: MovementFilter,
    *,
    after: MovementCursor | None = None,
    before: MovementCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[MovementRow]:
    """One page of the movements that match, latest first."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, MovementRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: MovementFilter) -> int:
    """How many movements match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))
