"""三张清单、双向认领: a need is listed, claimed as a task, released, completed, confirmed, withdrawn."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.charters import NeedRules, StandingRefusal, TextRefusal, WorkingDays
from concord.commanding import CommandRefusal
from concord.privacy import Narrative, Personal
from concord.tickets.commands import (
    ClaimTask,
    CompleteTask,
    ConfirmTask,
    ListNeed,
    ReleaseTask,
    TakeUpResource,
    WithdrawNeed,
)
from concord.tickets.errors import TaskRefusal
from concord.tickets.events import (
    ClaimSide,
    NeedListed,
    NeedWithdrawn,
    Satisfaction,
    TaskClaimed,
    TaskCompleted,
    TaskConfirmed,
    TaskReleased,
    TaskStatus,
)

FRIDAY = date(2024, 3, 1)
TEXT = Narrative("需要检测设备")
RULES = NeedRules(claim_days=5, complete_days=20)


class Scene:
    """One need of a member, and who may claim it."""

    def __init__(self, settled: Any, charter: Any) -> None:
        self.settled = settled
        self.decider, self.alliance = settled.decider, settled.alliance
        self.needer, self.helper = settled.raiser, settled.department
        self.rules = msgspec.structs.replace(charter(), needs=RULES)
        settled.settle(rules=self.rules)

    def need(self, **changes: Any) -> ListNeed:
        given = {"alliance": self.alliance, "organization": self.needer, "title": "检测设备"}
        return ListNeed(**{**given, "description": TEXT, **changes})

    def listed(self) -> "Scene":
        decided = self.by(self.needer).when(self.need())
        assert decided.refusal is None, repr(decided.refusal)
        self.task: UUID = decided.events[0].originator_id
        return self

    def claimed(self) -> "Scene":
        self.listed().by(self.helper, "handler").given(ClaimTask(task=self.task, claimant=self.helper))
        return self

    def completed(self) -> "Scene":
        self.claimed().decider.given(CompleteTask(task=self.task, result=TEXT))
        self.by(self.needer)
        return self

    def by(self, organization: UUID | None, role: str = "officer") -> Any:
        return self.decider.speaking(organization, role)

    def state(self) -> Any:
        return self.decider.aggregate(self.task)


@pytest.fixture
def needs(scene: Any, charter_of: Any) -> Scene:
    """On Friday 2024-03-01."""
    return Scene(scene, charter_of)


@pytest.fixture
def fresh_needs(fresh_scene: Any, charter_of: Any) -> Any:
    """Makes a scene of its own for each example of a property."""
    return lambda: Scene(fresh_scene(), charter_of)


def test_a_need_is_listed_and_waits_for_the_charter_s_days(needs: Scene) -> None:
    needs.by(needs.needer).when(needs.need(category="资源对接")).then(
        (NeedListed, {"organization": needs.needer, "title": "检测设备", "next_due_on": date(2024, 3, 8)})
    )


def test_a_department_claims_it_and_completes_it_in_the_charter_s_time(needs: Scene) -> None:
    needs.listed().by(needs.helper, "handler")
    needs.decider.when(ClaimTask(task=needs.task, claimant=needs.helper)).then(
        (
            TaskClaimed,
            {
                "claimant": needs.helper,
                "side": ClaimSide.PROVIDER,
                "due_on": date(2024, 3, 8),
                "next_due_on": date(2024, 3, 29),
            },
        )
    )
    needs.decider.when(CompleteTask(task=needs.task, result=TEXT)).then(
        (TaskCompleted, {"claimant": needs.helper, "due_on": date(2024, 3, 29)})
    )
    needs.by(needs.needer).when(ConfirmTask(task=needs.task, satisfaction=Satisfaction.SATISFIED)).then(
        (TaskConfirmed, {"claimant": needs.helper, "satisfaction": Satisfaction.SATISFIED})
    )


@pytest.mark.parametrize("until", [date(2024, 2, 29), date(2024, 3, 30)])
def test_a_promise_lies_between_today_and_the_charter_s_day(needs: Scene, until: date) -> None:
    needs.listed().by(needs.helper, "handler")
    command = ClaimTask(task=needs.task, claimant=needs.helper, until=until)
    needs.decider.when(command).refused(TaskRefusal.PROMISE_OUT_OF_RANGE, "until")


def test_a_promise_is_the_deadline(needs: Scene) -> None:
    needs.listed().by(needs.helper, "handler")
    command = ClaimTask(task=needs.task, claimant=needs.helper, until=date(2024, 3, 4))
    needs.decider.when(command).then((TaskClaimed, {"next_due_on": date(2024, 3, 4)}))


def test_nobody_claims_the_need_of_its_own(needs: Scene) -> None:
    needs.decider.given_facts(needs.needer, {"deregistered": False})
    needs.listed().decider.when(ClaimTask(task=needs.task, claimant=needs.needer)).refused(
        TaskRefusal.CLAIMANT_IS_NEEDER, "claimant"
    )


def test_a_task_is_claimed_once(needs: Scene) -> None:
    needs.claimed().decider.when(ClaimTask(task=needs.task, claimant=needs.helper)).refused(
        TaskRefusal.WRONG_TASK_STATUS
    )


def test_an_officer_claims_for_its_own_organization(needs: Scene) -> None:
    needs.listed().by(needs.needer).when(ClaimTask(task=needs.task, claimant=needs.helper)).refused(
        StandingRefusal.NOT_YOUR_ORGANIZATION, "claimant"
    )


def test_who_is_deregistered_claims_nothing(needs: Scene) -> None:
    needs.listed().by(None, "secretary")
    needs.settled.deregister()
    needs.decider.when(ClaimTask(task=needs.task, claimant=needs.helper)).refused(
        StandingRefusal.ORGANIZATION_DEREGISTERED, "claimant"
    )


def test_who_has_left_neither_lists_nor_claims(needs: Scene) -> None:
    left = needs.settled.departed
    needs.by(left).when(needs.need(organization=left)).refused(StandingRefusal.MEMBER_HAS_LEFT)
    needs.listed().by(None, "secretary")
    needs.decider.given_facts(left, {"deregistered": False})
    needs.decider.when(ClaimTask(task=needs.task, claimant=left)).refused(
        StandingRefusal.MEMBER_HAS_LEFT, "claimant"
    )


def test_only_a_member_lists_a_need_and_only_its_own(needs: Scene) -> None:
    stranger = uuid4()
    needs.by(stranger).when(needs.need(organization=stranger)).refused(
        StandingRefusal.NOT_A_MEMBER, "organization"
    )
    needs.by(stranger).when(needs.need()).refused(StandingRefusal.NOT_YOUR_ORGANIZATION, "organization")


def test_a_charter_without_the_lists_has_no_needs(needs: Scene, charter_of: Any) -> None:
    needs.settled.settle(rules=charter_of())
    needs.by(needs.needer).when(needs.need()).refused(TaskRefusal.NEEDS_NOT_IN_CHARTER)


def test_before_the_first_charter_there_are_no_rules(needs: Scene) -> None:
    facts = {"approved_on": FRIDAY, "dissolved_on": None, "charters": ()}
    stay = {"organization": needs.needer, "joined_on": FRIDAY, "left_on": None}
    needs.decider.given_facts(needs.alliance, {**facts, "memberships": [stay]})
    needs.by(needs.needer).when(needs.need()).refused(StandingRefusal.NO_CHARTER)


def test_in_a_dissolved_alliance_a_need_can_only_be_withdrawn(needs: Scene) -> None:
    needs.claimed().settled.settle(dissolved_on=FRIDAY, rules=needs.rules)
    needs.decider.when(CompleteTask(task=needs.task, result=TEXT)).refused(
        StandingRefusal.ALLIANCE_NOT_ACTIVE
    )
    needs.by(needs.needer).when(WithdrawNeed(task=needs.task)).then((NeedWithdrawn, {}))


def test_a_claimant_gives_it_back_and_another_claims_it(needs: Scene) -> None:
    needs.claimed().decider.when(ReleaseTask(task=needs.task, reason=TEXT)).then(
        (
            TaskReleased,
            {
                "claimant": needs.helper,
                "by_claimant": True,
                "due_on": date(2024, 3, 29),
                "next_due_on": date(2024, 3, 8),
            },
        )
    )
    needs.decider.when(ClaimTask(task=needs.task, claimant=needs.helper)).then((TaskClaimed, {}))


def test_what_does_not_help_is_taken_back_by_whose_need_it_is(needs: Scene) -> None:
    needs.completed().decider.when(ReleaseTask(task=needs.task, reason=TEXT)).then(
        (TaskReleased, {"claimant": needs.helper, "by_claimant": False, "due_on": None})
    )
    assert needs.state().status is TaskStatus.LISTED


def test_a_claimant_does_not_give_back_what_it_has_completed(needs: Scene) -> None:
    needs.completed().by(needs.helper, "handler").when(ReleaseTask(task=needs.task, reason=TEXT)).refused(
        TaskRefusal.WRONG_TASK_STATUS
    )


def test_each_step_belongs_to_its_party(needs: Scene) -> None:
    needs.claimed().by(None, "secretary")
    steps = {
        ReleaseTask(task=needs.task, reason=TEXT): TaskRefusal.NOT_A_PARTY,
        CompleteTask(task=needs.task, result=TEXT): TaskRefusal.NOT_THE_CLAIMANT,
        WithdrawNeed(task=needs.task): TaskRefusal.NOT_THE_NEEDER,
    }
    for command, code in steps.items():
        needs.decider.when(command).refused(code)
    confirm = ConfirmTask(task=needs.task, satisfaction=Satisfaction.SATISFIED)
    needs.completed().by(needs.helper, "handler")
    needs.decider.when(msgspec.structs.replace(confirm, task=needs.task)).refused(TaskRefusal.NOT_THE_NEEDER)


def test_texts_are_there_and_bounded(needs: Scene) -> None:
    by = needs.by(needs.needer)
    by.when(needs.need(title=" ")).refused(TextRefusal.TEXT_EMPTY, "title")
    by.when(needs.need(title="需" * 101)).refused(TextRefusal.TEXT_TOO_LONG, "title")
    by.when(needs.need(description=Narrative("需" * 1_000_000))).refused(
        TextRefusal.TEXT_TOO_LONG, "description"
    )
    contact = Personal(uuid4(), {"name": "长" * 201})
    by.when(needs.need(contact=contact)).refused(TextRefusal.PERSON_TOO_LONG, "contact")


def test_a_need_that_is_not_there_is_not_found(needs: Scene) -> None:
    unknown = ClaimTask(task=uuid4(), claimant=needs.helper)
    needs.by(None, "secretary").when(unknown).refused(CommandRefusal.NOT_FOUND, "task")


ALLOWED = {
    "claim": {TaskStatus.LISTED},
    "release": {TaskStatus.CLAIMED, TaskStatus.COMPLETED},
    "complete": {TaskStatus.CLAIMED},
    "confirm": {TaskStatus.COMPLETED},
    "withdraw": {TaskStatus.LISTED, TaskStatus.CLAIMED},
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(ALLOWED)), st.integers(0, 40)), max_size=20))
def test_a_task_moves_along_its_life_cycle_only(fresh_needs: Any, steps: list[tuple[str, int]]) -> None:
    needs = fresh_needs().listed()
    for verb, days in steps:
        before = needs.state().status
        needs.decider.on(WorkingDays().after(needs.decider.today, days))
        needs.by(needs.helper if verb in ("claim", "complete") else needs.needer, "handler")
        decided = needs.decider.when(
            {
                "claim": ClaimTask(task=needs.task, claimant=needs.helper),
                "release": ReleaseTask(task=needs.task, reason=TEXT),
                "complete": CompleteTask(task=needs.task, result=TEXT),
                "confirm": ConfirmTask(task=needs.task, satisfaction=Satisfaction.SATISFIED),
                "withdraw": WithdrawNeed(task=needs.task),
            }[verb]
        )
        assert (decided.refusal is None) == (before in ALLOWED[verb])
        state = needs.state()
        assert (state.claimant is None) == (
            state.status is TaskStatus.LISTED or (state.status is TaskStatus.WITHDRAWN and not state.claimant)
        )
        assert (state.due_on is None) == (state.status not in (TaskStatus.LISTED, TaskStatus.CLAIMED))


def shared(needs: Scene, **changes: Any) -> UUID:
    """A resource of the helper."""
    resource = uuid4()
    facts = {"alliance": needs.alliance, "owner": needs.helper, "withdrawn": False}
    needs.decider.given_facts(resource, facts | changes)
    return resource


def test_the_other_way_round_the_needer_picks_a_shared_resource(needs: Scene) -> None:
    resource = shared(needs)
    needs.listed().decider.when(TakeUpResource(task=needs.task, resource=resource)).then(
        (TaskClaimed, {"claimant": needs.helper, "side": ClaimSide.NEEDER, "resource": resource})
    )
    needs.by(needs.helper, "handler").when(CompleteTask(task=needs.task, result=TEXT)).then(
        (TaskCompleted, {"claimant": needs.helper})
    )


def test_only_the_needer_picks_and_not_what_is_its_own(needs: Scene) -> None:
    take_up = TakeUpResource(task=needs.listed().task, resource=shared(needs))
    needs.by(needs.helper).when(take_up).refused(TaskRefusal.NOT_THE_NEEDER)
    own = TakeUpResource(task=needs.task, resource=shared(needs, owner=needs.needer))
    needs.by(needs.needer).when(own).refused(TaskRefusal.CLAIMANT_IS_NEEDER, "claimant")


@pytest.mark.parametrize("changes", [{"alliance": uuid4()}, {"withdrawn": True}])
def test_what_is_not_shared_here_serves_no_need(needs: Scene, changes: dict[str, Any]) -> None:
    resource = shared(needs.listed(), **changes)
    needs.decider.when(TakeUpResource(task=needs.task, resource=resource)).refused(
        TaskRefusal.RESOURCE_NOT_SHARED, "resource"
    )


def test_a_provider_claims_with_a_resource_of_its_own(needs: Scene) -> None:
    resource, another = shared(needs.listed()), shared(needs, owner=uuid4())
    needs.by(needs.helper, "handler")
    claim = ClaimTask(task=needs.task, claimant=needs.helper, resource=another)
    needs.decider.when(claim).refused(TaskRefusal.RESOURCE_NOT_CLAIMANTS, "resource")
    needs.decider.when(msgspec.structs.replace(claim, resource=resource)).then(
        (TaskClaimed, {"side": ClaimSide.PROVIDER, "resource": resource})
    )
