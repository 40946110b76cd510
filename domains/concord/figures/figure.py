"""What a figure is: a code, what it is of, an exact value."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from uuid import UUID

import msgspec

RATE_PLACES = Decimal("0.0001")
"""Rates are rounded half up to four decimals: 0.8333 is 83.33 %."""


class Measure(StrEnum):
    """台账指标: what of one organization is counted for a score."""

    ATTENDANCE_RATE = "ATTENDANCE_RATE"  # 活动出勤率
    ACTIVITIES_ATTENDED = "ACTIVITIES_ATTENDED"  # 参加活动次数
    ACTIVITIES_LED = "ACTIVITIES_LED"  # 牵头活动次数
    TICKETS_ON_TIME = "TICKETS_ON_TIME"  # 诉求按期办结率
    SATISFACTION = "SATISFACTION"  # 诉求满意率
    DUTIES_MET = "DUTIES_MET"  # 按期履职率


class Scope(msgspec.Struct, frozen=True):
    """Which days, and of which alliance."""

    first: date
    last: date
    alliance: UUID | None = None
    """None: of all alliances of the tenant."""

    def covers(self, day: str | None) -> bool:
        """Whether a day, as an entry spells it, is one of the scope's."""
        return day is not None and self.first.isoformat() <= day <= self.last.isoformat()

    def concerns(self, alliance: str) -> bool:
        """Whether it is about that alliance."""
        return self.alliance is None or str(self.alliance) == alliance


class Figure(msgspec.Struct, frozen=True):
    """统计数字: one value."""

    code: str
    """What is counted (`activities.held`), by the definition that it was counted by."""
    of: str
    """Of which part: an alliance's kind, an area, a theme, an organization's id; empty: of everything."""
    value: Decimal | None
    """Persons, times, enterprises, or a rate from 0 to 1; null where a rate has nothing to divide by."""


class Counted(msgspec.Struct, frozen=True):
    """What of one organization was counted by a measure."""

    numerator: int
    denominator: int | None
    """None: the measure is a number, not a rate."""
    positions: tuple[int, ...]
    """Ledger positions of what was counted, rising."""


def rate(numerator: int, denominator: int) -> Decimal | None:
    """Four decimals, half up; None where there is nothing to divide by."""
    if not denominator:
        return None
    return (Decimal(numerator) / Decimal(denominator)).quantize(RATE_PLACES, ROUND_HALF_UP)
