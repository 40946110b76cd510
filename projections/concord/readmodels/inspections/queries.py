"""How inspections are asked: lists by time, and for data loaders the findings of many at once."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.inspections.rows import FindingRow, InspectionCursor, InspectionRow
from concord.readmodels.paging import Page

_HERE = Path(__file__).parent
_LIST = _HERE / "list.sql"


class InspectionFilter(msgspec.Struct, frozen=True, kw_only=True):
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
    """As things stand, planned for an earlier day than this and not carried out."""
    inspector: UUID | None = None
    unfinished: bool | None = None
    """True: with findings that are not verified yet; False: without any."""


def cursor(row: InspectionRow) -> InspectionCursor:
    """The cursor of a row."""
    return InspectionCursor(row.planned_at, row.id)


async def page(
    connection: Connection,
    tenant: UUID,
    filter: InspectionFilter,
    *,
    after: InspectionCursor | None = None,
    before: InspectionCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[InspectionRow]:
    """One page of the inspections that match, latest first."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, InspectionRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: InspectionFilter) -> int:
    """How many inspections match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, InspectionRow]:
    """Inspections by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, InspectionRow, tenant, ids)


async def findings_of(
    connection: Connection, tenant: UUID, inspections: Sequence[UUID]
) -> dict[UUID, tuple[FindingRow, ...]]:
    """The findings of each inspection, by number."""
    parameters = {"tenant": tenant, "ids": inspections}
    return await paging.children(
        connection, _HERE / "findings_of.sql", FindingRow, "inspection", inspections, parameters
    )
