"""Arithmetic of a charter's periods in calendar dates."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from concord.charters.vocabulary import Period

MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF_YEAR: 6, Period.YEAR: 12}
"""Length of the periods that have one; PER_ACTIVITY and PHASE have none."""


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day (31 → 30)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day(starts_on: date, period: Period) -> date:
    """The last day of a period that begins on a day: a quarter from 1 January ends on 31 March.

    Raises `KeyError` for a period without a length.
    """
    return months_later(starts_on, MONTHS[period]) - timedelta(days=1)


def spans(period: Period, since: date, until: date) -> Iterator[tuple[date, date]]:
    """The calendar's months, quarters, half-years or years (first day, last day) that have a day from
    `since` to `until`, in order. Raises `KeyError` for a period without a length.
    """
    months = MONTHS[period]
    starts_on = date(since.year, (since.month - 1) // months * months + 1, 1)
    while starts_on <= until:
        ends_on = last_day(starts_on, period)
        yield starts_on, ends_on
        starts_on = ends_on + timedelta(days=1)
