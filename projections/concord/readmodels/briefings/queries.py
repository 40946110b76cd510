"""How briefings are asked: lists by day."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.briefings.rows import BriefingCursor, BriefingRow, cursor
from concord.readmodels.paging import Page

__all__ = ["BriefingCursor", "BriefingFilter", "BriefingRow", "by_ids", "count", "cursor", "page"]
_LIST = Path(__file__).parent / "list.sql"


class BriefingFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    alliance: UUID | None = None
    organization: UUID | None = None
    activity: UUID | None = None
    text: str | None = None
    """Part of the title, whatever the case."""
    since: date | None = None
    until: date | None = None


async def page(
    connection: Connection,
    tenant: UUID,
    filter: BriefingFilter,
    *,
    after: BriefingCursor | None = None,
    before: BriefingCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[BriefingRow]:
    """One page of the briefings that match, latest first."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, BriefingRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: BriefingFilter) -> int:
    """How many briefings match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, BriefingRow]:
    """Briefings by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, BriefingRow, tenant, ids)
