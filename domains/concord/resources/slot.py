"""When something is lent: a half-open interval of local time, and what of it cannot be."""

import re
from datetime import date

import msgspec

from concord.commanding import Refusal
from concord.resources.errors import ResourceRefusal

MOST_DAYS = 31
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


class Slot(msgspec.Struct, frozen=True):
    """时段: from its beginning up to, and without, its end, in the tenant's time zone."""

    starts_on: date
    starts_at: str
    """HH:MM."""
    ends_on: date
    ends_at: str
    """HH:MM."""

    @property
    def begins(self) -> tuple[date, str]:
        """The first moment."""
        return self.starts_on, self.starts_at

    @property
    def ends(self) -> tuple[date, str]:
        """The first moment after it."""
        return self.ends_on, self.ends_at

    def overlaps(self, other: "Slot") -> bool:
        """Whether there is a moment that lies in both; one may begin when the other ends."""
        return self.begins < other.ends and other.begins < self.ends

    def check(self) -> None:
        """Refuses what is no time of day, ends before it begins, or lasts too long."""
        for field in ("starts_at", "ends_at"):
            if not _TIME.fullmatch(getattr(self, field)):
                raise Refusal(ResourceRefusal.TIME_INVALID, field)
        if self.ends <= self.begins:
            raise Refusal(ResourceRefusal.SLOT_EMPTY, "ends_at")
        if (self.ends_on - self.starts_on).days > MOST_DAYS:
            raise Refusal(ResourceRefusal.SLOT_TOO_LONG, "ends_on", most=MOST_DAYS)

    def require_ahead(self, today: date) -> None:
        """Refuses a slot that has begun on an earlier day."""
        if self.starts_on < today:
            raise Refusal(ResourceRefusal.SLOT_PAST, "starts_on", starts_on=self.starts_on, today=today)
