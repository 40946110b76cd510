"""Confirm, by word or by silence; reopen, withdraw, close."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from concord.charters import StandingRefusal, TriageLevel
from concord.privacy import Narrative
from concord.tickets.commands import (
    CloseTicket,
    ConfirmBySilence,
    ConfirmTicket,
    ReopenTicket,
    ResolveTicket,
    WithdrawTicket,
)
from concord.tickets.errors import TicketRefusal
from concord.tickets.events import (
    ResolutionConfirmed,
    Satisfaction,
    TicketClosed,
    TicketReopened,
    TicketStatus,
    TicketWithdrawn,
)

LAST_DAY = date(2024, 3, 12)
"""Seven working days after Friday 2024-03-01."""
REASON = Narrative("班车只开了一天")


def confirm(scene: Any, satisfaction: Satisfaction = Satisfaction.SATISFIED) -> ConfirmTicket:
    return ConfirmTicket(ticket=scene.ticket, satisfaction=satisfaction, comment=Narrative("很好"))


@pytest.mark.parametrize("satisfaction", list(Satisfaction))
def test_the_raiser_confirms_with_satisfaction(scene: Any, satisfaction: Satisfaction) -> None:
    scene.resolved().decider.when(confirm(scene, satisfaction)).then(
        (ResolutionConfirmed, {"satisfaction": satisfaction, "by_silence": False, "due_on": LAST_DAY})
    )


def test_nobody_else_confirms(scene: Any) -> None:
    scene.resolved()
    for organization in (scene.department, None, uuid4()):
        scene.by(organization, "secretary").when(confirm(scene)).refused(TicketRefusal.NOT_THE_RAISER)


def test_a_raiser_that_has_left_no_longer_confirms_or_reopens(scene: Any) -> None:
    scene.resolved().settle(left_on=date(2024, 3, 1))
    scene.decider.when(confirm(scene)).refused(StandingRefusal.MEMBER_HAS_LEFT)
    reopen = ReopenTicket(ticket=scene.ticket, reason=REASON)
    scene.decider.when(reopen).refused(StandingRefusal.MEMBER_HAS_LEFT)


def test_silence_does_not_confirm_on_the_last_day(scene: Any) -> None:
    scene.resolved().decider.on(LAST_DAY)
    scene.decider.when(ConfirmBySilence(ticket=scene.ticket)).refused(TicketRefusal.SILENCE_NOT_PASSED)


def test_silence_confirms_after_the_last_day(scene: Any) -> None:
    scene.resolved().by(None, "secretary").on(date(2024, 3, 13))
    scene.decider.when(ConfirmBySilence(ticket=scene.ticket)).then(
        (ResolutionConfirmed, {"satisfaction": None, "by_silence": True, "due_on": LAST_DAY})
    )


def test_silence_confirms_what_a_raiser_that_has_left_cannot(scene: Any) -> None:
    scene.resolved().settle(left_on=date(2024, 3, 2)).by(None, "secretary").on(date(2024, 3, 13))
    scene.decider.when(ConfirmBySilence(ticket=scene.ticket)).then((ResolutionConfirmed, {}))


def test_reopened_the_department_works_on_and_a_new_answer_is_due(scene: Any) -> None:
    scene.resolved().decider.when(ReopenTicket(ticket=scene.ticket, reason=REASON)).then(
        (
            TicketReopened,
            {
                "times": 1,
                "department": scene.department,
                "due_on": LAST_DAY,
                "next_due_on": date(2024, 3, 15),
            },
        )
    )
    assert scene.state().status is TicketStatus.ACCEPTED


def test_after_confirmation_it_may_be_reopened_once_more(scene: Any) -> None:
    scene.confirmed(Satisfaction.DISSATISFIED).decider.given(ReopenTicket(ticket=scene.ticket, reason=REASON))
    scene.by(scene.department, "handler").given(ResolveTicket(ticket=scene.ticket, answer=Narrative("已改")))
    scene.by(scene.raiser).when(ReopenTicket(ticket=scene.ticket, reason=REASON)).then(
        (TicketReopened, {"times": 2})
    )


def test_answered_on_the_spot_it_is_reopened_for_dispatch(scene: Any) -> None:
    scene.triaged(TriageLevel.ON_SITE).decider.given(
        ResolveTicket(ticket=scene.ticket, answer=Narrative("当场答复"))
    )
    scene.by(scene.raiser).when(ReopenTicket(ticket=scene.ticket, reason=REASON)).then(
        (TicketReopened, {"department": None, "next_due_on": date(2024, 3, 5)})
    )
    assert scene.state().status is TicketStatus.TRIAGED


def test_reopening_by_a_charter_that_has_dropped_the_level_is_refused(scene: Any, charter_of: Any) -> None:
    scene.resolved().settle(rules=charter_of((TriageLevel.ON_SITE,)))
    command = ReopenTicket(ticket=scene.ticket, reason=REASON)
    scene.decider.when(command).refused(TicketRefusal.LEVEL_NOT_IN_CHARTER, "level")


def test_nobody_else_reopens_or_withdraws(scene: Any) -> None:
    scene.resolved().by(scene.department, "handler")
    reopen = ReopenTicket(ticket=scene.ticket, reason=REASON)
    scene.decider.when(reopen).refused(TicketRefusal.NOT_THE_RAISER)
    scene.accepted().by(scene.department, "handler")
    withdraw = WithdrawTicket(ticket=scene.ticket)
    scene.decider.when(withdraw).refused(TicketRefusal.NOT_THE_RAISER)


@pytest.mark.parametrize("reached", ["raised", "triaged", "dispatched", "accepted"])
def test_the_raiser_withdraws_before_the_answer(scene: Any, reached: str) -> None:
    due_on = getattr(scene, reached)().state().due_on
    scene.by(scene.raiser).when(WithdrawTicket(ticket=scene.ticket, reason=REASON)).then(
        (TicketWithdrawn, {"due_on": due_on})
    )


def test_it_is_withdrawn_even_where_the_alliance_is_dissolved(scene: Any) -> None:
    scene.accepted().settle(dissolved_on=date(2024, 3, 1)).by(scene.raiser).when(
        WithdrawTicket(ticket=scene.ticket)
    ).then((TicketWithdrawn, {"reason": None}))


def test_closing_ends_it(scene: Any) -> None:
    scene.confirmed().by(None, "secretary").when(CloseTicket(ticket=scene.ticket)).then(
        (TicketClosed, {"satisfaction": Satisfaction.SATISFIED, "reason": None})
    )


def test_a_dissatisfied_raiser_s_ticket_is_not_closed_without_a_reason(scene: Any) -> None:
    scene.confirmed(Satisfaction.DISSATISFIED).by(None, "secretary")
    scene.decider.when(CloseTicket(ticket=scene.ticket)).refused(TicketRefusal.CLOSING_NEEDS_REASON, "reason")
    scene.decider.when(CloseTicket(ticket=scene.ticket, reason=REASON)).then(
        (TicketClosed, {"satisfaction": Satisfaction.DISSATISFIED})
    )


def test_who_has_left_closes_nothing(scene: Any) -> None:
    scene.confirmed().by(scene.departed, "secretary")
    scene.decider.when(CloseTicket(ticket=scene.ticket)).refused(StandingRefusal.MEMBER_HAS_LEFT)
