"""What queries of annual plans answer. Texts named as digests are disclosures (`concord.privacy`)."""

from datetime import date
from uuid import UUID

import msgspec


class PlanRow(msgspec.Struct, frozen=True, kw_only=True):
    """年度工作计划, as it stands."""

    id: UUID
    alliance: UUID
    year: int
    title: str
    description: str | None
    """Digest."""
    status: str
    items: int
    amendments: int
    meeting: UUID | None
    resolution: UUID | None
    approved_on: date | None
    drafted_on: date
    version: int
    position: int


class PlanItemRow(msgspec.Struct, frozen=True, kw_only=True):
    """计划事项."""

    plan: UUID
    id: UUID
    title: str
    theme: str | None
    due_on: date | None
    lead: UUID | None
    amendment: int
    """By which it came; 0: before approval."""
    dropped: bool
    reason: str | None
    """Digest."""
    position: int


class PlanCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list: by year, latest first."""

    year: int
    id: UUID


def cursor(row: PlanRow) -> PlanCursor:
    """The cursor of a row."""
    return PlanCursor(row.year, row.id)
