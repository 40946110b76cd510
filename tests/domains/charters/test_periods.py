"""Periods in calendar dates, and which charter is in force on a day."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.charters import MONTHS, AdoptedCharter, Period, in_force, last_day, shipped

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("starts_on", "period", "ends_on"),
    [
        (date(2024, 1, 1), Period.QUARTER, date(2024, 3, 31)),
        (date(2024, 1, 1), Period.YEAR, date(2024, 12, 31)),
        (date(2024, 2, 29), Period.YEAR, date(2025, 2, 27)),
        (date(2023, 10, 31), Period.MONTH, date(2023, 11, 29)),
        (date(2023, 7, 15), Period.HALF_YEAR, date(2024, 1, 14)),
    ],
)
def test_a_period_ends_the_day_before_the_next_one(starts_on: date, period: Period, ends_on: date) -> None:
    assert last_day(starts_on, period) == ends_on


@given(DAYS, st.sampled_from(sorted(MONTHS)))
def test_a_period_is_as_long_as_its_months(starts_on: date, period: Period) -> None:
    after = last_day(starts_on, period) + timedelta(days=1)
    months = (after.year - starts_on.year) * 12 + after.month - starts_on.month
    assert months == MONTHS[period]


@given(st.lists(DAYS, max_size=8), DAYS)
def test_the_charter_in_force_is_the_last_adopted_of_the_latest_effective(days: list[date], on: date) -> None:
    base = shipped("yili")
    adopted = [
        AdoptedCharter(day, msgspec.structs.replace(base, title=str(number)))
        for number, day in enumerate(days)
    ]
    ruling = in_force(adopted, on)
    by_then = [(day, number) for number, day in enumerate(days) if day <= on]
    assert (ruling.title if ruling else None) == (str(max(by_then)[1]) if by_then else None)
