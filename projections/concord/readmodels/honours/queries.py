"""How honours are asked: lists by nomination."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.honours.rows import HonourCursor, HonourRow, cursor
from concord.readmodels.paging import Page

__all__ = ["HonourCursor", "HonourFilter", "HonourRow", "by_ids", "count", "cursor", "page"]
_LIST = Path(__file__).parent / "list.sql"


class HonourFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    alliance: UUID | None = None
    organization: UUID | None = None
    kinds: Sequence[str] | None = None
    statuses: Sequence[str] | None = None
    period: str | None = None
    text: str | None = None
    """Part of the title or of the case's name, whatever the case."""
    own: Sequence[UUID] | None = None
    """Until it is granted, of these organizations only."""


async def page(
    connection: Connection,
    tenant: UUID,
    filter: HonourFilter,
    *,
    after: HonourCursor | None = None,
    before: HonourCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[HonourRow]:
    """One page of the honours that match, latest nomination first."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, HonourRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: HonourFilter) -> int:
    """How many honours match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(
    connection: Connection, tenant: UUID, ids: Sequence[UUID], own: Sequence[UUID] | None = None
) -> dict[UUID, HonourRow]:
    """Honours by id; unknown ids are left out. `own`: until they are granted, of these organizations only."""
    return await paging.by_ids(connection, _LIST, HonourRow, tenant, ids, own=own)
