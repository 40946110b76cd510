"""Office days around a date."""

from datetime import date, timedelta

from concord.tickets.deadlines import add_working_days, is_working_day


def office_before(day: date, days: int) -> date:
    """The last working day at least so many calendar days before."""
    found = day - timedelta(days=days)
    while not is_working_day(found):
        found -= timedelta(days=1)
    return found


def office_after(day: date, days: int) -> date:
    """The first working day at least so many calendar days after."""
    return add_working_days(day + timedelta(days=days), 0)


def month_day(year: int, month: int, day: int) -> date:
    """The working day at or after a day of a month, counted on past December."""
    return office_after(date(year + (month - 1) // 12, (month - 1) % 12 + 1, day), 0)
