"""Days are those of China's one legal time: deadlines, reports and turns are reckoned by no other."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from concord.eventstore.entry import Entry

TIME_ZONE = "Asia/Shanghai"
ZONE = ZoneInfo(TIME_ZONE)


def day_of(moment: datetime) -> date:
    """The day of a moment."""
    return moment.astimezone(ZONE).date()


def recorded_on(entry: Entry) -> str:
    """The ledger's day, by which deadlines are judged: that of `recorded_at`, as entries spell days."""
    hour: str = entry.members["recorded_at"][:13]
    return _day(hour)


@lru_cache(maxsize=10_000)
def _day(hour: str) -> str:
    return day_of(datetime.fromisoformat(f"{hour}:00:00+00:00")).isoformat()
