"""Arranging a year's holidays, and the notices that ship with the product."""

from datetime import date, timedelta
from typing import Any

import pytest

from concord.calendars.commands import ArrangeHolidays
from concord.calendars.errors import CalendarRefusal
from concord.calendars.events import CalendarOpened, HolidaysArranged
from concord.calendars.shipped import YEARS, arrangement, notice
from concord.charters import calendar_id

NEW_YEAR = date(2024, 1, 1)


def arranging(**changes: Any) -> ArrangeHolidays:
    values = {"year": 2024, "days_off": (NEW_YEAR,), "document": "放假通知"} | changes
    return ArrangeHolidays(**values)


def test_the_first_arrangement_opens_the_calendar_and_a_later_one_goes_into_it(decider: Any) -> None:
    decider.when(arranging()).then((CalendarOpened, {}), (HolidaysArranged, {"year": 2024}))
    later = arranging(year=2025, days_off=(date(2025, 1, 1),))
    decider.when(later).then((HolidaysArranged, {"year": 2025, "days_off": (date(2025, 1, 1),)}))
    assert decider.aggregate(calendar_id(decider.tenant)).facts().off == {NEW_YEAR, date(2025, 1, 1)}


def test_what_is_arranged_anew_stands_instead_of_what_was_said_before(decider: Any) -> None:
    decider.given(arranging(days_worked=(date(2024, 1, 6),)))
    decider.given(arranging(days_off=(NEW_YEAR + timedelta(days=1),)))
    facts = decider.aggregate(calendar_id(decider.tenant)).facts()
    assert (facts.off, facts.worked) == ({date(2024, 1, 2)}, frozenset())


def test_the_same_arrangement_again_changes_nothing(decider: Any) -> None:
    decider.given(arranging())
    decider.when(arranging()).then()


def test_days_are_kept_in_order_and_once(decider: Any) -> None:
    two = (date(2024, 1, 2), NEW_YEAR, date(2024, 1, 2))
    decider.when(arranging(days_off=two)).then(
        (CalendarOpened, {}), (HolidaysArranged, {"days_off": (NEW_YEAR, date(2024, 1, 2))})
    )


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"year": 24}, CalendarRefusal.YEAR_INVALID, "year"),
        ({"days_off": (date(2025, 1, 1),)}, CalendarRefusal.DAY_OUTSIDE_YEAR, "days_off"),
        ({"days_worked": (date(2023, 11, 26),)}, CalendarRefusal.DAY_OUTSIDE_YEAR, "days_worked"),
        ({"days_worked": (NEW_YEAR,)}, CalendarRefusal.OFF_AND_WORKED, "days_worked"),
        ({"days_worked": (date(2024, 1, 3),)}, CalendarRefusal.WORKED_ON_WEEKDAY, "days_worked"),
        (
            {"days_off": tuple(NEW_YEAR + timedelta(days=n) for n in range(61))},
            CalendarRefusal.TOO_MANY_DAYS,
            "days_off",
        ),
        ({"document": " "}, CalendarRefusal.DOCUMENT_REQUIRED, "document"),
        ({"document": "文" * 201}, CalendarRefusal.DOCUMENT_REQUIRED, "document"),
    ],
    ids=lambda one: getattr(one, "name", ""),
)
def test_what_no_notice_can_say_is_refused(
    decider: Any, changes: dict[str, Any], code: CalendarRefusal, field: str
) -> None:
    decider.when(arranging(**changes)).refused(code, field)


@pytest.mark.parametrize("year", YEARS)
def test_a_shipped_notice_is_one_that_can_be_arranged_and_names_its_number_or_day(
    decider: Any, year: int
) -> None:
    decider.given(arrangement(year))
    assert f"国务院办公厅关于{year}年部分节假日安排的通知（" in notice(year).document
    assert [one.name[:2] for one in notice(year).holidays][:2] == ["元旦", "春节"]


# 全国年节及纪念日放假办法: 11 days of a year until 2024, 13 from 2025 on. Whatever else is off on a weekday
# is worked on a weekend day instead; a holiday on a weekend is made up for as well.
@pytest.mark.parametrize(
    ("year", "days"), [(2021, 11), (2022, 11), (2023, 11), (2024, 11), (2025, 13), (2026, 13)]
)
def test_a_shipped_year_gives_as_many_days_as_the_law_says(year: int, days: int) -> None:
    taken = arrangement(year)
    assert sum(day.weekday() < 5 for day in taken.days_off) - len(taken.days_worked) == days


def test_a_year_without_a_shipped_notice_is_not_invented() -> None:
    with pytest.raises(KeyError):
        arrangement(2020)
