"""What queries of reports answer. Texts named as digests are disclosures (`concord.privacy`)."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from concord.figures import Figure


class ReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """报告: of one period of one alliance."""

    id: UUID
    alliance: UUID
    period: str
    starts_on: date
    ends_on: date
    recipient: str
    due_on: date
    status: str
    """DRAFT, SUBMITTED, RETURNED or ACCEPTED."""
    submissions: int
    judged_on: date | None
    """Of the last submission."""
    on_time: bool | None
    drafted_on: date
    released_on: date | None
    """On which its figures were released to the tenant above."""
    version: int
    position: int
    """Of the last event that changed this row."""


class SubmissionRow(msgspec.Struct, frozen=True, kw_only=True):
    """报送: the figures of one submission, and what was said to it."""

    report: UUID
    submission: int
    """From 1."""
    definition: int
    counted_to: int
    """Ledger position up to which was counted."""
    figures: tuple[Figure, ...]
    """By code and part."""
    judged_on: date
    on_time: bool
    summary: str | None
    """Digest."""
    submitted_on: date
    submitted_at: datetime
    submitted_position: int
    verdict: str | None
    """RETURNED or ACCEPTED; None while it is under review."""
    remarks: str | None
    """Digest."""
    judged_position: int | None
    position: int


class ReportCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list: by the day on which it is due, latest first."""

    due_on: date
    id: UUID


def cursor(row: ReportRow) -> ReportCursor:
    """The cursor of a row."""
    return ReportCursor(row.due_on, row.id)
