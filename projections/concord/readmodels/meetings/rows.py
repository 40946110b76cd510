"""What queries of meetings answer. Texts named as digests are disclosures (`concord.privacy`)."""

from datetime import date
from uuid import UUID

import msgspec


class MeetingRow(msgspec.Struct, frozen=True, kw_only=True):
    """联席会议, as it stands."""

    id: UUID
    alliance: UUID
    code: str
    title: str
    status: str
    place: str | None
    convener: UUID | None
    called_on: date
    planned_on: date
    held_on: date | None
    day: date
    """Held, else planned."""
    number: int | None
    attended: list[UUID]
    voters: int | None
    eligible: int | None
    notice: str | None
    """Digest."""
    minutes: str | None
    """Digest."""
    cancellation_reason: str | None
    """Digest."""
    resolutions: int
    unreported: int
    version: int
    position: int


class ItemRow(msgspec.Struct, frozen=True, kw_only=True):
    """议题."""

    meeting: UUID
    version: int
    id: UUID
    title: str
    proposer: UUID | None
    description: str | None
    """Digest."""
    position: int


class MotionRow(msgspec.Struct, frozen=True, kw_only=True):
    """议案: a resolution, once passed."""

    meeting: UUID
    id: UUID
    kind: str
    subject: UUID | None
    title: str
    text: str | None
    """Digest."""
    result: str | None
    votes_for: int | None
    votes_against: int | None
    abstentions: int | None
    voters: int | None
    reported: int
    completed: bool
    position: int


class VoteRow(msgspec.Struct, frozen=True, kw_only=True):
    """一票."""

    motion: UUID
    organization: UUID
    choice: str
    position: int


class FollowUpRow(msgspec.Struct, frozen=True, kw_only=True):
    """落实情况."""

    resolution: UUID
    completed: bool
    report: str
    """Digest."""
    reported_on: date
    position: int


class DutyReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """述职."""

    meeting: UUID
    organization: UUID
    year: int
    report: str | None
    """Digest."""
    position: int


class MeetingCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list: by day, latest first."""

    day: date
    id: UUID


def cursor(row: MeetingRow) -> MeetingCursor:
    """The cursor of a row."""
    return MeetingCursor(row.day, row.id)
