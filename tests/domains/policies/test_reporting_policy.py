"""The end of a period for which the charter asks for a report drafts it, period after period."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from telling import Story

from concord.charters import Period, interval, label_of, shipped
from concord.policies.reporting import POLICY
from concord.reacting import Deadline, Trigger
from concord.reports.aggregate import report_id
from concord.reports.commands import DraftReport
from concord.reports.facts import ReportFacts

ALLIANCE = uuid4()
TENANT = UUID(int=1)


def adopted(charter: str, effective_on: date) -> Any:
    told = {"charter": shipped(charter), "effective_on": effective_on, "resolution": ""}
    return Story().tell("alliances.CharterAdopted", ALLIANCE, **told)


def drafted(period: str, starts_on: date, ends_on: date) -> Any:
    told = {"alliance": ALLIANCE, "period": period, "recipient": "上级", "due_on": ends_on}
    days = {"starts_on": starts_on, "ends_on": ends_on}
    return Story().tell("reports.ReportDrafted", uuid4(), **told, **days)


def due(entry: Any) -> list[Deadline]:
    return list(POLICY.deadlines[entry.type](entry))


@pytest.mark.parametrize(
    ("charter", "effective_on", "expected"),
    [
        ("jianghai", date(2021, 3, 15), [Deadline(date(2021, 3, 31), "2021-Q1")]),
        ("yangdu", date(2022, 7, 1), [Deadline(date(2022, 12, 31), "2022-H2")]),
        (
            "yili",
            date(2023, 1, 9),
            [Deadline(date(2023, 6, 30), "2023-H1"), Deadline(date(2023, 12, 31), "2023")],
        ),
        (
            "jiguan",
            date(2021, 5, 1),
            [
                Deadline(date(2022, 4, 30), "2022-PLAN"),
                Deadline(date(2021, 11, 30), "2021-CARRY_OUT"),
                Deadline(date(2021, 12, 31), "2021-SUM_UP"),
            ],
        ),
    ],
)
def test_a_charter_sets_the_end_of_the_first_period_of_each_report(
    charter: str, effective_on: date, expected: list[Deadline]
) -> None:
    assert due(adopted(charter, effective_on)) == expected


@pytest.mark.parametrize(
    ("period", "starts_on", "ends_on", "expected"),
    [
        ("2021-Q4", date(2021, 10, 1), date(2021, 12, 31), Deadline(date(2022, 3, 31), "2022-Q1")),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Deadline(date(2024, 3, 31), "2024-03")),
        ("2021-PLAN", date(2021, 4, 1), date(2021, 4, 30), Deadline(date(2022, 4, 30), "2022-PLAN")),
        ("2024-COLD", date(2024, 1, 1), date(2024, 2, 29), Deadline(date(2025, 2, 28), "2025-COLD")),
    ],
)
def test_a_draft_sets_the_end_of_the_next_period(
    period: str, starts_on: date, ends_on: date, expected: Deadline
) -> None:
    assert due(drafted(period, starts_on, ends_on)) == [expected]


def test_a_period_that_ends_drafts_its_report_unless_somebody_has() -> None:
    there = ReportFacts(ALLIANCE, date(2021, 4, 1), date(2021, 6, 30))
    wanted = [DraftReport(alliance=ALLIANCE, period="2021-Q2")]
    for entry in (
        adopted("jianghai", date(2021, 3, 15)),
        drafted("2021-Q1", date(2021, 1, 1), date(2021, 3, 31)),
    ):
        trigger = Trigger(tenant=TENANT, entry=entry, subject="2021-Q2", today=date(2021, 7, 1))
        assert POLICY.reads(trigger, {})["report"].stream == report_id(TENANT, ALLIANCE, "2021-Q2")
        assert list(POLICY.decide(trigger, {"report": None})) == wanted
        assert list(POLICY.decide(trigger, {"report": there})) == []


@pytest.mark.parametrize("period", [Period.MONTH, Period.QUARTER, Period.HALF_YEAR, Period.YEAR])
def test_a_day_lies_in_the_period_whose_label_it_has(period: Period) -> None:
    for month in range(1, 13):
        found = interval(label_of(period, date(2024, month, 17)))
        assert found is not None
        assert found[0] is period
        assert found[1] <= date(2024, month, 17) <= found[2]
