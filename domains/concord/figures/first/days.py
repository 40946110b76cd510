"""Days as entries spell them."""

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from concord.commanding.commander import ZONE

if TYPE_CHECKING:
    from concord.eventstore.entry import Entry


def recorded_on(entry: "Entry") -> str:
    """The ledger's day: `recorded_at` as a date in the tenant's time zone."""
    return _day(entry.members["recorded_at"][:13])


@lru_cache(maxsize=10_000)
def _day(hour: str) -> str:
    return datetime.fromisoformat(f"{hour}:00:00+00:00").astimezone(ZONE).date().isoformat()
