"""Periods of assessment by their labels."""

import re
from calendar import monthrange
from datetime import date

_PERIOD = re.compile(r"(20\d\d)(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?", re.ASCII)


def interval(period: str) -> tuple[date, date] | None:
    """First and last day of `2024`, `2024-H1`, `2024-Q2` or `2024-04`; None for what is no period."""
    found = _PERIOD.fullmatch(period)
    if found is None:
        return None
    year, half, quarter, month = found.groups()
    first, months = 1, 12
    if half:
        first, months = 6 * int(half) - 5, 6
    elif quarter:
        first, months = 3 * int(quarter) - 2, 3
    elif month:
        first, months = int(month), 1
    last = first + months - 1
    return date(int(year), first, 1), date(int(year), last, monthrange(int(year), last)[1])
