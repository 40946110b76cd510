"""The year's plan: drafted, approved by a resolution about it, amended with a reason."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from concord.charters import Decision, MotionKind, ResolutionRefusal, StandingRefusal
from concord.meetings.commands import AddPlanItem, AmendPlan, ApprovePlan, DraftPlan, DropPlanItem, PlanItem
from concord.meetings.errors import PlanRefusal
from concord.meetings.events import PlanAmended, PlanApproved, PlanDrafted, PlanItemAdded, PlanItemDropped
from concord.meetings.plan import plan_id
from concord.privacy import Narrative

ITEM = PlanItem(title="安全互查", theme="SAFETY", due_on=date(2024, 9, 30))


@pytest.fixture
def plan(hall: Any) -> UUID:
    """A draft with one item."""
    draft = DraftPlan(alliance=hall.alliance, year=2024, title="2024年度工作计划", items=(ITEM,))
    hall.secretary(date(2024, 3, 1)).when(draft).then((PlanDrafted, {"year": 2024}), (PlanItemAdded, {}))
    return plan_id(hall.alliance, 2024)


def approve(hall: Any, plan: UUID) -> Any:
    resolution = hall.held().passed(MotionKind.ANNUAL_PLAN, plan)
    return hall.then(ApprovePlan(plan=plan, meeting=hall.meeting, resolution=resolution))


def item_of(hall: Any, plan: UUID) -> UUID:
    return hall.decider.aggregate(plan).items[0]


def test_there_is_one_plan_a_year(hall: Any, plan: UUID) -> None:
    again = DraftPlan(alliance=hall.alliance, year=2024, title="又一份")
    hall.then(again).refused(PlanRefusal.PLAN_EXISTS, "year")


def test_a_plan_is_for_this_year_or_the_next(hall: Any) -> None:
    past, far = (DraftPlan(alliance=hall.alliance, year=year, title="计划") for year in (2023, 2026))
    hall.secretary(date(2024, 3, 1)).when(past).refused(PlanRefusal.PLAN_YEAR_OVER, "year")
    hall.then(far).refused(PlanRefusal.PLAN_YEAR_TOO_FAR, "year")


def test_a_draft_changes_freely(hall: Any, plan: UUID, said: Narrative) -> None:
    hall.then(AddPlanItem(plan=plan, item=PlanItem(title="观摩"))).then((PlanItemAdded, {"title": "观摩"}))
    drop = DropPlanItem(plan=plan, item=item_of(hall, plan), reason=said)
    hall.then(drop).then((PlanItemDropped, {}))
    hall.then(drop).refused(PlanRefusal.NO_SUCH_ITEM, "item")


def test_items_follow_charter_and_year(hall: Any, plan: UUID) -> None:
    alien = AddPlanItem(plan=plan, item=PlanItem(title="足球", theme="FOOTBALL"))
    hall.then(alien).refused(PlanRefusal.THEME_NOT_IN_CHARTER, "theme")
    late = AddPlanItem(plan=plan, item=PlanItem(title="观摩", due_on=date(2025, 1, 1)))
    hall.then(late).refused(PlanRefusal.DUE_OUTSIDE_YEAR, "due_on")
    stranger = AddPlanItem(plan=plan, item=PlanItem(title="观摩", lead=uuid4()))
    hall.then(stranger).refused(StandingRefusal.NOT_A_MEMBER, "lead")


def test_a_resolution_about_it_approves_it(hall: Any, plan: UUID) -> None:
    approve(hall, plan).then((PlanApproved, {"approved_on": date(2024, 3, 15)}))


def test_another_resolution_does_not(hall: Any, plan: UUID) -> None:
    other = hall.held().passed(MotionKind.PROJECT, plan)
    decided = hall.then(ApprovePlan(plan=plan, meeting=hall.meeting, resolution=other))
    decided.refused(ResolutionRefusal.RESOLUTION_ABOUT_OTHER, "resolution")
    motion = hall.tabled(MotionKind.ANNUAL_PLAN, plan)
    undecided = ApprovePlan(plan=plan, meeting=hall.meeting, resolution=motion)
    hall.then(undecided).refused(ResolutionRefusal.RESOLUTION_NOT_PASSED, "resolution")


def test_an_empty_plan_is_not_approved(hall: Any, plan: UUID, said: Narrative) -> None:
    hall.then(DropPlanItem(plan=plan, item=item_of(hall, plan), reason=said)).then((PlanItemDropped, {}))
    approve(hall, plan).refused(PlanRefusal.PLAN_EMPTY)


def test_an_approved_plan_is_amended_with_a_reason(hall: Any, plan: UUID, said: Narrative) -> None:
    approve(hall, plan)
    add = AddPlanItem(plan=plan, item=PlanItem(title="观摩"))
    hall.then(add).refused(PlanRefusal.PLAN_APPROVED)
    old = item_of(hall, plan)
    amend = AmendPlan(plan=plan, reason=said, added=(PlanItem(title="观摩"),), dropped=(old,))
    hall.then(amend).then(
        (PlanAmended, {"amendment": 1}), (PlanItemDropped, {"item": old}), (PlanItemAdded, {"title": "观摩"})
    )
    hall.then(AmendPlan(plan=plan, reason=said)).refused(PlanRefusal.AMENDMENT_EMPTY)


def test_an_amendment_cites_only_a_resolution_about_the_plan(hall: Any, plan: UUID, said: Narrative) -> None:
    approve(hall, plan)

    def amend(decision: Decision) -> Any:
        added = (PlanItem(title="观摩"),)
        return hall.then(AmendPlan(plan=plan, reason=said, added=added, decision=decision))

    about = Decision(hall.meeting, hall.passed(MotionKind.ANNUAL_PLAN, plan))
    for other, code in (
        (Decision(hall.meeting, uuid4()), ResolutionRefusal.RESOLUTION_NOT_PASSED),
        (Decision(uuid4(), about.resolution), ResolutionRefusal.RESOLUTION_NOT_PASSED),
        (
            Decision(hall.meeting, hall.passed(MotionKind.PROJECT, plan)),
            ResolutionRefusal.RESOLUTION_ABOUT_OTHER,
        ),
    ):
        amend(other).refused(code, "decision")
    cited = {"meeting": about.meeting, "resolution": about.resolution}
    amend(about).then((PlanAmended, cited), (PlanItemAdded, {}))


def test_a_plan_takes_two_hundred_items(hall: Any) -> None:
    items = tuple(PlanItem(title=f"事项 {n}") for n in range(201))
    long = DraftPlan(alliance=hall.alliance, year=2024, title="计划", items=items)
    hall.secretary(date(2024, 3, 1)).when(long).refused(PlanRefusal.TOO_MANY_PLAN_ITEMS)


def test_a_draft_is_not_amended(hall: Any, plan: UUID, said: Narrative) -> None:
    amend = AmendPlan(plan=plan, reason=said, added=(PlanItem(title="观摩"),))
    hall.then(amend).refused(PlanRefusal.PLAN_NOT_APPROVED)
