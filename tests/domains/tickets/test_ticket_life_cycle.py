"""Any sequence of steps: a ticket moves along its life cycle only, and a refused step changes nothing.

Seen to fail when `Ticket.confirm` lost its status rule, and when `_returned` kept the department.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.charters import TriageLevel
from concord.privacy import Narrative
from concord.tickets.commands import (
    AcceptTicket,
    CloseTicket,
    ConfirmBySilence,
    ConfirmTicket,
    DispatchTicket,
    EscalateTicket,
    ExtendDeadline,
    NoteProgress,
    ReopenTicket,
    ResolveTicket,
    ReturnTicket,
    TriageTicket,
    WithdrawTicket,
)
from concord.tickets.errors import TicketRefusal
from concord.tickets.events import Satisfaction

TEXT = Narrative("说明")
OPEN = {"RAISED", "TRIAGED", "DISPATCHED", "ACCEPTED"}

# Step: who takes it, the command, from which statuses to which. From the domain's page, not from the code.
STEPS: dict[str, tuple[str, Callable[[Any], Any], set[str], set[str]]] = {
    "triage on site": (
        "office",
        lambda s: TriageTicket(ticket=s.ticket, level=TriageLevel.ON_SITE),
        {"RAISED"},
        {"TRIAGED"},
    ),
    "triage": (
        "office",
        lambda s: TriageTicket(ticket=s.ticket, level=TriageLevel.COORDINATED),
        {"RAISED"},
        {"TRIAGED"},
    ),
    "dispatch": (
        "office",
        lambda s: DispatchTicket(ticket=s.ticket, department=s.department),
        {"TRIAGED"},
        {"DISPATCHED"},
    ),
    "accept": ("department", lambda s: AcceptTicket(ticket=s.ticket), {"DISPATCHED"}, {"ACCEPTED"}),
    "return": (
        "department",
        lambda s: ReturnTicket(ticket=s.ticket, reason=TEXT),
        {"DISPATCHED", "ACCEPTED"},
        {"TRIAGED"},
    ),
    "progress": (
        "department",
        lambda s: NoteProgress(ticket=s.ticket, note=TEXT),
        {"ACCEPTED"},
        {"ACCEPTED"},
    ),
    "resolve": (
        "department",
        lambda s: ResolveTicket(ticket=s.ticket, answer=TEXT),
        {"TRIAGED", "ACCEPTED"},
        {"RESOLVED"},
    ),
    "confirm": (
        "raiser",
        lambda s: ConfirmTicket(ticket=s.ticket, satisfaction=Satisfaction.SATISFIED),
        {"RESOLVED"},
        {"CONFIRMED"},
    ),
    "silence": ("office", lambda s: ConfirmBySilence(ticket=s.ticket), {"RESOLVED"}, {"CONFIRMED"}),
    "reopen": (
        "raiser",
        lambda s: ReopenTicket(ticket=s.ticket, reason=TEXT),
        {"RESOLVED", "CONFIRMED"},
        {"TRIAGED", "ACCEPTED"},
    ),
    "escalate": (
        "office",
        lambda s: EscalateTicket(ticket=s.ticket, reason=TEXT),
        OPEN - {"RAISED"},
        {"TRIAGED"},
    ),
    "extend": (
        "office",
        lambda s: ExtendDeadline(ticket=s.ticket, until=s.decider.today + timedelta(days=90), reason=TEXT),
        OPEN,
        OPEN,
    ),
    "withdraw": ("raiser", lambda s: WithdrawTicket(ticket=s.ticket), OPEN, {"WITHDRAWN"}),
    "close": ("office", lambda s: CloseTicket(ticket=s.ticket), {"CONFIRMED"}, {"CLOSED"}),
}
Drawn = list[tuple[int, bool, int]]
sequences = st.lists(st.tuples(st.integers(0, 10_000), st.booleans(), st.integers(0, 5)), max_size=25)


def played(scene: Any, sequence: Drawn) -> Iterator[tuple[str, Any, Any]]:
    """Step after step with the states around it; half of them fit the status, so that all are reached."""
    for number, fitting, days in sequence:
        scene.decider.on(scene.decider.today + timedelta(days=days))
        before = scene.state()
        fit = [name for name in sorted(STEPS) if not fitting or before.status in STEPS[name][2]]
        names = fit or sorted(STEPS)
        name = names[number % len(names)]
        take(scene, name)
        yield name, before, scene.state()


def take(scene: Any, name: str) -> None:
    who, command, from_statuses, to_statuses = STEPS[name]
    before = dict(vars(scene.state()))
    speaker = {"office": None, "department": scene.department, "raiser": scene.raiser}[who]
    decided = scene.by(speaker, "secretary").when(command(scene))
    after = dict(vars(scene.state()))
    if decided.refusal is not None:
        assert decided.refusal.code in type(decided.command).refuses
        assert after == before
        return
    assert before["status"] in from_statuses
    assert after["status"] in to_statuses
    due_on = getattr(decided.events[0], "due_on", before["due_on"])
    assert due_on == before["due_on"]
    assert (after["due_on"] is None) == (after["status"] in {"CONFIRMED", "CLOSED", "WITHDRAWN"})
    assert (after["department"] is None) or after["status"] not in {"RAISED", "TRIAGED"}


@pytest.mark.parametrize("name", sorted(STEPS))
@pytest.mark.parametrize("reached", ["raised", "triaged", "dispatched", "accepted", "resolved", "confirmed"])
def test_each_step_is_taken_from_its_statuses_only(fresh_scene: Any, reached: str, name: str) -> None:
    scene = getattr(fresh_scene(), reached)()
    scene.decider.on(date(2024, 3, 14))
    status = scene.state().status
    take(scene, name)
    moved = scene.state().version > {"raised": 1, "triaged": 2, "dispatched": 3}.get(reached, 0)
    if status not in STEPS[name][2]:
        assert scene.state().status == status
    elif reached in {"raised", "triaged", "dispatched"} and name != "resolve":
        assert moved


def test_a_step_out_of_order_is_told_where_the_ticket_stands(fresh_scene: Any) -> None:
    scene = fresh_scene().raised()
    decided = scene.by(scene.department).when(AcceptTicket(ticket=scene.ticket))
    decided.refused(TicketRefusal.WRONG_STATUS)
    assert decided.refusal.sentence("zh") == "这件诉求目前“待分级”，此步骤只适用于：待接单"
    assert "RAISED" in decided.refusal.sentence("en")


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequences)
def test_any_sequence_of_steps_keeps_to_the_life_cycle(fresh_scene: Any, sequence: Drawn) -> None:
    for _ in played(fresh_scene().raised(), sequence):
        pass


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequences)
def test_an_answer_counts_only_once_it_is_confirmed_or_the_silence_period_has_passed(
    fresh_scene: Any, sequence: Drawn
) -> None:
    scene = fresh_scene().raised()
    for name, before, after in played(scene, sequence):
        if after.status == "CONFIRMED" and before.status != "CONFIRMED":
            assert name == "confirm" or (name == "silence" and scene.decider.today > before.due_on)
        if after.status == "CLOSED":
            assert before.status in {"CONFIRMED", "CLOSED"}
