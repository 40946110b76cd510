"""Who leads: in turn, by resolution, together, or whoever proposed it."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from concord.activities.commands import AssignLead, CallForLead, HoldActivity
from concord.activities.errors import ActivityRefusal
from concord.activities.events import (
    ActivityHeld,
    ActivityScale,
    LeadAssigned,
    LeadBasis,
    LeadCalled,
    LeadRotationStarted,
    LeadTurnTaken,
)
from concord.charters import (
    Convener,
    Decision,
    Hosting,
    Meeting,
    MotionKind,
    Period,
    ResolutionRefusal,
    Rotation,
    RotationBasis,
    Scale,
    StandingRefusal,
    TextRefusal,
)
from concord.privacy import Narrative

REASON = Narrative("停产检修")
JOINT = Meeting(code="JOINT", name="联席会议", period=Period.QUARTER, convener=Convener.CHAIR)


def lead(**changes: Any) -> Rotation:
    rule: dict[str, Any] = {
        "title": "轮值单位",
        "period": Period.PER_ACTIVITY,
        "basis": RotationBasis.FIXED_ORDER,
    }
    return Rotation(**{**rule, **changes})


def passed_on(scene: Any, organization: Any) -> AssignLead:
    return AssignLead(
        activity=scene.activity, organization=organization, resolution="三月联席会议第2号", reason=REASON
    )


def test_the_first_turn_starts_the_rotation(scene: Any) -> None:
    scene.scheduled().decider.when(AssignLead(activity=scene.activity)).then(
        (LeadAssigned, {"organization": scene.a, "basis": LeadBasis.ROTATION, "turn": 1}),
        (LeadRotationStarted, {"alliance": scene.alliance}),
        (LeadTurnTaken, {"organization": scene.a, "turn": 1, "round": 1, "activity": scene.activity}),
    )


def test_members_lead_in_the_order_of_joining_round_after_round(scene: Any) -> None:
    assert [scene.lead() for _ in range(5)] == [scene.a, scene.b, scene.c, scene.a, scene.b]
    assert (scene.rotation().turn, scene.rotation().round) == (5, 2)


def test_the_charter_s_order_comes_before_that_of_joining(scene: Any) -> None:
    scene.settle(lead=lead(order=("CODE-C", "CODE-A")))
    assert [scene.lead() for _ in range(4)] == [scene.c, scene.a, scene.b, scene.c]


def test_a_tier_that_does_not_lead_has_no_turn(scene: Any) -> None:
    command = AssignLead(activity=scene.scheduled().activity, organization=scene.observer)
    scene.decider.when(command).refused(ActivityRefusal.LEAD_NOT_ELIGIBLE, "organization")


def test_who_has_left_or_never_was_a_member_does_not_lead(scene: Any) -> None:
    scene.scheduled()
    for stranger in (scene.departed, uuid4()):
        command = AssignLead(activity=scene.activity, organization=stranger)
        scene.decider.when(command).refused(ActivityRefusal.LEAD_NOT_ELIGIBLE, "organization")


def test_who_leaves_loses_its_turn_and_who_joins_gets_one_in_the_same_round(scene: Any) -> None:
    scene.lead()
    newcomer = uuid4()
    scene.join(scene.b, left_on=date(2024, 3, 1))
    scene.join(newcomer, joined_on=date(2024, 3, 1))
    scene.settle()
    assert [scene.lead() for _ in range(3)] == [scene.c, newcomer, scene.a]


def test_it_is_led_out_of_turn_only_by_resolution_with_a_reason(scene: Any) -> None:
    scene.scheduled()
    for ground in ({}, {"resolution": "第2号"}, {"reason": REASON}):
        command = AssignLead(activity=scene.activity, organization=scene.c, **ground)
        scene.decider.when(command).refused(ActivityRefusal.NOT_ITS_TURN, "organization")


def test_a_turn_passed_on_uses_up_those_passed_over(scene: Any) -> None:
    scene.scheduled().decider.when(passed_on(scene, scene.c)).then(
        (LeadAssigned, {"basis": LeadBasis.RESOLUTION, "passed_over": (scene.a, scene.b)}),
        (LeadRotationStarted, {}),
        (LeadTurnTaken, {"organization": scene.c, "passed_over": (scene.a, scene.b)}),
    )
    assert scene.lead() == scene.a
    assert scene.rotation().round == 2


def test_naming_whose_turn_it_is_needs_no_resolution(scene: Any) -> None:
    command = AssignLead(activity=scene.scheduled().activity, organization=scene.a)
    assert scene.decider.when(command).events[0].basis is LeadBasis.ROTATION


def test_one_that_has_led_in_this_round_leads_again_by_resolution(scene: Any) -> None:
    scene.lead()
    decided = scene.scheduled().decider.when(passed_on(scene, scene.a))
    assert decided.events[0].passed_over == (scene.b,)
    assert scene.lead() == scene.c


def test_a_lead_is_not_assigned_twice(scene: Any) -> None:
    command = AssignLead(activity=scene.led().activity)
    scene.decider.when(command).refused(ActivityRefusal.LEAD_ALREADY_ASSIGNED)


def test_by_resolution_another_takes_over_and_those_waiting_keep_their_turn(scene: Any) -> None:
    scene.led().decider.when(passed_on(scene, scene.c)).then(
        (LeadAssigned, {"organization": scene.c, "passed_over": (scene.a,)}),
        (LeadTurnTaken, {"organization": scene.c, "turn": 2}),
    )
    assert scene.lead() == scene.b


def test_a_lead_that_has_left_is_replaced_without_a_resolution(scene: Any) -> None:
    scene.led()
    scene.join(scene.a, left_on=date(2024, 3, 1))
    scene.settle().decider.when(AssignLead(activity=scene.activity)).then(
        (LeadAssigned, {"organization": scene.b, "basis": LeadBasis.ROTATION}), (LeadTurnTaken, {})
    )


@pytest.mark.parametrize(
    ("period", "label", "other_day"),
    [
        (Period.MONTH, "2024-05", date(2024, 6, 1)),
        (Period.QUARTER, "2024-Q2", date(2024, 7, 1)),
        (Period.HALF_YEAR, "2024-H1", date(2024, 7, 1)),
        (Period.YEAR, "2024", date(2025, 1, 1)),
        (Period.PHASE, "2024-CARRY_OUT", date(2024, 12, 1)),
    ],
)
def test_a_turn_lasts_for_the_period_of_the_rotation(
    scene: Any, period: Period, label: str, other_day: date
) -> None:
    scene.settle(lead=lead(period=period))
    assert scene.led(date(2024, 5, 2)).state().lead == scene.a
    assert scene.led(date(2024, 5, 30)).state().lead == scene.a
    assert scene.rotation().turn == 1
    assert label in scene.rotation().periods
    assert scene.led(other_day).state().lead == scene.b


def test_a_turn_of_a_period_is_taken_over_by_resolution(scene: Any) -> None:
    scene.settle(lead=lead(period=Period.QUARTER)).led()
    scene.scheduled().decider.when(passed_on(scene, scene.b)).then(
        (LeadAssigned, {"organization": scene.b, "passed_over": (scene.a,)}), (LeadTurnTaken, {"turn": 2})
    )
    assert scene.lead() == scene.b


def test_where_resolutions_name_the_lead_each_turn_needs_one(scene: Any) -> None:
    scene.settle(lead=lead(basis=RotationBasis.RESOLUTION)).scheduled()
    command = AssignLead(activity=scene.activity, organization=scene.b)
    scene.decider.when(command).refused(ActivityRefusal.RESOLUTION_REQUIRED, "resolution")
    command = AssignLead(activity=scene.activity, resolution="第2号")
    scene.decider.when(command).refused(ActivityRefusal.LEAD_REQUIRED, "organization")
    command = AssignLead(activity=scene.activity, organization=scene.b, resolution="第2号")
    assert scene.decider.when(command).events[0].passed_over == ()


def by_meeting(scene: Any, organization: Any, decision: Decision) -> AssignLead:
    return AssignLead(activity=scene.activity, organization=organization, reason=REASON, decision=decision)


@pytest.mark.parametrize("basis", RotationBasis)
def test_an_alliance_with_meetings_passes_a_turn_on_by_a_resolution_about_that_activity(
    scene: Any, basis: RotationBasis
) -> None:
    scene.settle(lead=lead(basis=basis), meetings=(JOINT,)).scheduled()
    typed = scene.decider.when(passed_on(scene, scene.c)).refused(ActivityRefusal.MEETING_DECIDES, "decision")
    assert "须指明会议和所通过的关于该活动的决议" in typed.refusal.sentence("zh")
    kind, here, today = MotionKind.ACTIVITY, scene.alliance, date(2024, 3, 1)
    for decision, code in (
        (Decision(uuid4(), uuid4()), ResolutionRefusal.RESOLUTION_NOT_PASSED),
        (scene.passed(here, kind, uuid4(), today), ResolutionRefusal.RESOLUTION_ABOUT_OTHER),
        (
            scene.passed(here, MotionKind.PROJECT, scene.activity, today),
            ResolutionRefusal.RESOLUTION_ABOUT_OTHER,
        ),
        (
            scene.passed(uuid4(), kind, scene.activity, today),
            ResolutionRefusal.RESOLUTION_OF_ANOTHER_ALLIANCE,
        ),
        (scene.passed(here, kind, scene.activity, date(2024, 3, 2)), ResolutionRefusal.RESOLUTION_LATER),
    ):
        scene.decider.when(by_meeting(scene, scene.c, decision)).refused(code, "decision")
    decision = scene.passed(here, kind, scene.activity, today)
    named = {"decision": decision, "resolution": "2024-03-01 会议决议", "basis": LeadBasis.RESOLUTION}
    scene.decider.given(by_meeting(scene, scene.c, decision))
    assert scene.state().lead == scene.c
    again = scene.decider.when(by_meeting(scene, scene.b, decision))
    again.refused(ActivityRefusal.RESOLUTION_USED, "decision")
    other = scene.passed(here, kind, scene.activity, today)
    scene.decider.when(by_meeting(scene, scene.b, other)).then(
        (LeadAssigned, named | {"decision": other}), (LeadTurnTaken, {"organization": scene.b})
    )


def test_whose_turn_it_is_leads_without_the_meeting_and_without_a_rotation_so_does_the_proposer(
    scene: Any,
) -> None:
    scene.settle(meetings=(JOINT,))
    assert scene.lead() == scene.a
    scene.settle(lead=None, meetings=(JOINT,)).scheduled(proposer=scene.b)
    scene.decider.when(passed_on(scene, scene.a)).refused(ActivityRefusal.MEETING_DECIDES, "decision")
    decision = scene.passed(scene.alliance, MotionKind.ACTIVITY, scene.activity, date(2024, 3, 1))
    scene.decider.given(by_meeting(scene, scene.a, decision))
    back = scene.decider.when(passed_on(scene, scene.b))
    back.refused(ActivityRefusal.MEETING_DECIDES, "decision")
    scene.scheduled(proposer=scene.b).decider.when(AssignLead(activity=scene.activity)).then(
        (LeadAssigned, {"organization": scene.b, "basis": LeadBasis.PROPOSER})
    )


def test_what_is_entered_too_late_to_count_for_its_day_cites_what_was_decided_then(scene: Any) -> None:
    scene.settle(meetings=(JOINT,)).scheduled(date(2024, 1, 31))
    scene.decider.when(passed_on(scene, scene.c)).refused(ActivityRefusal.MEETING_DECIDES, "decision")
    scene.scheduled(date(2024, 1, 30)).decider.when(passed_on(scene, scene.c)).then(
        (LeadAssigned, {"organization": scene.c, "decision": None}),
        (LeadRotationStarted, {}),
        (LeadTurnTaken, {}),
    )


def test_large_activities_are_held_together_and_use_no_turn(scene: Any) -> None:
    scene.scheduled(scale=ActivityScale.LARGE)
    command = AssignLead(activity=scene.activity)
    scene.decider.when(command).refused(ActivityRefusal.LEAD_REQUIRED, "organization")
    scene.decider.when(AssignLead(activity=scene.activity, organization=scene.c)).then(
        (LeadAssigned, {"organization": scene.c, "basis": LeadBasis.JOINT, "turn": None})
    )
    assert scene.lead() == scene.a


def test_without_a_rotation_who_proposes_leads(scene: Any) -> None:
    scene.settle(lead=None).scheduled(proposer=scene.b).decider.when(
        AssignLead(activity=scene.activity)
    ).then((LeadAssigned, {"organization": scene.b, "basis": LeadBasis.PROPOSER}))


def test_without_a_rotation_another_leads_by_resolution(scene: Any) -> None:
    scene.settle(lead=None).scheduled(proposer=scene.b)
    command = AssignLead(activity=scene.activity, organization=scene.a)
    scene.decider.when(command).refused(ActivityRefusal.RESOLUTION_REQUIRED, "resolution")
    scene.decider.when(passed_on(scene, scene.a)).then((LeadAssigned, {"basis": LeadBasis.RESOLUTION}))


def test_a_proposer_that_has_left_does_not_lead(scene: Any) -> None:
    scene.settle(lead=None).scheduled(proposer=scene.b)
    scene.join(scene.b, left_on=date(2024, 3, 1))
    command = AssignLead(activity=scene.settle(lead=None).activity)
    scene.decider.when(command).refused(ActivityRefusal.LEAD_NOT_ELIGIBLE, "organization")


def test_where_nobody_may_lead_nobody_does(scene: Any) -> None:
    for one in (scene.a, scene.b, scene.c):
        scene.join(one, tier="G")
    command = AssignLead(activity=scene.settle().scheduled().activity)
    scene.decider.when(command).refused(ActivityRefusal.NOBODY_ELIGIBLE)


def test_there_is_no_lead_before_there_is_a_day(scene: Any) -> None:
    scene.proposed().decider.when(AssignLead(activity=scene.activity)).refused(ActivityRefusal.WRONG_STATUS)


def test_who_has_left_assigns_no_lead(scene: Any) -> None:
    scene.scheduled().by(scene.departed)
    scene.decider.when(AssignLead(activity=scene.activity)).refused(StandingRefusal.MEMBER_HAS_LEFT)


def test_an_overlong_reference_is_refused(scene: Any) -> None:
    command = AssignLead(activity=scene.scheduled().activity, resolution="长" * 101)
    scene.decider.when(command).refused(TextRefusal.TEXT_TOO_LONG, "resolution")


def test_what_is_led_in_turn_is_not_held_without_its_lead(scene: Any) -> None:
    command = HoldActivity(activity=scene.scheduled().activity)
    scene.decider.when(command).refused(ActivityRefusal.LEAD_NOT_ASSIGNED)


def test_what_is_held_together_needs_no_lead(scene: Any) -> None:
    scene.settle(scale=Scale(large=Hosting.JOINT, small=Hosting.JOINT)).scheduled()
    scene.decider.when(HoldActivity(activity=scene.activity)).then((ActivityHeld, {}))


def test_a_new_period_is_called_for_once_unless_somebody_has_its_turn(scene: Any) -> None:
    scene.settle(lead=lead(period=Period.QUARTER))
    assert scene.lead() == scene.a
    call = CallForLead(rotation=scene.rotation().id)
    scene.decider.when(call).refused(ActivityRefusal.LEAD_SETTLED)
    told = {"period": "2024-Q2", "ends_on": date(2024, 6, 30), "organization": scene.b}
    scene.decider.on(date(2024, 4, 1)).when(call).then((LeadCalled, told))
    scene.decider.when(call).refused(ActivityRefusal.LEAD_SETTLED)
    scene.settle(lead=lead(period=Period.QUARTER, basis=RotationBasis.RESOLUTION))
    scene.decider.on(date(2024, 7, 1)).when(call).then((LeadCalled, {"organization": None}))


def test_where_each_activity_is_a_turn_nobody_is_called_for(scene: Any) -> None:
    scene.lead()
    call = CallForLead(rotation=scene.rotation().id)
    scene.decider.when(call).refused(ActivityRefusal.NO_LEAD_BY_PERIOD)
