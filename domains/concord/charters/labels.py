"""Periods by their labels: `2024`, `2024-H1`, `2024-Q2`, `2024-04`, or a phase of the year."""

import re
from collections.abc import Iterable
from datetime import date

from concord.charters.charter import Phase
from concord.charters.periods import MONTHS, last_day, months_later
from concord.charters.vocabulary import Period

_CALENDAR = re.compile(r"(20\d\d)(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?", re.ASCII)
_PHASE = re.compile(r"(20\d\d)-([A-Za-z][A-Za-z0-9_-]{0,31})", re.ASCII)

Interval = tuple[Period, date, date]
"""What kind of period, its first and its last day."""


def interval(label: str, phases: Iterable[Phase] = ()) -> Interval | None:
    """The period of a label, a phase's by its code (`2021-CARRY_OUT`); None for what is no period."""
    if found := _CALENDAR.fullmatch(label):
        year, half, quarter, month = (int(group or 0) for group in found.groups())
        period, first = Period.YEAR, 1
        if half:
            period, first = Period.HALF_YEAR, 6 * half - 5
        elif quarter:
            period, first = Period.QUARTER, 3 * quarter - 2
        elif month:
            period, first = Period.MONTH, month
        starts_on = date(year, first, 1)
        return period, starts_on, last_day(starts_on, period)
    if found := _PHASE.fullmatch(label):
        for phase in phases:
            if phase.code == found[2]:
                starts_on = date(int(found[1]), phase.first_month, 1)
                after = months_later(starts_on, phase.last_month - phase.first_month + 1)
                return Period.PHASE, starts_on, date.fromordinal(after.toordinal() - 1)
    return None


def label_of(period: Period, day: date) -> str:
    """The label of the calendar's month, quarter, half-year or year in which a day lies.

    Raises `KeyError` for a period without a length.
    """
    number = (day.month - 1) // MONTHS[period] + 1
    forms = {
        Period.YEAR: "",
        Period.HALF_YEAR: f"-H{number}",
        Period.QUARTER: f"-Q{number}",
        Period.MONTH: f"-{number:02}",
    }
    return f"{day.year}{forms[period]}"
