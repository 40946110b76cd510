"""What queries of inspections answer. Texts named as digests are disclosures (`concord.privacy`)."""

from datetime import date, datetime
from uuid import UUID

import msgspec


class InspectionRow(msgspec.Struct, frozen=True, kw_only=True):
    """检查, as it stands."""

    id: UUID
    alliance: UUID
    kind: str
    inspector: UUID | None
    subject: UUID
    title: str
    planned_on: date
    planned_at: datetime
    status: str
    carried_out_on: date | None
    note: str | None
    """Digest: what was seen, or why it was cancelled."""
    findings: int
    unfinished: int
    version: int
    position: int

    def overdue(self, on: date) -> bool:
        """Whether it should have taken place, on a day that is not before its last event."""
        return self.status == "PLANNED" and self.planned_on < on


class FindingRow(msgspec.Struct, frozen=True, kw_only=True):
    """问题, as it stands."""

    inspection: UUID
    id: UUID
    alliance: UUID
    subject: UUID
    inspector: UUID | None
    number: int
    kind: str
    title: str
    description: str | None
    """Digest."""
    status: str
    due_on: date | None
    found_on: date
    found_at: datetime
    rectified_on: date | None
    on_time: bool | None
    measures: str | None
    """Digest."""
    verified_on: date | None
    note: str | None
    """Digest: of the check."""
    rejected: int
    position: int

    def overdue(self, on: date) -> bool:
        """Whether putting right, or the check, is late on a day that is not before its last event."""
        return self.due_on is not None and self.due_on < on


class InspectionCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where an inspection stands in the list: by when it was planned, latest first."""

    planned_at: datetime
    id: UUID


class FindingCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a finding stands in the list: by when it was recorded, latest first."""

    found_at: datetime
    id: UUID
