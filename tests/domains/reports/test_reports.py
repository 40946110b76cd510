"""Draft, submit, return, accept: a report's figures are those of the ledger as it stood."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from telling import Story, said

from concord.charters import AdoptedCharter, Charter, Period, StandingRefusal, TextRefusal, shipped
from concord.commanding import CommandRefusal
from concord.figures import CURRENT, DEFINITIONS, Scope
from concord.privacy import Narrative
from concord.reports.aggregate import report_id
from concord.reports.commands import AcceptReport, DraftReport, ReturnReport, SubmitReport
from concord.reports.errors import ReportRefusal
from concord.reports.events import ReportAccepted, ReportDrafted, ReportReturned, ReportSubmitted

FOUNDED = date(2021, 4, 1)
REVIEWER = "reviewer"


class Scene:
    """One alliance since April 2021 under one of the shipped charters, on 8 October 2021."""

    def __init__(self, decider: Any) -> None:
        self.decider = decider.on(date(2021, 10, 8))
        self.alliance, self.member, self.departed = uuid4(), uuid4(), uuid4()
        self.settle(shipped("jianghai"))

    def settle(
        self, *charters: Charter, dissolved_on: date | None = None, amended: AdoptedCharter | None = None
    ) -> None:
        stays = [(self.member, None), (self.departed, date(2021, 5, 1))]
        adopted = [AdoptedCharter(FOUNDED, one) for one in charters] + ([amended] if amended else [])
        self.decider.given_facts(
            self.alliance,
            {
                "approved_on": FOUNDED,
                "dissolved_on": dissolved_on,
                "charters": adopted,
                "memberships": [
                    {"organization": one, "joined_on": FOUNDED, "left_on": left} for one, left in stays
                ],
            },
        )

    @property
    def report(self) -> UUID:
        return report_id(self.decider.tenant, self.alliance, "2021-Q3")

    def drafts(self, period: str = "2021-Q3") -> DraftReport:
        return DraftReport(alliance=self.alliance, period=period)

    def submits(self, **changes: Any) -> SubmitReport:
        return SubmitReport(report=self.report, **changes)

    def returns(self, remarks: str = "请补充安全互查情况") -> ReturnReport:
        return ReturnReport(report=self.report, remarks=Narrative(remarks))

    def accepts(self) -> AcceptReport:
        return AcceptReport(report=self.report)

    def by(self, actor: str) -> Any:
        self.decider.actor = actor
        return self.decider

    def held(self, story: Story, on: date) -> None:
        activity = uuid4()
        proposed = {
            "theme": "SAFETY",
            "form": "STUDY",
            "scale": "SMALL",
            "source": "ALLIANCE",
            "title": "互查",
        }
        story.tell("activities.ActivityProposed", activity, alliance=self.alliance, **proposed)
        logged = {"lead": None, "organizations": 0, "present": 0, "expected": 0, "evidence": ()}
        days = {"held_on": on, "judged_on": on}
        story.tell("activities.ActivityLogged", activity, summary=said("s"), **days, **logged)


@pytest.fixture
def scene(decider: Any) -> Scene:
    return Scene(decider)


def test_a_report_is_due_to_whom_and_when_the_charter_says(scene: Scene) -> None:
    scene.decider.when(scene.drafts()).then(
        (
            ReportDrafted,
            {
                "period": "2021-Q3",
                "starts_on": date(2021, 7, 1),
                "ends_on": date(2021, 9, 30),
                "recipient": "区镇党（工）委",
                "due_on": date(2021, 10, 15),
            },
        )
    )
    scene.decider.when(scene.drafts()).refused(ReportRefusal.ALREADY_DRAFTED, "period")


def test_a_report_is_asked_for_as_when_its_period_began_else_as_when_it_ended(scene: Scene) -> None:
    quarterly = shipped("jianghai")
    (rule,) = quarterly.reports
    amended = msgspec.structs.replace(
        quarterly,
        reports=(
            msgspec.structs.replace(rule, days=5, to="市委"),
            msgspec.structs.replace(rule, period=Period.MONTH),
        ),
    )
    scene.settle(quarterly, amended=AdoptedCharter(date(2021, 8, 15), amended))
    scene.decider.when(scene.drafts()).then(
        (ReportDrafted, {"recipient": rule.to, "due_on": date(2021, 10, 15)})
    )
    scene.decider.when(scene.drafts("2021-08")).then((ReportDrafted, {"due_on": date(2021, 9, 15)}))


def test_a_phase_of_the_year_is_reported_where_the_charter_says_so(scene: Scene) -> None:
    scene.settle(shipped("jiguan"))
    scene.decider.when(scene.drafts("2021-CARRY_OUT")).then(
        (ReportDrafted, {"starts_on": date(2021, 5, 1), "ends_on": date(2021, 11, 30)})
    )


def test_only_periods_of_the_charter_that_have_begun_are_reported(scene: Scene) -> None:
    for period, code in (
        ("2021-Q5", ReportRefusal.PERIOD_INVALID),
        ("2021-CARRY_OUT", ReportRefusal.PERIOD_INVALID),
        ("2021-H1", ReportRefusal.REPORT_NOT_IN_CHARTER),
        ("2022-Q1", ReportRefusal.PERIOD_NOT_BEGUN),
        ("2021-Q1", ReportRefusal.PERIOD_BEFORE_ALLIANCE),
    ):
        scene.decider.when(scene.drafts(period)).refused(code, "period")


def test_a_submission_has_the_figures_of_the_ledger_as_it_stands(scene: Scene) -> None:
    story = Story()
    scene.held(story, date(2021, 9, 30))
    scene.held(story, date(2021, 10, 1))
    scene.decider.given(scene.drafts()).given_ledger(story.entries)
    decided = scene.decider.when(scene.submits(summary=Narrative("三季度"))).then(
        (
            ReportSubmitted,
            {"submission": 1, "definition": CURRENT, "position": 4, "judged_on": date(2021, 10, 8)},
        )
    )
    submitted = decided.events[0]
    figures = {(one.code, one.of): one.value for one in submitted.figures}
    assert figures["activities.held", "SAFETY"] == Decimal(1)
    again = DEFINITIONS[submitted.definition].begin(
        Scope(date(2021, 7, 1), date(2021, 9, 30), scene.alliance)
    )
    for entry in story.entries[: submitted.position]:
        again.take(entry)
    assert again.figures() == submitted.figures


@pytest.mark.parametrize(
    ("today", "occurred_on", "judged_on", "on_time"),
    [
        (date(2021, 10, 15), None, date(2021, 10, 15), True),
        (date(2021, 10, 16), None, date(2021, 10, 16), False),
        (date(2021, 11, 14), date(2021, 10, 15), date(2021, 10, 15), True),
        (date(2021, 11, 15), date(2021, 10, 15), date(2021, 11, 15), False),
    ],
)
def test_late_is_judged_by_the_day_claimed_if_it_is_recorded_in_time(
    scene: Scene, today: date, occurred_on: date | None, judged_on: date, on_time: bool
) -> None:
    charter = msgspec.structs.replace(shipped("jianghai"), late_entry_days=30)
    scene.settle(charter)
    scene.decider.given(scene.drafts()).on(today, occurred_on=occurred_on)
    scene.decider.when(scene.submits()).then((ReportSubmitted, {"judged_on": judged_on, "on_time": on_time}))


def test_a_period_is_reported_when_it_is_over(scene: Scene) -> None:
    scene.decider.on(date(2021, 9, 30)).given(scene.drafts())
    scene.decider.when(scene.submits()).refused(ReportRefusal.PERIOD_NOT_OVER)
    scene.decider.on(date(2021, 10, 8), occurred_on=date(2021, 9, 30))
    scene.decider.when(scene.submits()).refused(ReportRefusal.PERIOD_NOT_OVER)


def test_what_is_returned_is_submitted_anew(scene: Scene) -> None:
    scene.decider.given(scene.drafts(), scene.submits())
    scene.by(REVIEWER).when(scene.returns()).then((ReportReturned, {"submission": 1}))
    scene.decider.when(scene.accepts()).refused(ReportRefusal.NOT_SUBMITTED)
    scene.by("somebody").when(scene.submits()).then((ReportSubmitted, {"submission": 2}))
    scene.by(REVIEWER).when(scene.accepts()).then((ReportAccepted, {"submission": 2}))


def test_what_is_accepted_no_longer_changes(scene: Scene) -> None:
    scene.decider.given(scene.drafts(), scene.submits())
    scene.by(REVIEWER).given(scene.accepts())
    for command in (scene.submits(), scene.returns(), scene.accepts()):
        scene.decider.when(command).refused(ReportRefusal.ALREADY_ACCEPTED)


def test_one_submission_at_a_time(scene: Scene) -> None:
    scene.decider.given(scene.drafts())
    scene.by(REVIEWER).when(scene.returns()).refused(ReportRefusal.NOT_SUBMITTED)
    scene.decider.given(scene.submits()).when(scene.submits()).refused(ReportRefusal.ALREADY_SUBMITTED)


def test_somebody_else_judges(scene: Scene) -> None:
    scene.decider.given(scene.drafts(), scene.submits())
    for command in (scene.returns(), scene.accepts()):
        scene.decider.when(command).refused(ReportRefusal.JUDGED_BY_AUTHOR)


def test_remarks_say_something(scene: Scene) -> None:
    scene.decider.given(scene.drafts(), scene.submits())
    scene.by(REVIEWER).when(scene.returns(" ")).refused(TextRefusal.TEXT_EMPTY, "remarks")
    scene.decider.when(scene.returns("长" * 5_001)).refused(TextRefusal.TEXT_TOO_LONG, "remarks")


def test_who_has_left_reports_nothing(scene: Scene) -> None:
    scene.decider.given(scene.drafts())
    scene.decider.speaking(scene.departed)
    for command in (scene.drafts(), scene.submits()):
        scene.decider.when(command).refused(StandingRefusal.MEMBER_HAS_LEFT)


def test_an_alliance_that_is_no_more_is_reported_on_up_to_its_last_day(scene: Scene) -> None:
    scene.settle(shipped("jianghai"), dissolved_on=date(2021, 8, 1))
    scene.decider.on(date(2021, 8, 2)).given(scene.drafts())
    scene.decider.when(scene.submits()).then((ReportSubmitted, {"on_time": True}))
    scene.by(REVIEWER).given(scene.returns())
    scene.decider.on(date(2021, 10, 8)).when(scene.drafts("2021-Q4")).refused(
        StandingRefusal.ALLIANCE_NOT_ACTIVE
    )
    scene.settle(shipped("jianghai"), dissolved_on=date(2021, 7, 1))
    scene.decider.when(scene.submits()).refused(StandingRefusal.ALLIANCE_NOT_ACTIVE)


def test_a_report_that_is_not_there_is_not_submitted(scene: Scene) -> None:
    scene.decider.when(SubmitReport(report=uuid4())).refused(CommandRefusal.NOT_FOUND, "report")
