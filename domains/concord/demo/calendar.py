"""Office days around a date, by the State Council's arrangements."""

from datetime import date, timedelta

from concord.calendars.shipped import YEARS, arrangement
from concord.charters import WorkingDays
from concord.demo.diary import Diary
from concord.identity import Role

_NOTICES = [arrangement(year) for year in YEARS]
CALENDAR = WorkingDays(
    off=frozenset(day for one in _NOTICES for day in one.days_off),
    worked=frozenset(day for one in _NOTICES for day in one.days_worked),
)


def arrange(diary: Diary, day: date, year: int) -> None:
    """Takes a year's notice into the tenant's calendar, on a day on which it was known."""
    diary.write(f"holidays {year}", day, arrangement(year), role=Role.ADMINISTRATOR)


def office_before(day: date, days: int) -> date:
    """The last working day at least so many calendar days before."""
    found = day - timedelta(days=days)
    while not CALENDAR.counts(found):
        found -= timedelta(days=1)
    return found


def office_after(day: date, days: int) -> date:
    """The first working day at least so many calendar days after."""
    return CALENDAR.after(day + timedelta(days=days), 0)


def month_day(year: int, month: int, day: int) -> date:
    """The working day at or after a day of a month, counted on past December."""
    return office_after(date(year + (month - 1) // 12, (month - 1) % 12 + 1, day), 0)
