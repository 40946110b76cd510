"""How looks at personal values are asked for: by when they happened."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.paging import Page

_LIST = Path(__file__).with_name("list.sql")


class AccessRow(msgspec.Struct, frozen=True, kw_only=True):
    """查看记录: what one operation was about to show."""

    at: datetime
    id: UUID
    actor: str
    role: str
    organization: UUID | None
    operation: str
    correlation: UUID
    subjects: list[UUID]


class AccessCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list."""

    at: datetime
    id: UUID


class AccessFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    subject: UUID | None = None
    actor: str | None = None


def cursor(row: AccessRow) -> AccessCursor:
    """The cursor of a row."""
    return AccessCursor(row.at, row.id)


async def page(
    connection: Connection,
    tenant: UUID,
    filter: AccessFilter,
    *,
    after: AccessCursor | None = None,
    before: AccessCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[AccessRow]:
    """One page of the looks that match, in their order."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, AccessRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: AccessFilter) -> int:
    """How many match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))
