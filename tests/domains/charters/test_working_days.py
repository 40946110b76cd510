"""Working days: weekends, public holidays and days worked in lieu."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from concord.charters import WorkingDays

WEEK = WorkingDays()
days = st.dates(date(2021, 1, 1), date(2026, 12, 31))
some_days = st.frozensets(st.dates(date(2023, 9, 1), date(2023, 10, 31)), max_size=12)
autumn = st.dates(date(2023, 9, 1), date(2023, 10, 31))

# 国务院办公厅关于 2023 年部分节假日安排的通知: 中秋节、国庆节 9月29日至10月6日放假, 10月7日、8日上班
HOLIDAYS = frozenset(date(2023, 9, 29) + timedelta(days=n) for n in range(8))
WORKDAYS = frozenset({date(2023, 10, 7), date(2023, 10, 8)})


def test_a_weekend_does_not_count() -> None:
    assert WEEK.after(date(2024, 3, 1), 1) == date(2024, 3, 4)


def test_five_working_days_are_a_week() -> None:
    assert WEEK.after(date(2024, 3, 6), 5) == date(2024, 3, 13)


def test_a_public_holiday_does_not_count_and_a_weekend_worked_in_lieu_does() -> None:
    autumn_of_2023 = WorkingDays(HOLIDAYS, WORKDAYS)
    assert autumn_of_2023.after(date(2023, 9, 28), 1) == date(2023, 10, 7)
    assert autumn_of_2023.after(date(2023, 9, 28), 3) == date(2023, 10, 9)


def test_no_days_mean_the_same_day_or_the_next_one_on_which_people_work() -> None:
    assert WEEK.after(date(2024, 3, 1), 0) == date(2024, 3, 1)
    assert WEEK.after(date(2024, 3, 2), 0) == date(2024, 3, 4)


@given(autumn, st.integers(1, 40), some_days, some_days)
def test_exactly_so_many_working_days_lie_after_the_start_up_to_the_deadline(
    start: date, count: int, holidays: frozenset[date], workdays: frozenset[date]
) -> None:
    end = WorkingDays(holidays, workdays).after(start, count)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(WorkingDays(holidays, workdays).counts(day) for day in between) == count
    assert WorkingDays(holidays, workdays).counts(end)


@given(days, st.integers(1, 60), st.integers(0, 60))
def test_adding_in_two_steps_is_adding_at_once(start: date, first: int, second: int) -> None:
    assert WEEK.after(WEEK.after(start, first), second) == WEEK.after(start, first + second)


@given(days, days, st.integers(0, 60))
def test_who_starts_later_is_not_due_earlier(one: date, other: date, count: int) -> None:
    earlier, later = sorted((one, other))
    assert WEEK.after(earlier, count) <= WEEK.after(later, count)
