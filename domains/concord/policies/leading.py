"""提请轮值牵头: when a period of the rotation ends, the next in turn is named unless it has led already."""

from collections.abc import Mapping, Sequence
from datetime import date

from concord.activities.commands import CallForLead
from concord.activities.rotation import RotationFacts
from concord.charters import MONTHS, Standing, interval, label_of
from concord.commanding import Command, Facts, Read
from concord.eventstore.entry import Entry
from concord.reacting import Deadline, Policy, Trigger


def _taken(entry: Entry) -> Sequence[Deadline]:
    period = entry.data["period"]
    found = interval(period) if period else None
    return (Deadline(found[2], period),) if found else ()


def _called(entry: Entry) -> Sequence[Deadline]:
    return (Deadline(date.fromisoformat(entry.data["ends_on"]), entry.data["period"]),)


def _reads(trigger: Trigger, known: Facts) -> Mapping[str, Read]:
    reads = {"rotation": Read("activities.LeadRotation", trigger.entry.stream, RotationFacts)}
    if "rotation" in known:
        reads["alliance"] = Read("alliances.Alliance", known["rotation"].alliance, Standing)
    return reads


def _decide(trigger: Trigger, facts: Facts) -> Sequence[Command]:
    alliance: Standing = facts["alliance"]
    lead = None if alliance.dissolved_on else alliance.charter(trigger.today).lead
    if lead is None or lead.period not in MONTHS:
        return ()
    if label_of(lead.period, trigger.today) in facts["rotation"].settled:
        return ()
    return (CallForLead(rotation=trigger.entry.stream),)


POLICY = Policy(
    name="call-for-lead",
    chinese="按期轮值牵头的，一期结束而下一期无人牵头时，提请轮值，并指明应牵头的单位",
    english="A period of the lead that ends calls for the next in turn, unless that has been settled",
    sends=(CallForLead,),
    deadlines={"activities.LeadTurnTaken": _taken, "activities.LeadCalled": _called},
    reads=_reads,
    decide=_decide,
)
