"""A key project: selected only by a passed resolution within the year's quota, then delivered."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.charters import MotionKind, ResolutionRefusal, StandingRefusal, TextRefusal
from concord.privacy import Narrative
from concord.projects.commands import ClaimProject, CompleteProject, DropProject, ReachMilestone
from concord.projects.errors import ProjectRefusal
from concord.projects.events import (
    MilestoneReached,
    ProjectClaimed,
    ProjectCompleted,
    ProjectDropped,
    ProjectPlaceFreed,
    ProjectPlaceTaken,
    ProjectProposed,
    ProjectSelected,
    ProjectYearOpened,
)

SAID = Narrative("情况说明")


def test_a_member_proposes(works: Any) -> None:
    works.decider.speaking(works.members[1])
    works.decider.when(works.propose()).then((ProjectProposed, {"proposer": works.members[1], "year": 2024}))


def test_only_members_propose_and_each_for_itself(works: Any) -> None:
    stranger = works.propose(proposer=uuid4())
    works.decider.when(stranger).refused(StandingRefusal.NOT_A_MEMBER, "proposer")
    works.decider.speaking(works.members[0])
    other = works.propose(proposer=works.members[1])
    works.decider.when(other).refused(StandingRefusal.NOT_YOUR_ORGANIZATION, "proposer")


def test_who_has_left_proposes_nothing(works: Any) -> None:
    works.settle(left={works.members[2]: date(2024, 2, 1)}).decider.speaking(works.members[2])
    works.decider.when(works.propose()).refused(StandingRefusal.MEMBER_HAS_LEFT)


@pytest.mark.parametrize("year", [2023, 2026])
def test_a_project_is_for_this_year_or_the_next(works: Any, year: int) -> None:
    decided = works.decider.when(works.propose(year=year))
    decided.refused(ProjectRefusal.PROJECT_YEAR_NOT_PLAUSIBLE, "year")


def test_a_title_of_a_megabyte_is_refused(works: Any) -> None:
    works.decider.when(works.propose(title="项" * 400_000)).refused(TextRefusal.TEXT_TOO_LONG, "title")


def test_a_passed_resolution_selects_it(works: Any) -> None:
    project = works.proposed()
    works.resolved(project).decider.when(works.select(project)).then(
        (ProjectSelected, {"selected_on": date(2024, 3, 15)}),
        (ProjectYearOpened, {"year": 2024}),
        (ProjectPlaceTaken, {"project": project, "taken": 1}),
    )


def test_without_one_nothing_selects_it(works: Any) -> None:
    project = works.proposed()
    works.resolved().decider.when(works.select(project)).refused(
        ResolutionRefusal.RESOLUTION_NOT_PASSED, "resolution"
    )
    works.resolved(project, kind=MotionKind.GENERAL).decider.when(works.select(project)).refused(
        ResolutionRefusal.RESOLUTION_ABOUT_OTHER, "resolution"
    )


def test_a_resolution_of_another_year_does_not(works: Any) -> None:
    project = works.proposed(year=2025)
    early = works.resolved(project, on=date(2023, 12, 30)).decider.when(works.select(project))
    early.refused(ProjectRefusal.RESOLUTION_OF_ANOTHER_YEAR, "resolution")


def test_the_year_s_quota_holds(works: Any) -> None:
    """江海红湾: 每年领办实施1-2个."""
    first, second, third = (works.proposed() for _ in range(3))
    works.resolved(first, second, third).decider.given(works.select(first), works.select(second))
    works.decider.when(works.select(third)).refused(ProjectRefusal.QUOTA_FULL)
    next_year = works.proposed(year=2025)
    works.resolved(next_year).decider.when(works.select(next_year)).then(
        (ProjectSelected, {}), (ProjectYearOpened, {"year": 2025}), (ProjectPlaceTaken, {"taken": 1})
    )


def test_a_project_that_is_dropped_frees_its_place(works: Any) -> None:
    first, second, third = (works.proposed() for _ in range(3))
    works.resolved(first, second, third).decider.given(works.select(first), works.select(second))
    works.decider.when(DropProject(project=first, reason=SAID)).then(
        (ProjectDropped, {}), (ProjectPlaceFreed, {"project": first, "taken": 1})
    )
    works.decider.when(works.select(third)).then((ProjectSelected, {}), (ProjectPlaceTaken, {"taken": 2}))


def test_a_project_that_was_not_selected_frees_nothing(works: Any) -> None:
    project = works.proposed()
    works.decider.when(DropProject(project=project, reason=SAID)).then((ProjectDropped, {}))


def test_it_is_selected_once(works: Any) -> None:
    project = works.selected()
    works.decider.when(works.select(project)).refused(ProjectRefusal.WRONG_PROJECT_STATUS)


def test_members_claim_a_selected_project(works: Any) -> None:
    early = ClaimProject(project=works.proposed(), organization=works.members[0])
    works.decider.when(early).refused(ProjectRefusal.WRONG_PROJECT_STATUS)
    project = works.selected()
    claim = ClaimProject(project=project, organization=works.members[0], due_on=date(2024, 11, 30))
    works.decider.when(claim).then((ProjectClaimed, {"organization": works.members[0]}))
    works.decider.when(claim).refused(ProjectRefusal.CLAIMED_TWICE, "organization")
    second = ClaimProject(project=project, organization=works.members[1])
    works.decider.when(second).then((ProjectClaimed, {}))
    late = ClaimProject(project=project, organization=works.members[2], due_on=date(2024, 1, 1))
    works.decider.when(late).refused(ProjectRefusal.DUE_IN_PAST, "due_on")


def test_it_is_delivered_by_milestones(works: Any) -> None:
    project = works.claimed()
    works.decider.when(ReachMilestone(project=project, milestone="步道贯通")).then((MilestoneReached, {}))
    works.decider.when(CompleteProject(project=project, result=SAID)).then((ProjectCompleted, {}))
    works.decider.when(DropProject(project=project, reason=SAID)).refused(ProjectRefusal.WRONG_PROJECT_STATUS)


def test_who_has_not_claimed_it_reports_nothing(works: Any) -> None:
    project = works.claimed()
    works.decider.speaking(works.members[2])
    works.decider.when(ReachMilestone(project=project, milestone="步道贯通")).refused(
        ProjectRefusal.NOT_THE_CLAIMANT
    )
    works.decider.when(CompleteProject(project=project, result=SAID)).refused(ProjectRefusal.NOT_THE_CLAIMANT)


def test_a_project_takes_a_hundred_milestones(works: Any) -> None:
    project = works.claimed()
    works.decider.given(*[ReachMilestone(project=project, milestone=f"节点 {n}") for n in range(100)])
    more = ReachMilestone(project=project, milestone="又一个")
    works.decider.when(more).refused(ProjectRefusal.TOO_MANY_MILESTONES)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.sampled_from(["propose", "select", "drop"]), st.integers(0, 5)), max_size=30)
)
def test_no_history_breaks_the_quota(new_works: Any, steps: list[tuple[str, int]]) -> None:
    works = new_works()
    projects = [works.proposed()]
    for verb, number in steps:
        project = projects[number % len(projects)]
        if verb == "propose":
            projects.append(works.proposed())
        elif verb == "select":
            works.resolved(*projects).decider.when(works.select(project))
        else:
            works.decider.when(DropProject(project=project, reason=SAID))
        standing = [works.decider.aggregate(one).status for one in projects]
        assert standing.count("SELECTED") <= 2
