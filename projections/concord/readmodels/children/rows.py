"""What queries of child figures answer."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from concord.figures import Figure


class ChildFiguresRow(msgspec.Struct, frozen=True, kw_only=True):
    """下级数字: of one alliance of one child, for one period."""

    id: UUID
    child: str
    child_name: str
    child_position: int
    """Of the release, in the child's ledger."""
    alliance: UUID
    """The child's; nothing here has this id."""
    alliance_name: str
    kind: str
    period: str
    starts_on: date
    ends_on: date
    definition: int
    counted_to: int
    """Position in the child's ledger."""
    figures: tuple[Figure, ...]
    released_on: date
    received_at: datetime
    position: int


class ChildFiguresCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list: by child and alliance."""

    child: str
    alliance_name: str
    id: UUID


def cursor(row: ChildFiguresRow) -> ChildFiguresCursor:
    """The cursor of a row."""
    return ChildFiguresCursor(row.child, row.alliance_name, row.id)


class RollUp(msgspec.Struct, frozen=True, kw_only=True):
    """合计: of everything that was counted by one definition."""

    definition: int
    children: int
    reports: int
    figures: tuple[Figure, ...]
