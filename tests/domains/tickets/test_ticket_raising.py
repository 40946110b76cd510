"""Raise, triage, dispatch, escalate, extend: given what was, when asked, then events or a refusal."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from concord.charters import StandingRefusal, TextRefusal, TriageLevel
from concord.privacy import Narrative, Personal
from concord.tickets.commands import (
    DispatchTicket,
    EscalateTicket,
    ExtendDeadline,
    TriageTicket,
)
from concord.tickets.errors import TicketRefusal
from concord.tickets.events import (
    DeadlineExtended,
    TicketDispatched,
    TicketEscalated,
    TicketRaised,
    TicketStatus,
    TicketTriaged,
)

MONDAY, TUESDAY, WEDNESDAY = date(2024, 3, 4), date(2024, 3, 5), date(2024, 3, 6)


def test_a_member_raises_and_triage_is_due_by_the_charter(scene: Any) -> None:
    command = scene.raises(category="通勤出行", contact=Personal(uuid4(), {"name": "王"}))
    scene.by(scene.raiser).when(command).then(
        (TicketRaised, {"raiser": scene.raiser, "title": "园区通勤班车", "next_due_on": MONDAY})
    )


def test_the_secretary_raises_on_behalf_of_a_member(scene: Any) -> None:
    scene.by(None, "secretary").when(scene.raises()).then((TicketRaised, {"raiser": scene.raiser}))


def test_an_officer_raises_for_the_own_organization_only(scene: Any) -> None:
    decided = scene.by(scene.department).when(scene.raises())
    decided.refused(StandingRefusal.NOT_YOUR_ORGANIZATION, "raiser")


def test_who_is_no_member_raises_nothing(scene: Any) -> None:
    stranger = uuid4()
    scene.by(stranger).when(scene.raises(raiser=stranger)).refused(StandingRefusal.NOT_A_MEMBER, "raiser")


def test_who_has_left_raises_nothing(scene: Any) -> None:
    scene.by(scene.departed).when(scene.raises(raiser=scene.departed)).refused(
        StandingRefusal.MEMBER_HAS_LEFT
    )


def test_who_has_left_raises_nothing_for_others_either(scene: Any) -> None:
    scene.by(scene.departed, "secretary").when(scene.raises()).refused(StandingRefusal.MEMBER_HAS_LEFT)


def test_nothing_is_raised_in_an_alliance_that_is_dissolved(scene: Any) -> None:
    scene.settle(dissolved_on=date(2024, 3, 1))
    scene.by(scene.raiser).when(scene.raises()).refused(StandingRefusal.ALLIANCE_NOT_ACTIVE)


def test_nothing_is_raised_before_a_charter_is_in_force(scene: Any) -> None:
    facts = {"approved_on": date(2023, 1, 1), "dissolved_on": None, "charters": ()}
    stay = {"organization": scene.raiser, "joined_on": date(2023, 1, 1), "left_on": None}
    scene.decider.given_facts(scene.alliance, {**facts, "memberships": [stay]})
    scene.by(scene.raiser).when(scene.raises()).refused(StandingRefusal.NO_CHARTER)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("title", "  ", TextRefusal.TEXT_EMPTY),
        ("title", "长" * 101, TextRefusal.TEXT_TOO_LONG),
        ("description", Narrative(""), TextRefusal.TEXT_EMPTY),
        ("description", Narrative("长" * 5_001), TextRefusal.TEXT_TOO_LONG),
        ("category", "", TextRefusal.TEXT_EMPTY),
        ("category", "长" * 31, TextRefusal.TEXT_TOO_LONG),
        ("contact", Personal(uuid4(), {"name": "长" * 201}), TicketRefusal.CONTACT_TOO_LONG),
        ("contact", Personal(uuid4(), {str(n): "x" for n in range(7)}), TicketRefusal.CONTACT_TOO_LONG),
    ],
)
def test_what_is_raised_is_bounded(scene: Any, field: str, value: Any, code: TicketRefusal) -> None:
    scene.by(scene.raiser).when(scene.raises(**{field: value})).refused(code, field)


@pytest.mark.parametrize("level", list(TriageLevel))
def test_triage_sets_the_level_and_when_dispatch_is_due(scene: Any, level: TriageLevel) -> None:
    scene.raised().by(None, "secretary").when(TriageTicket(ticket=scene.ticket, level=level)).then(
        (TicketTriaged, {"level": level, "due_on": MONDAY, "next_due_on": TUESDAY})
    )


def test_a_level_without_deadlines_in_the_charter_is_none(scene: Any, charter_of: Any) -> None:
    scene.settle(rules=charter_of((TriageLevel.ON_SITE, TriageLevel.ESCALATED))).raised()
    command = TriageTicket(ticket=scene.ticket, level=TriageLevel.COORDINATED)
    scene.decider.when(command).refused(TicketRefusal.LEVEL_NOT_IN_CHARTER, "level")


def test_who_has_left_triages_nothing(scene: Any) -> None:
    scene.raised().by(scene.departed, "secretary")
    command = TriageTicket(ticket=scene.ticket, level=TriageLevel.ON_SITE)
    scene.decider.when(command).refused(StandingRefusal.MEMBER_HAS_LEFT)


@pytest.mark.parametrize(
    ("level", "accept_by"),
    [
        (TriageLevel.ON_SITE, MONDAY),
        (TriageLevel.COORDINATED, TUESDAY),
        (TriageLevel.ESCALATED, WEDNESDAY),
    ],
)
def test_acceptance_is_due_by_the_level(scene: Any, level: TriageLevel, accept_by: date) -> None:
    scene.triaged(level).decider.when(
        DispatchTicket(ticket=scene.ticket, department=scene.department, instruction=Narrative("请办"))
    ).then(
        (
            TicketDispatched,
            {"department": scene.department, "due_on": TUESDAY, "next_due_on": accept_by},
        )
    )


def test_a_step_taken_after_its_deadline_shows_that_deadline(scene: Any) -> None:
    scene.triaged().decider.on(WEDNESDAY)
    scene.decider.when(DispatchTicket(ticket=scene.ticket, department=scene.department)).then(
        (TicketDispatched, {"due_on": TUESDAY, "next_due_on": date(2024, 3, 8)})
    )


def test_deadlines_run_from_the_day_of_recording_not_from_the_claimed_one(scene: Any) -> None:
    scene.triaged().decider.on(WEDNESDAY, occurred_on=MONDAY)
    scene.decider.when(DispatchTicket(ticket=scene.ticket, department=scene.department)).then(
        (TicketDispatched, {"next_due_on": date(2024, 3, 8)})
    )


def test_a_deregistered_department_gets_nothing(scene: Any) -> None:
    scene.triaged().deregister()
    command = DispatchTicket(ticket=scene.ticket, department=scene.department)
    scene.decider.when(command).refused(TicketRefusal.DEPARTMENT_DEREGISTERED, "department")


def test_the_raiser_does_not_answer_itself(scene: Any) -> None:
    scene.triaged().decider.given_facts(scene.raiser, {"deregistered": False})
    command = DispatchTicket(ticket=scene.ticket, department=scene.raiser)
    scene.decider.when(command).refused(TicketRefusal.DEPARTMENT_IS_RAISER, "department")


def test_dispatch_by_a_charter_that_has_dropped_the_level_is_refused(scene: Any, charter_of: Any) -> None:
    scene.triaged(TriageLevel.COORDINATED).settle(rules=charter_of((TriageLevel.ON_SITE,)))
    command = DispatchTicket(ticket=scene.ticket, department=scene.department)
    scene.decider.when(command).refused(TicketRefusal.LEVEL_NOT_IN_CHARTER, "level")


def test_escalation_goes_one_level_up_and_must_be_dispatched_anew(scene: Any) -> None:
    scene.accepted(TriageLevel.ON_SITE).by(None, "secretary")
    scene.decider.when(EscalateTicket(ticket=scene.ticket, reason=Narrative("超出权限"))).then(
        (
            TicketEscalated,
            {
                "from_level": TriageLevel.ON_SITE,
                "to_level": TriageLevel.COORDINATED,
                "department": scene.department,
                "next_due_on": TUESDAY,
            },
        )
    )
    assert (scene.state().status, scene.state().department) == (TicketStatus.TRIAGED, None)


def test_escalation_skips_a_level_that_the_charter_does_not_know(scene: Any, charter_of: Any) -> None:
    scene.settle(rules=charter_of((TriageLevel.ON_SITE, TriageLevel.ESCALATED))).triaged(TriageLevel.ON_SITE)
    scene.decider.when(EscalateTicket(ticket=scene.ticket, reason=Narrative("超出权限"))).then(
        (TicketEscalated, {"to_level": TriageLevel.ESCALATED})
    )


def test_above_the_highest_level_there_is_none(scene: Any) -> None:
    scene.triaged(TriageLevel.ESCALATED)
    command = EscalateTicket(ticket=scene.ticket, reason=Narrative("超出权限"))
    scene.decider.when(command).refused(TicketRefusal.ALREADY_AT_HIGHEST_LEVEL)


def test_an_extension_moves_the_deadline_of_the_open_step(scene: Any) -> None:
    scene.triaged().decider.when(
        ExtendDeadline(ticket=scene.ticket, until=date(2024, 3, 20), reason=Narrative("需会商"))
    ).then(
        (
            DeadlineExtended,
            {"step": TicketStatus.TRIAGED, "due_on": TUESDAY, "next_due_on": date(2024, 3, 20)},
        )
    )
    scene.decider.when(DispatchTicket(ticket=scene.ticket, department=scene.department)).then(
        (TicketDispatched, {"due_on": date(2024, 3, 20)})
    )


@pytest.mark.parametrize(
    ("until", "code"),
    [
        (TUESDAY, TicketRefusal.DEADLINE_NOT_LATER),
        (date(2020, 1, 1), TicketRefusal.DEADLINE_NOT_LATER),
        (date(2025, 3, 7), TicketRefusal.DEADLINE_TOO_FAR),
    ],
)
def test_an_extension_lies_after_the_deadline_and_within_a_year(
    scene: Any, until: date, code: TicketRefusal
) -> None:
    command = ExtendDeadline(ticket=scene.triaged().ticket, until=until, reason=Narrative("需会商"))
    scene.decider.when(command).refused(code, "until")


def test_a_deadline_that_has_passed_is_not_extended_into_the_past(scene: Any) -> None:
    scene.triaged().decider.on(date(2024, 3, 11))
    command = ExtendDeadline(ticket=scene.ticket, until=date(2024, 3, 8), reason=Narrative("需会商"))
    scene.decider.when(command).refused(TicketRefusal.DEADLINE_NOT_LATER, "until")


def test_the_silence_period_is_not_extended(scene: Any) -> None:
    scene.resolved().by(None, "secretary")
    command = ExtendDeadline(ticket=scene.ticket, until=date(2024, 4, 1), reason=Narrative("等等"))
    scene.decider.when(command).refused(TicketRefusal.SILENCE_PERIOD_IS_FIXED)
