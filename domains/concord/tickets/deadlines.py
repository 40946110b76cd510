"""Working days (工作日) and what is late: pure arithmetic on days in the tenant's time zone.

A working day is Monday to Friday but for public holidays, and a day off in lieu that is worked
(国务院办公厅节假日安排: 放假与调休).
"""

from collections.abc import Set
from datetime import date, timedelta

NONE: frozenset[date] = frozenset()


def is_working_day(day: date, holidays: Set[date] = NONE, workdays: Set[date] = NONE) -> bool:
    """Whether people are at work: `workdays` (调休上班) wins over weekend and `holidays`."""
    return day in workdays or (day.weekday() < 5 and day not in holidays)


def add_working_days(start: date, days: int, holidays: Set[date] = NONE, workdays: Set[date] = NONE) -> date:
    """The working day by whose end `days` working days have passed since `start`.

    `start` itself does not count, so that a whole day is a whole day at whatever hour it began.
    With 0 days it is `start`, or the next working day if nobody is at work then.
    """
    day, left = start, days
    while left or not is_working_day(day, holidays, workdays):
        day += timedelta(days=1)
        if left and is_working_day(day, holidays, workdays):
            left -= 1
    return day


def is_late(due_on: date, recorded_on: date) -> bool:
    """Late begins with the day after the deadline; `recorded_on` is the ledger's day, not a clerk's claim."""
    return recorded_on > due_on
