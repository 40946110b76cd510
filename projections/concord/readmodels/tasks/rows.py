"""What queries of needs and tasks answer. Texts named as digests are disclosures (`concord.privacy`)."""

from datetime import date, datetime
from uuid import UUID

import msgspec


class TaskRow(msgspec.Struct, frozen=True, kw_only=True):
    """需求（任务）, as it stands."""

    id: UUID
    alliance: UUID
    organization: UUID
    """Whose need it is."""
    title: str
    category: str | None
    description: str
    """Digest."""
    contact_subject: UUID | None
    contact_digests: list[str]
    status: str
    claimant: UUID | None
    """Who has it, or completed it."""
    listed_on: date
    listed_at: datetime
    due_on: date | None
    """Last day for claiming it, or for completing it; None when neither is due."""
    result: str | None
    """Digest of what was done."""
    satisfaction: str | None
    comment: str | None
    """Digest."""
    released: int
    version: int
    position: int
    """Of the last event that changed this row."""

    def overdue(self, on: date) -> bool:
        """Whether its deadline has passed on a day that is not before its last event."""
        return self.due_on is not None and self.due_on < on


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """认领: one claim laid to a need."""

    task: UUID
    version: int
    claimant: UUID
    side: str
    resource: UUID | None
    claimed_on: date
    due_on: date
    ended_on: date | None
    outcome: str | None
    note: str | None
    """Digest of the result, or of the reason."""
    position: int

    @property
    def on_time(self) -> bool | None:
        """Whether it was completed by the promised day; None where it was not completed."""
        return self.ended_on <= self.due_on if self.outcome == "COMPLETED" and self.ended_on else None


class TaskCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list: by when it was listed, latest first."""

    listed_at: datetime
    id: UUID


def cursor(row: TaskRow) -> TaskCursor:
    """The cursor of a row."""
    return TaskCursor(row.listed_at, row.id)
