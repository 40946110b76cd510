"""How findings are asked: lists by time, also of what is overdue."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.inspections.rows import FindingCursor, FindingRow
from concord.readmodels.paging import Page

_LIST = Path(__file__).parent / "findings.sql"


class FindingFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    alliance: UUID | None = None
    kinds: Sequence[str] | None = None
    subject: UUID | None = None
    statuses: Sequence[str] | None = None
    text: str | None = None
    """Part of the title, whatever the case."""
    since: date | None = None
    until: date | None = None
    overdue_on: date | None = None
    """As things stand, not put right, or not checked, by a deadline that is an earlier day than this."""
    inspection: UUID | None = None


def cursor(row: FindingRow) -> FindingCursor:
    """The cursor of a row."""
    return FindingCursor(row.found_at, row.id)


async def page(
    connection: Connection,
    tenant: UUID,
    filter: FindingFilter,
    *,
    after: FindingCursor | None = None,
    before: FindingCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[FindingRow]:
    """One page of the findings that match, latest first."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, FindingRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: FindingFilter) -> int:
    """How many findings match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, FindingRow]:
    """Findings by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, FindingRow, tenant, ids)
