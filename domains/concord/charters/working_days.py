"""工作日: which days count where a deadline is given in working days. Pure arithmetic on calendar days.

A working day is Monday to Friday but for a day off, and a weekend day that is worked in its place
(国务院办公厅关于部分节假日安排的通知: 放假与调休).
"""

from datetime import date, timedelta
from uuid import UUID

import msgspec

from concord.charters.identifiers import calendar_id
from concord.commanding import Facts, Read

DAY = timedelta(days=1)


class WorkingDays(msgspec.Struct, frozen=True):
    """The days of a tenant's calendar that are not as their weekday says; without any, Monday to Friday."""

    off: frozenset[date] = frozenset()
    """放假: days on which nobody works."""
    worked: frozenset[date] = frozenset()
    """调休上班: worked, whatever weekday or holiday they are."""

    def counts(self, day: date) -> bool:
        """Whether people are at work."""
        return day in self.worked or (day.weekday() < 5 and day not in self.off)

    def after(self, start: date, days: int) -> date:
        """The working day by whose end `days` working days have passed since `start`.

        `start` itself does not count, so that a whole day is a whole day at whatever hour it began.
        With 0 days it is `start`, or the next working day if nobody is at work then.
        """
        day, left = start, days
        while left or not self.counts(day):
            day += DAY
            if left and self.counts(day):
                left -= 1
        return day


def calendar_read(tenant: UUID) -> Read:
    """The fact named `calendar` of a command that counts working days."""
    return Read("calendars.WorkingCalendar", calendar_id(tenant), WorkingDays, optional=True)


def calendar_of(facts: Facts) -> WorkingDays:
    """The tenant's calendar among a command's facts; Monday to Friday where no year is arranged."""
    return facts["calendar"] or WorkingDays()
