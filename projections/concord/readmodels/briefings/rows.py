"""What queries of briefings answer."""

from datetime import date
from uuid import UUID

import msgspec


class BriefingRow(msgspec.Struct, frozen=True, kw_only=True):
    """简报."""

    id: UUID
    alliance: UUID
    organization: UUID
    activity: UUID
    title: str
    recipient: str
    due_on: date
    filed_on: date
    content: str
    """Digest."""
    version: int
    position: int

    @property
    def on_time(self) -> bool:
        """Filed by its day."""
        return self.filed_on <= self.due_on


class BriefingCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list: by day, latest first."""

    filed_on: date
    id: UUID


def cursor(row: BriefingRow) -> BriefingCursor:
    """The cursor of a row."""
    return BriefingCursor(row.filed_on, row.id)
