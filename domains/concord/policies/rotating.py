"""提请轮值: when a term of the chair ends and no other is settled, the alliance is told whose turn it is."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from concord.alliances.commands import CallForRotation
from concord.alliances.facts import AllianceFacts
from concord.commanding import Command, Facts, Read
from concord.eventstore.entry import Entry
from concord.reacting import Deadline, Policy, Trigger

DAY = timedelta(days=1)


def _term(entry: Entry) -> Sequence[Deadline]:
    """One for each term, by its beginning: what ends a term early leaves the others watched."""
    return (Deadline(date.fromisoformat(entry.data["ends_on"]), entry.data["starts_on"]),)


def _vacancy(entry: Entry) -> Sequence[Deadline]:
    vacated_on = entry.data["vacated_on"]
    return (Deadline(date.fromisoformat(vacated_on) - DAY, f"vacated {vacated_on}"),)


def _reads(trigger: Trigger, known: Facts) -> Mapping[str, Read]:
    return {"alliance": Read("alliances.Alliance", trigger.entry.stream, AllianceFacts)}


def _decide(trigger: Trigger, facts: Facts) -> Sequence[Command]:
    alliance: AllianceFacts = facts["alliance"]
    settled = any(trigger.today <= term.ends_on for term in alliance.chair_terms)
    if settled or alliance.dissolved_on is not None:
        return ()
    return (CallForRotation(alliance=alliance.id),)


POLICY = Policy(
    name="call-for-rotation",
    chinese="会长单位任期届满而未确定下一任的，提请轮值，并指明按章程次序应接任的单位",
    english="A term of the chair that ends without another calls for a rotation and names whose turn it is",
    sends=(CallForRotation,),
    deadlines={"alliances.ChairRotated": _term, "alliances.ChairVacated": _vacancy},
    reads=_reads,
    decide=_decide,
)
