"""What queries of benefits answer."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec


class BenefitRow(msgspec.Struct, frozen=True, kw_only=True):
    """成效."""

    id: UUID
    alliance: UUID
    kind: str
    amount: Decimal | None
    """CNY."""
    count: int | None
    organization: UUID | None
    project: UUID | None
    basis: list[int]
    """Ledger positions."""
    note: str | None
    """Digest."""
    day: date
    version: int
    position: int


class BenefitCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list: by day, latest first."""

    day: date
    id: UUID


def cursor(row: BenefitRow) -> BenefitCursor:
    """The cursor of a row."""
    return BenefitCursor(row.day, row.id)
