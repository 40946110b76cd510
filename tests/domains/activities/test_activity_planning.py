"""Propose, schedule, sign up, cancel."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from concord.activities.commands import CancelActivity, ScheduleActivity, SignUp
from concord.activities.errors import ActivityRefusal
from concord.activities.events import (
    ActivityCancelled,
    ActivityProposed,
    ActivityScheduled,
    ParticipantSignedUp,
)
from concord.charters import ActivitySource, ConfiguredRefusal, StandingRefusal, TextRefusal
from concord.privacy import Narrative


@pytest.mark.parametrize("source", list(ActivitySource))
def test_an_activity_is_chosen_one_of_three_ways(scene: Any, source: ActivitySource) -> None:
    command = scene.proposes(source=source, proposer=scene.a, department="应急管理局")
    scene.decider.when(command).then((ActivityProposed, {"source": source, "theme": "SAFETY"}))


def test_members_choose_by_a_member(scene: Any) -> None:
    command = scene.proposes(source=ActivitySource.MEMBERS)
    scene.decider.when(command).refused(ActivityRefusal.PROPOSER_REQUIRED, "proposer")


def test_a_department_that_offers_has_a_name(scene: Any) -> None:
    command = scene.proposes(source=ActivitySource.DEPARTMENT)
    scene.decider.when(command).refused(ActivityRefusal.DEPARTMENT_REQUIRED, "department")


def test_the_source_is_one_of_the_charter_s(scene: Any) -> None:
    scene.settle(sources=(ActivitySource.ALLIANCE,))
    command = scene.proposes(source=ActivitySource.MEMBERS, proposer=scene.a)
    scene.decider.when(command).refused(ActivityRefusal.SOURCE_NOT_IN_CHARTER, "source")


def test_the_theme_is_one_of_the_charter_s(scene: Any) -> None:
    scene.decider.when(scene.proposes(theme="LEARN")).refused(ActivityRefusal.THEME_NOT_IN_CHARTER, "theme")


def test_the_theme_is_one_that_the_tenant_works_under(scene: Any) -> None:
    scene.decider.choosing(themes=("安全生产共抓", "区域发展共谋"))
    refused = scene.decider.when(scene.proposes(theme="TALENT"))
    refused.refused(ConfiguredRefusal.THEME_NOT_CONFIGURED, "theme")
    for word in ("党员人才共管", "安全生产共抓、区域发展共谋"):
        assert word in refused.refusal.sentence("zh")
    scene.decider.when(scene.proposes(theme="SAFETY")).then((ActivityProposed, {"theme": "SAFETY"}))


def test_only_a_member_proposes(scene: Any) -> None:
    for stranger in (uuid4(), scene.departed):
        command = scene.proposes(proposer=stranger)
        scene.decider.when(command).refused(StandingRefusal.NOT_A_MEMBER, "proposer")


def test_an_officer_proposes_for_the_own_organization_only(scene: Any) -> None:
    scene.by(scene.b, "officer")
    command = scene.proposes(proposer=scene.a)
    scene.decider.when(command).refused(StandingRefusal.NOT_YOUR_ORGANIZATION, "proposer")
    scene.decider.when(scene.proposes(proposer=scene.b)).then((ActivityProposed, {"proposer": scene.b}))


def test_who_has_left_proposes_nothing(scene: Any) -> None:
    scene.by(scene.departed).when(scene.proposes()).refused(StandingRefusal.MEMBER_HAS_LEFT)


def test_nothing_is_proposed_in_an_alliance_that_is_dissolved(scene: Any) -> None:
    scene.settle(dissolved_on=date(2024, 3, 1))
    scene.decider.when(scene.proposes()).refused(StandingRefusal.ALLIANCE_NOT_ACTIVE)


def test_nothing_is_proposed_before_a_charter_is_in_force(scene: Any) -> None:
    facts = {"approved_on": date(2021, 5, 1), "dissolved_on": None, "charters": (), "memberships": ()}
    scene.decider.given_facts(scene.alliance, facts)
    scene.decider.when(scene.proposes()).refused(StandingRefusal.NO_CHARTER)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("title", "", TextRefusal.TEXT_EMPTY),
        ("title", "长" * 101, TextRefusal.TEXT_TOO_LONG),
        ("department", "长" * 61, TextRefusal.TEXT_TOO_LONG),
        ("description", Narrative("长" * 5_001), TextRefusal.TEXT_TOO_LONG),
    ],
)
def test_what_is_proposed_is_bounded(scene: Any, field: str, value: Any, code: ActivityRefusal) -> None:
    scene.decider.when(scene.proposes(**{field: value})).refused(code, field)


def schedule(scene: Any, **changes: Any) -> ScheduleActivity:
    values: dict[str, Any] = {
        "activity": scene.activity,
        "starts_on": date(2024, 3, 8),
        "place": "江海厅",
        "start_time": "09:30",
        **changes,
    }
    return ScheduleActivity(**values)


def test_it_is_scheduled_and_scheduled_anew(scene: Any) -> None:
    scene.proposed().decider.when(schedule(scene)).then(
        (ActivityScheduled, {"starts_on": date(2024, 3, 8), "ends_on": date(2024, 3, 8)})
    )
    scene.decider.when(schedule(scene, ends_on=date(2024, 3, 9))).then(
        (ActivityScheduled, {"ends_on": date(2024, 3, 9)})
    )


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("ends_on", date(2024, 3, 7), ActivityRefusal.DATES_INVALID),
        ("ends_on", date(2025, 3, 10), ActivityRefusal.DATES_INVALID),
        ("start_time", "9:30", ActivityRefusal.TIME_INVALID),
        ("start_time", "24:00", ActivityRefusal.TIME_INVALID),
        ("place", "", TextRefusal.TEXT_EMPTY),
        ("place", "长" * 101, TextRefusal.TEXT_TOO_LONG),
        ("capacity", 0, ActivityRefusal.COUNT_INVALID),
        ("capacity", 100_001, ActivityRefusal.COUNT_INVALID),
    ],
)
def test_a_schedule_makes_sense(scene: Any, field: str, value: Any, code: ActivityRefusal) -> None:
    scene.proposed().decider.when(schedule(scene, **{field: value})).refused(code, field)


def test_what_was_held_is_not_scheduled_again(scene: Any) -> None:
    scene.held().decider.when(schedule(scene)).refused(ActivityRefusal.WRONG_STATUS)


def test_nothing_is_scheduled_in_an_alliance_that_is_dissolved(scene: Any) -> None:
    scene.proposed().settle(dissolved_on=date(2024, 3, 1))
    scene.decider.when(schedule(scene)).refused(StandingRefusal.ALLIANCE_NOT_ACTIVE)


def signs_up(scene: Any, persons: int = 3, **changes: Any) -> SignUp:
    return SignUp(**{"activity": scene.activity, "organization": scene.a, "persons": persons, **changes})


def test_a_member_signs_up_once(scene: Any) -> None:
    scene.scheduled().by(scene.a, "officer").when(signs_up(scene)).then(
        (ParticipantSignedUp, {"organization": scene.a, "persons": 3})
    )
    scene.decider.when(signs_up(scene)).refused(ActivityRefusal.ALREADY_SIGNED_UP, "organization")


def test_an_officer_signs_up_the_own_organization_only(scene: Any) -> None:
    scene.scheduled().by(scene.b, "officer")
    scene.decider.when(signs_up(scene)).refused(StandingRefusal.NOT_YOUR_ORGANIZATION, "organization")


def test_only_members_sign_up(scene: Any) -> None:
    scene.scheduled()
    for stranger in (uuid4(), scene.departed):
        command = signs_up(scene, organization=stranger)
        scene.decider.when(command).refused(StandingRefusal.NOT_A_MEMBER, "organization")


def test_who_has_left_signs_nobody_up(scene: Any) -> None:
    scene.scheduled().by(scene.departed).when(signs_up(scene)).refused(StandingRefusal.MEMBER_HAS_LEFT)


def test_no_more_sign_up_than_there_are_places(scene: Any) -> None:
    scene.scheduled(capacity=5).decider.given(signs_up(scene, 3))
    command = signs_up(scene, 3, organization=scene.b)
    scene.decider.when(command).refused(ActivityRefusal.CAPACITY_EXCEEDED)
    scene.decider.given(signs_up(scene, 2, organization=scene.b))


def test_a_schedule_leaves_the_places_that_are_taken(scene: Any) -> None:
    scene.scheduled(capacity=5).decider.given(signs_up(scene, 3))
    scene.decider.when(schedule(scene, capacity=2)).refused(ActivityRefusal.CAPACITY_EXCEEDED)


def test_nobody_signs_up_for_what_is_over(scene: Any) -> None:
    scene.scheduled().decider.on(date(2024, 3, 2))
    scene.decider.when(signs_up(scene)).refused(ActivityRefusal.SIGN_UP_CLOSED)


@pytest.mark.parametrize("persons", [0, -1, 100_001])
def test_a_number_of_persons_makes_sense(scene: Any, persons: int) -> None:
    scene.scheduled().decider.when(signs_up(scene, persons)).refused(ActivityRefusal.COUNT_INVALID, "persons")


def test_nobody_signs_up_before_there_is_a_day(scene: Any) -> None:
    scene.proposed().decider.when(signs_up(scene)).refused(ActivityRefusal.WRONG_STATUS)


def test_it_is_cancelled_before_it_is_held(scene: Any) -> None:
    command = CancelActivity(activity=scene.scheduled().activity, reason=Narrative("台风"))
    scene.decider.when(command).then((ActivityCancelled, {}))
    scene.decider.when(schedule(scene)).refused(ActivityRefusal.WRONG_STATUS)


def test_it_is_cancelled_even_where_the_alliance_is_dissolved(scene: Any) -> None:
    scene.scheduled().settle(dissolved_on=date(2024, 3, 1))
    command = CancelActivity(activity=scene.activity, reason=Narrative("联盟解散"))
    scene.decider.when(command).then((ActivityCancelled, {}))


def test_what_was_held_is_not_cancelled(scene: Any) -> None:
    command = CancelActivity(activity=scene.held().activity, reason=Narrative("台风"))
    scene.decider.when(command).refused(ActivityRefusal.WRONG_STATUS)
