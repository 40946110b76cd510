"""What a policy declares: what it reacts to, what it needs to know, and which commands follow. Pure; no I/O.

A policy is found by entry point (`concord.policies`), each an object of this class:

    POLICY = Policy(
        name="select-project",
        chinese="通过的决议选定重点项目",
        english="A passed resolution selects the project that it names",
        sends=(SelectProject,),
        events=("meetings.ResolutionPassed",),
        decide=lambda trigger, facts: [SelectProject(project=..., resolution=...)],
    )

It reacts either to events, or to deadlines: days that an event sets for its stream and a later one clears.
The day after a deadline that still stands it decides, once for that deadline. What it decides are commands:
whether one is right at the moment at which it arrives is for the aggregate to say, which may refuse.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID, uuid5

import msgspec

from concord.commanding import Command, Facts, Read
from concord.eventstore.entry import Entry

NAMESPACE = UUID("a3c1f7e2-5b0d-4c59-9a70-2f6f1d0c8e44")


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """What a policy reacts to."""

    tenant: UUID
    tenant_name: str = ""
    entry: Entry
    """The event; of a deadline, the event that set it."""
    subject: str = ""
    """Which of the deadlines that the event set."""
    today: date
    """In the tenant's time zone, as the ledger counts it."""
    receipt: str = ""
    """Of a policy that tells the parent: proves that the entry is in this ledger (C2SP tlog-proof)."""


class Deadline(msgspec.Struct, frozen=True):
    """What an event says of a deadline of its stream."""

    due_on: date | None
    """Last day; none: nothing is due any more."""
    subject: str = ""
    """Which one, where a stream has several."""


def no_facts(trigger: Trigger, known: Facts) -> Mapping[str, Read]:
    """Of a policy that needs to know nothing but its event."""
    return {}


class Policy(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """One rule across contexts."""

    name: str
    """Lowercase ASCII with dashes, for ever: command ids derive from it, and `policy:<name>` is the actor."""
    chinese: str
    english: str
    """What it does, in one sentence."""
    sends: tuple[type[Command], ...]
    """Its row of the permission table: whatever else it decides is not sent, and parks it."""
    decide: Callable[[Trigger, Facts], Sequence[Command]]
    """The commands that follow; none: nothing does. The order is that in which they are given."""
    events: tuple[str, ...] = ()
    """Public names that it reacts to."""
    deadlines: Mapping[str, Callable[[Entry], Sequence[Deadline]]] = {}
    """Or the deadlines that it watches: what each event sets or clears."""
    to_parent: bool = False
    """Its commands are given in the ledger of the tenant above; it waits until the entry is sealed."""
    reads: Callable[[Trigger, Facts], Mapping[str, Read]] = no_facts
    """Facts that it decides by, as `Command.reads`: asked again until it names nothing new."""


def command_id(policy: str, tenant: UUID, position: int, subject: str, ordinal: int) -> UUID:
    """The same reaction is the same command, however often it is tried."""
    place = f"{position}:{subject}" if subject else str(position)
    return uuid5(NAMESPACE, f"{policy}:{tenant}:{place}:{ordinal}")
