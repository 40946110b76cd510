"""Periods of assessment by their labels."""

import re
from datetime import date

from concord.charters import Period, last_day

_PERIOD = re.compile(r"(20\d\d)(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?", re.ASCII)


def interval(period: str) -> tuple[date, date] | None:
    """First and last day of `2024`, `2024-H1`, `2024-Q2` or `2024-04`; None for what is no period."""
    found = _PERIOD.fullmatch(period)
    if found is None:
        return None
    year, half, quarter, month = (int(group or 0) for group in found.groups())
    length, first = Period.YEAR, 1
    if half:
        length, first = Period.HALF_YEAR, 6 * half - 5
    elif quarter:
        length, first = Period.QUARTER, 3 * quarter - 2
    elif month:
        length, first = Period.MONTH, month
    starts_on = date(year, first, 1)
    return starts_on, last_day(starts_on, length)
