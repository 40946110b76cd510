"""Urging: a late step, and who must act; one level up where the charter says so."""

from datetime import date
from typing import Any

import msgspec
import pytest

from concord.charters import Escalation, LateStep, TriageLevel
from concord.tickets.commands import UrgeTicket
from concord.tickets.errors import TicketRefusal
from concord.tickets.events import Responsible, TicketEscalated, TicketStatus, TicketUrged

MONDAY, LATER = date(2024, 3, 4), date(2024, 5, 6)


def urge(scene: Any, today: date = LATER) -> Any:
    return scene.decider.on(today).speaking(None, "policy").when(UrgeTicket(ticket=scene.ticket))


@pytest.fixture
def strict(scene: Any, charter_of: Any) -> Any:
    """A late answer goes a level up."""
    rules = msgspec.structs.replace(charter_of(), escalation=Escalation(steps=(LateStep.RESOLVE,)))
    return scene.settle(rules=rules)


def test_the_alliance_is_urged_to_triage(scene: Any) -> None:
    told = {"step": TicketStatus.RAISED, "responsible": Responsible.ALLIANCE, "due_on": MONDAY}
    urge(scene.raised()).then((TicketUrged, told))


def test_the_department_is_urged_to_answer(scene: Any) -> None:
    told = {"responsible": Responsible.DEPARTMENT, "department": scene.department}
    urge(scene.accepted()).then((TicketUrged, told))


def test_by_the_charter_a_late_answer_goes_up_and_the_alliance_dispatches_anew(strict: Any) -> None:
    decided = urge(strict.accepted())
    up = {"from_level": TriageLevel.COORDINATED, "to_level": TriageLevel.ESCALATED}
    told = {"step": TicketStatus.TRIAGED, "responsible": Responsible.ALLIANCE, "department": None}
    decided.then((TicketEscalated, up), (TicketUrged, told))
    assert strict.state().due_on > LATER


def test_a_step_that_the_charter_does_not_name_stays_where_it_is(strict: Any) -> None:
    urge(strict.dispatched()).then((TicketUrged, {"step": TicketStatus.DISPATCHED}))


def test_at_the_highest_level_nothing_goes_up(strict: Any) -> None:
    urge(strict.accepted(TriageLevel.ESCALATED)).then((TicketUrged, {"step": TicketStatus.ACCEPTED}))


def test_on_the_last_day_nothing_is_late(scene: Any) -> None:
    urge(scene.raised(), MONDAY).refused(TicketRefusal.NOT_LATE)


def test_an_answer_is_the_raiser_s_to_judge(scene: Any) -> None:
    urge(scene.resolved()).refused(TicketRefusal.WRONG_STATUS)


def test_in_an_alliance_that_is_no_more_no_department_is_urged_and_nothing_goes_up(
    strict: Any, charter_of: Any
) -> None:
    rules = msgspec.structs.replace(charter_of(), escalation=Escalation(steps=(LateStep.RESOLVE,)))
    strict.accepted().settle(rules=rules, dissolved_on=date(2024, 4, 1))
    urge(strict).then((TicketUrged, {"responsible": Responsible.ALLIANCE, "department": None}))
