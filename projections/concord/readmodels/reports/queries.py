"""How reports are asked: lists by the day on which they are due, and what was submitted of them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.figures import Figure
from concord.readmodels import paging
from concord.readmodels.paging import Page
from concord.readmodels.reports.rows import ReportCursor, ReportRow, SubmissionRow, cursor

__all__ = [
    "ReportCursor",
    "ReportFilter",
    "ReportRow",
    "SubmissionRow",
    "by_ids",
    "count",
    "cursor",
    "page",
    "submissions_of",
]
_HERE = Path(__file__).parent
_LIST = _HERE / "list.sql"
_FIGURES = msgspec.json.Decoder(tuple[Figure, ...])


class ReportFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    alliance: UUID | None = None
    statuses: Sequence[str] | None = None
    period: str | None = None
    since: date | None = None
    """Periods that do not end before this day."""
    until: date | None = None
    """Periods that do not begin after this day."""
    overdue_on: date | None = None
    """Due before this day and not submitted, or returned."""


async def page(
    connection: Connection,
    tenant: UUID,
    filter: ReportFilter,
    *,
    after: ReportCursor | None = None,
    before: ReportCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[ReportRow]:
    """One page of the reports that match, latest due first."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, ReportRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: ReportFilter) -> int:
    """How many reports match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, ReportRow]:
    """Reports by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, ReportRow, tenant, ids)


async def submissions_of(
    connection: Connection, tenant: UUID, reports: Sequence[UUID]
) -> dict[UUID, tuple[SubmissionRow, ...]]:
    """Submissions of each report, first one first."""
    file = _HERE / "submissions.sql"
    parameters = {"tenant": tenant, "ids": reports}
    return await paging.children(connection, file, _submission, "report", reports, parameters)


def _submission(*, figures: str, **columns: Any) -> SubmissionRow:
    return SubmissionRow(figures=_FIGURES.decode(figures), **columns)
