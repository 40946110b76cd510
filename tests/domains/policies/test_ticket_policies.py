"""Deadlines of tickets as policies watch them: what each event sets, and which command follows."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from telling import Story, said

from concord.policies import silence, urging
from concord.reacting import Policy, Trigger
from concord.reacting.finding import find_policies
from concord.tickets.commands import ConfirmBySilence, UrgeTicket

NINE = datetime(2026, 1, 5, 1, tzinfo=UTC)
TICKET = uuid4()


@pytest.fixture
def story() -> Story:
    return Story()


def due(policy: Policy, entry: object) -> list[date | None]:
    return [one.due_on for one in policy.deadlines[entry.type](entry)]


def test_every_open_step_is_watched_and_an_answer_ends_it(story: Story) -> None:
    raised = story.tell(
        "tickets.TicketRaised",
        TICKET,
        at=NINE,
        alliance=uuid4(),
        raiser=uuid4(),
        title="路灯",
        description=said("d"),
        next_due_on=date(2026, 1, 6),
    )
    resolved = story.tell(
        "tickets.TicketResolved",
        TICKET,
        answer=said("a"),
        due_on=date(2026, 1, 6),
        next_due_on=date(2026, 1, 13),
    )
    assert due(urging.POLICY, raised) == [date(2026, 1, 6)]
    assert due(urging.POLICY, resolved) == [None]
    assert due(silence.POLICY, resolved) == [date(2026, 1, 13)]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (urging.POLICY, UrgeTicket(ticket=TICKET)),
        (silence.POLICY, ConfirmBySilence(ticket=TICKET)),
    ],
    ids=lambda one: getattr(one, "name", type(one).__name__),
)
def test_a_deadline_that_passes_leads_to_one_command(story: Story, policy: Policy, expected: object) -> None:
    entry = story.tell("tickets.TicketWithdrawn", TICKET, at=NINE, due_on=date(2026, 1, 6))
    trigger = Trigger(tenant=UUID(int=1), entry=entry, today=date(2026, 1, 7))
    assert list(policy.decide(trigger, {})) == [expected]


@pytest.mark.parametrize("policy", find_policies(), ids=lambda policy: policy.name)
def test_a_policy_reacts_to_events_or_to_deadlines_and_names_its_commands(policy: Policy) -> None:
    assert bool(policy.events) != bool(policy.deadlines)
    assert policy.sends
    assert policy.chinese
    assert policy.english
