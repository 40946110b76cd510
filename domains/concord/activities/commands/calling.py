"""Whose turn a new period is, said when nobody has taken it."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.activities.commands.base import RULED
from concord.activities.errors import ActivityRefusal
from concord.activities.facts import AllianceFacts
from concord.activities.rotation import LeadRotation, RotationFacts
from concord.activities.turns import in_waiting
from concord.charters import RotationBasis, interval, label_of
from concord.charters.periods import MONTHS
from concord.commanding import Circumstances, Command, Facts, Read, Refusal


class CallForLead(Command, frozen=True, kw_only=True):
    """提请轮值牵头: a period of the rotation has ended, and the turn of the next one is nobody's yet."""

    aggregate: ClassVar[type[Aggregate]] = LeadRotation
    refuses = (*RULED, ActivityRefusal.NO_LEAD_BY_PERIOD, ActivityRefusal.LEAD_SETTLED)

    rotation: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.rotation

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {"rotation": Read("activities.LeadRotation", self.rotation, RotationFacts)}
        if "rotation" in known:
            reads["alliance"] = Read("alliances.Alliance", known["rotation"].alliance, AllianceFacts)
        return reads

    def decide(self, aggregate: LeadRotation, facts: Facts, at: Circumstances) -> LeadRotation:
        alliance: AllianceFacts = facts["alliance"]
        alliance.require_active(at.today)
        charter = alliance.charter(at.today)
        if charter.lead is None or charter.lead.period not in MONTHS:
            raise Refusal(ActivityRefusal.NO_LEAD_BY_PERIOD)
        period = label_of(charter.lead.period, at.today)
        found = interval(period)
        assert found is not None
        waiting, _ = in_waiting(alliance.leaders(at.tenant, charter, at.today), aggregate.served)
        by_order = charter.lead.basis is RotationBasis.FIXED_ORDER
        aggregate.call(period, found[2], waiting[0] if by_order and waiting else None)
        return aggregate
