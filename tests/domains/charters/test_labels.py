"""Periods by their labels."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.charters import Period, interval, shipped


@given(st.integers(2000, 2099))
def test_the_periods_of_a_year_follow_each_other_without_gap(year: int) -> None:
    for labels in (
        [f"{year}-H{n}" for n in (1, 2)],
        [f"{year}-Q{n}" for n in (1, 2, 3, 4)],
        [f"{year}-{n:02}" for n in range(1, 13)],
    ):
        found = [interval(label) for label in labels]
        days = [one[1:] for one in found if one is not None]
        assert len(days) == len(labels)
        assert all(other[0] - one[1] == timedelta(1) for one, other in pairwise(days))
        assert (Period.YEAR, days[0][0], days[-1][1]) == interval(str(year))


def test_a_phase_is_named_by_the_charter_that_has_it() -> None:
    phases = shipped("jiguan").phases
    assert interval("2021-CARRY_OUT", phases) == (Period.PHASE, date(2021, 5, 1), date(2021, 11, 30))
    assert interval("2021-SUM_UP", phases) == (Period.PHASE, date(2021, 12, 1), date(2021, 12, 31))
    assert interval("2021-CARRY_OUT") is None


@pytest.mark.parametrize("label", ["", "24", "2024-Q5", "2024-13", "2024-H", "2024-1", "二〇二四", "2024\n"])
def test_what_is_no_period(label: str) -> None:
    assert interval(label) is None
