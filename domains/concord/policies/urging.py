"""逾期催办: whoever lets a ticket's deadline pass is urged; the charter may take the ticket a level up."""

from collections.abc import Sequence
from datetime import date

from concord.commanding import Command, Facts
from concord.eventstore.entry import Entry
from concord.reacting import Deadline, Policy, Trigger
from concord.tickets.commands import UrgeTicket


def _moved(entry: Entry) -> Sequence[Deadline]:
    return (Deadline(date.fromisoformat(entry.data["next_due_on"])),)


def _ended(entry: Entry) -> Sequence[Deadline]:
    """Answered or withdrawn: what is due now is the raiser's to do, or nothing."""
    return (Deadline(None),)


def _decide(trigger: Trigger, facts: Facts) -> Sequence[Command]:
    return (UrgeTicket(ticket=trigger.entry.stream),)


POLICY = Policy(
    name="urge-late-ticket",
    chinese="诉求的环节逾期，催办应办单位；章程规定升级的，升一级",
    english="A late step of a ticket is urged, and escalated where the charter says so",
    sends=(UrgeTicket,),
    deadlines={
        "tickets.TicketRaised": _moved,
        "tickets.TicketTriaged": _moved,
        "tickets.TicketDispatched": _moved,
        "tickets.TicketAccepted": _moved,
        "tickets.TicketReturned": _moved,
        "tickets.TicketReopened": _moved,
        "tickets.TicketEscalated": _moved,
        "tickets.DeadlineExtended": _moved,
        "tickets.TicketResolved": _ended,
        "tickets.TicketWithdrawn": _ended,
    },
    decide=_decide,
)
