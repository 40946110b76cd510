"""Accept, return, note progress, resolve: the department's steps."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from concord.charters import StandingRefusal, TextRefusal, TriageLevel
from concord.privacy import Narrative, Personal
from concord.tickets.commands import AcceptTicket, NoteProgress, ResolveTicket, ReturnTicket
from concord.tickets.errors import TicketRefusal
from concord.tickets.events import (
    ProgressNoted,
    TicketAccepted,
    TicketResolved,
    TicketReturned,
    TicketStatus,
)

NOTE = Narrative("已联系公交公司")


def department_steps(scene: Any) -> list[Any]:
    return [
        NoteProgress(ticket=scene.ticket, note=NOTE),
        ResolveTicket(ticket=scene.ticket, answer=NOTE),
        ReturnTicket(ticket=scene.ticket, reason=NOTE),
    ]


@pytest.mark.parametrize(
    ("level", "resolve_by"),
    [
        (TriageLevel.ON_SITE, date(2024, 3, 8)),
        (TriageLevel.COORDINATED, date(2024, 3, 15)),
        (TriageLevel.ESCALATED, date(2024, 3, 29)),
    ],
)
def test_the_answer_is_due_by_the_level(scene: Any, level: TriageLevel, resolve_by: date) -> None:
    command = AcceptTicket(ticket=scene.dispatched(level).ticket, handler=Personal(uuid4(), {"name": "李"}))
    scene.decider.when(command).then(
        (TicketAccepted, {"department": scene.department, "next_due_on": resolve_by})
    )


def test_a_handler_described_at_length_is_refused(scene: Any) -> None:
    handler = Personal(uuid4(), {"name": "长" * 201})
    command = AcceptTicket(ticket=scene.dispatched().ticket, handler=handler)
    scene.decider.when(command).refused(TicketRefusal.CONTACT_TOO_LONG, "handler")


def test_only_the_department_accepts(scene: Any) -> None:
    scene.dispatched().by(scene.raiser)
    scene.decider.when(AcceptTicket(ticket=scene.ticket)).refused(TicketRefusal.NOT_THE_DEPARTMENT)


@pytest.mark.parametrize("step", [0, 1, 2])
def test_only_the_department_works_on_it(scene: Any, step: int) -> None:
    scene.accepted().by(uuid4(), "handler")
    command = department_steps(scene)[step]
    scene.decider.when(command).refused(TicketRefusal.NOT_THE_DEPARTMENT)


@pytest.mark.parametrize("step", [0, 1, 2])
def test_a_deregistered_department_no_longer_acts(scene: Any, step: int) -> None:
    scene.accepted().deregister()
    command = department_steps(scene)[step]
    scene.decider.when(command).refused(TicketRefusal.DEPARTMENT_DEREGISTERED, "department")


def test_a_deregistered_department_no_longer_accepts(scene: Any) -> None:
    scene.dispatched().deregister()
    command = AcceptTicket(ticket=scene.ticket)
    scene.decider.when(command).refused(TicketRefusal.DEPARTMENT_DEREGISTERED, "department")


@pytest.mark.parametrize("step", [0, 1, 2])
def test_nothing_is_done_in_an_alliance_that_is_dissolved(scene: Any, step: int) -> None:
    scene.accepted().settle(dissolved_on=date(2024, 3, 1))
    command = department_steps(scene)[step]
    scene.decider.when(command).refused(StandingRefusal.ALLIANCE_NOT_ACTIVE)


def test_what_is_returned_must_be_dispatched_anew(scene: Any) -> None:
    scene.accepted().decider.when(ReturnTicket(ticket=scene.ticket, reason=NOTE)).then(
        (TicketReturned, {"department": scene.department, "next_due_on": date(2024, 3, 5)})
    )
    assert (scene.state().status, scene.state().department) == (TicketStatus.TRIAGED, None)


def test_it_may_be_returned_without_having_been_accepted(scene: Any) -> None:
    scene.dispatched().decider.when(ReturnTicket(ticket=scene.ticket, reason=NOTE)).then((TicketReturned, {}))


def test_progress_moves_no_deadline(scene: Any) -> None:
    due_on = scene.accepted().state().due_on
    scene.decider.when(NoteProgress(ticket=scene.ticket, note=NOTE)).then((ProgressNoted, {}))
    assert scene.state().due_on == due_on


def test_an_answer_opens_the_silence_period(scene: Any) -> None:
    scene.accepted().decider.on(date(2024, 3, 6))
    scene.decider.when(ResolveTicket(ticket=scene.ticket, answer=NOTE)).then(
        (
            TicketResolved,
            {
                "department": scene.department,
                "due_on": date(2024, 3, 15),
                "next_due_on": date(2024, 3, 15),
            },
        )
    )


def test_on_site_it_may_be_answered_without_dispatch(scene: Any) -> None:
    scene.triaged(TriageLevel.ON_SITE).decider.when(ResolveTicket(ticket=scene.ticket, answer=NOTE)).then(
        (TicketResolved, {"department": None, "due_on": date(2024, 3, 5)})
    )


@pytest.mark.parametrize("level", [TriageLevel.COORDINATED, TriageLevel.ESCALATED])
def test_at_higher_levels_it_must_be_dispatched_before_it_is_answered(scene: Any, level: TriageLevel) -> None:
    command = ResolveTicket(ticket=scene.triaged(level).ticket, answer=NOTE)
    scene.decider.when(command).refused(TicketRefusal.DISPATCH_REQUIRED)


def test_who_has_left_answers_nothing_on_the_spot(scene: Any) -> None:
    scene.triaged(TriageLevel.ON_SITE).by(scene.departed, "secretary")
    command = ResolveTicket(ticket=scene.ticket, answer=NOTE)
    scene.decider.when(command).refused(StandingRefusal.MEMBER_HAS_LEFT)


def test_a_department_need_not_be_a_member_any_more(scene: Any) -> None:
    scene.department = scene.departed
    scene.deregister(False).dispatched().decider.when(AcceptTicket(ticket=scene.ticket)).then(
        (TicketAccepted, {"department": scene.departed})
    )


@pytest.mark.parametrize("step", [0, 1, 2])
def test_an_empty_text_says_nothing(scene: Any, step: int) -> None:
    scene.accepted()
    empty = Narrative(" ")
    command, field = [
        (NoteProgress(ticket=scene.ticket, note=empty), "note"),
        (ResolveTicket(ticket=scene.ticket, answer=empty), "answer"),
        (ReturnTicket(ticket=scene.ticket, reason=empty), "reason"),
    ][step]
    scene.decider.when(command).refused(TextRefusal.TEXT_EMPTY, field)
