"""默认确认: a raiser that lets the charter's silence period pass has confirmed the answer."""

from collections.abc import Sequence
from datetime import date

from concord.commanding import Command, Facts
from concord.eventstore.entry import Entry
from concord.reacting import Deadline, Policy, Trigger
from concord.tickets.commands import ConfirmBySilence


def _answered(entry: Entry) -> Sequence[Deadline]:
    return (Deadline(date.fromisoformat(entry.data["next_due_on"])),)


def _settled(entry: Entry) -> Sequence[Deadline]:
    return (Deadline(None),)


def _decide(trigger: Trigger, facts: Facts) -> Sequence[Command]:
    return (ConfirmBySilence(ticket=trigger.entry.stream),)


POLICY = Policy(
    name="confirm-by-silence",
    chinese="吹哨单位在章程规定的期限内没有表示意见的，视为确认",
    english="A raiser that is silent for the charter's period has confirmed the answer",
    sends=(ConfirmBySilence,),
    deadlines={
        "tickets.TicketResolved": _answered,
        "tickets.ResolutionConfirmed": _settled,
        "tickets.TicketReopened": _settled,
    },
    decide=_decide,
)
