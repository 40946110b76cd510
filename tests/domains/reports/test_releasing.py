"""Figures for the tenant above: released once, after the report is accepted; taken in once."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from concord.charters import AdoptedCharter, shipped
from concord.figures import Figure
from concord.privacy import Narrative
from concord.reports.aggregate import Counting, report_id
from concord.reports.children import child_figures_id
from concord.reports.commands import (
    AcceptReport,
    DraftReport,
    ReceiveChildFigures,
    ReleaseFigures,
    ReturnReport,
    SubmitReport,
)
from concord.reports.errors import ReportRefusal
from concord.reports.events import ChildFiguresReceived, FiguresReleased

FOUNDED = date(2021, 4, 1)


@pytest.fixture
def report(decider: Any) -> Any:
    """The id of a drafted report, in October 2021."""
    alliance = uuid4()
    facts = {
        "approved_on": FOUNDED,
        "dissolved_on": None,
        "charters": [AdoptedCharter(FOUNDED, shipped("jianghai"))],
        "memberships": [],
        "name": "海工党建联盟",
        "kind": "REGIONAL",
    }
    decider.on(date(2021, 10, 8)).given_facts(alliance, facts)
    decider.given(DraftReport(alliance=alliance, period="2021-Q3"))
    return report_id(decider.tenant, alliance, "2021-Q3")


def by(decider: Any, actor: str) -> Any:
    decider.actor = actor
    return decider


def test_figures_are_released_once_and_after_the_report_was_accepted(decider: Any, report: Any) -> None:
    release = ReleaseFigures(report=report)
    decider.when(release).refused(ReportRefusal.NOT_ACCEPTED)
    by(decider, "a").given(SubmitReport(report=report))
    decider.when(release).refused(ReportRefusal.NOT_ACCEPTED)
    by(decider, "b").given(ReturnReport(report=report, remarks=Narrative("补充")))
    decider.when(release).refused(ReportRefusal.NOT_ACCEPTED)
    by(decider, "a").given(SubmitReport(report=report))
    by(decider, "b").given(AcceptReport(report=report))
    decided = decider.when(release).then(
        (
            FiguresReleased,
            {
                "alliance_name": "海工党建联盟",
                "kind": "REGIONAL",
                "period": "2021-Q3",
                "ends_on": date(2021, 9, 30),
                "submission": 2,
            },
        )
    )
    assert decided.events[0].figures
    decider.when(release).refused(ReportRefusal.ALREADY_RELEASED)


def test_what_is_of_a_single_department_stays_at_home() -> None:
    department = Figure("tickets.answered", str(uuid4()), Decimal(3))
    others = (Figure("tickets.answered", "", Decimal(5)), Figure("activities.held", "STUDY", Decimal(1)))
    assert Counting(2, 9, (department, *others)).common == others


def received(**changed: Any) -> dict[str, Any]:
    """What a town released at position 7, as it is carried."""
    released = dict.fromkeys(FiguresReleased.__annotations__, "") | {"figures": []}
    theirs = {
        "data": released,
        "occurred_on": "2021-10-08",
        "position": 7,
        "tenant": "town",
        "type": "reports.FiguresReleased",
        **changed,
    }
    return {"child": "town", "child_name": "某镇", "position": 7, "entry": theirs, "receipt": "r"}


def test_what_a_child_released_is_taken_in_once(decider: Any) -> None:
    receive = ReceiveChildFigures(**received())
    decider.when(receive).then((ChildFiguresReceived, received()))
    decider.when(receive).refused(ReportRefusal.ALREADY_RECEIVED)
    assert receive.stream(decider.tenant, uuid4()) == child_figures_id(decider.tenant, "town", 7)


@pytest.mark.parametrize(
    "changed",
    [
        {"type": "reports.ReportAccepted"},
        {"position": 8},
        {"tenant": "another"},
        {"data": {}},
        {"data": None},
    ],
    ids=str,
)
def test_what_is_no_release_of_the_child_is_not_taken_in(decider: Any, changed: dict[str, Any]) -> None:
    decider.when(ReceiveChildFigures(**received(**changed))).refused(ReportRefusal.NOT_RELEASED_FIGURES)
