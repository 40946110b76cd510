"""How assessments and schemes are asked: lists by period, and what belongs to many of them at once."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.assessments.events import Indicator, Measured, StarThreshold
from concord.readmodels import paging
from concord.readmodels.assessments.rows import (
    AssessmentCursor,
    AssessmentRow,
    EditionRow,
    ObjectionRow,
    RulesRow,
    SchemeRow,
    ScoreRow,
    SelfReportRow,
    StandingRow,
    cursor,
)
from concord.readmodels.paging import Child, Page

__all__ = [
    "AssessmentCursor",
    "AssessmentFilter",
    "AssessmentRow",
    "EditionRow",
    "ObjectionRow",
    "RulesRow",
    "SchemeRow",
    "ScoreRow",
    "SelfReportRow",
    "StandingRow",
    "by_ids",
    "count",
    "cursor",
    "editions_of",
    "objections_of",
    "page",
    "rules_of",
    "schemes_by_ids",
    "schemes_of",
    "scores_of",
    "self_reports_of",
    "standings_of",
]
_HERE = Path(__file__).parent
_LIST = _HERE / "list.sql"
_INDICATORS = msgspec.json.Decoder(tuple[Indicator, ...])
_MEASURED = msgspec.json.Decoder(Measured)
_STARS = msgspec.json.Decoder(tuple[StarThreshold, ...])


class AssessmentFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    alliance: UUID | None = None
    scheme: UUID | None = None
    organization: UUID | None = None
    """One of the organizations assessed."""
    statuses: Sequence[str] | None = None
    period: str | None = None
    """The period's name, exactly (`2024-Q2`)."""
    since: date | None = None
    """Periods that do not end before this day."""
    until: date | None = None
    """Periods that do not begin after this day."""


async def page(
    connection: Connection,
    tenant: UUID,
    filter: AssessmentFilter,
    *,
    after: AssessmentCursor | None = None,
    before: AssessmentCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[AssessmentRow]:
    """One page of the assessments that match, latest period first."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, AssessmentRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: AssessmentFilter) -> int:
    """How many assessments match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, AssessmentRow]:
    """Assessments by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, AssessmentRow, tenant, ids)


async def rules_of(connection: Connection, tenant: UUID, assessments: Sequence[UUID]) -> dict[UUID, RulesRow]:
    """Indicators and star thresholds that each assessment follows."""
    found = await _of(connection, "rules.sql", _rules, "assessment", tenant, assessments)
    return {assessment: rows[0] for assessment, rows in found.items() if rows}


async def scores_of(
    connection: Connection, tenant: UUID, assessments: Sequence[UUID], own: Sequence[UUID] | None = None
) -> dict[UUID, tuple[ScoreRow, ...]]:
    """Scores and vetoes of each assessment, by organization and indicator. `own`: until the results are
    final, of these organizations only."""
    return await _of(connection, "scores.sql", _score, "assessment", tenant, assessments, own)


async def self_reports_of(
    connection: Connection, tenant: UUID, assessments: Sequence[UUID], own: Sequence[UUID] | None = None
) -> dict[UUID, tuple[SelfReportRow, ...]]:
    """Self-reports of each assessment, by organization and indicator. `own`: of these organizations only."""
    return await _of(connection, "self_reports.sql", SelfReportRow, "assessment", tenant, assessments, own)


async def standings_of(
    connection: Connection, tenant: UUID, assessments: Sequence[UUID]
) -> dict[UUID, tuple[StandingRow, ...]]:
    """Standings of each assessment, best first; one for every organization assessed."""
    return await _of(connection, "standings.sql", StandingRow, "assessment", tenant, assessments)


async def objections_of(
    connection: Connection, tenant: UUID, assessments: Sequence[UUID], own: Sequence[UUID] | None = None
) -> dict[UUID, tuple[ObjectionRow, ...]]:
    """Objections to the results of each assessment, first raised first. `own`: of these organizations
    only."""
    return await _of(connection, "objections.sql", ObjectionRow, "assessment", tenant, assessments, own)


async def schemes_by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, SchemeRow]:
    """Schemes by id; unknown ids are left out."""
    return await paging.by_ids(connection, _HERE / "schemes.sql", SchemeRow, tenant, ids)


async def schemes_of(
    connection: Connection, tenant: UUID, alliances: Sequence[UUID]
) -> dict[UUID, tuple[SchemeRow, ...]]:
    """Schemes of each alliance, by code."""
    parameters = {"tenant": tenant, "alliances": alliances}
    file = _HERE / "schemes.sql"
    return await paging.children(connection, file, SchemeRow, "alliance", alliances, parameters)


async def editions_of(
    connection: Connection, tenant: UUID, schemes: Sequence[UUID]
) -> dict[UUID, tuple[EditionRow, ...]]:
    """Editions of each scheme, first published first."""
    return await _of(connection, "editions.sql", _edition, "scheme", tenant, schemes)


async def _of(
    connection: Connection,
    file: str,
    row: Callable[..., Child],
    parent: str,
    tenant: UUID,
    ids: Sequence[UUID],
    own: Sequence[UUID] | None = None,
) -> dict[UUID, tuple[Child, ...]]:
    parameters = {"tenant": tenant, "ids": ids, "own": own}
    return await paging.children(connection, _HERE / file, row, parent, ids, parameters)


def _rules(*, indicators: str, stars: str, **columns: Any) -> RulesRow:
    return RulesRow(indicators=_INDICATORS.decode(indicators), stars=_STARS.decode(stars), **columns)


def _score(*, measured: str | None, **columns: Any) -> ScoreRow:
    return ScoreRow(measured=None if measured is None else _MEASURED.decode(measured), **columns)


def _edition(*, indicators: str, stars: str, **columns: Any) -> EditionRow:
    return EditionRow(indicators=_INDICATORS.decode(indicators), stars=_STARS.decode(stars), **columns)
