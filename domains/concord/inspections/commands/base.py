"""What every command on an inspection has in common: the inspection, and the alliance's rules."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.charters import (
    TEXT,
    InspectionRules,
    Standing,
    StandingRefusal,
    calendar_read,
)
from concord.commanding import Circumstances, Command, Facts, Read, Refusal, RefusalCode
from concord.inspections.aggregate import Inspection, InspectionFacts
from concord.inspections.errors import InspectionRefusal

RULED: tuple[RefusalCode, ...] = (
    StandingRefusal.ALLIANCE_NOT_ACTIVE,
    StandingRefusal.NO_CHARTER,
    InspectionRefusal.INSPECTIONS_NOT_IN_CHARTER,
)
"""Of whatever the charter has a say in."""
STEP: tuple[RefusalCode, ...] = (StandingRefusal.MEMBER_HAS_LEFT, *TEXT)
"""Of every step."""


def inspection_rules(alliance: Standing, at: Circumstances) -> InspectionRules:
    """What the charter in force says of inspections."""
    alliance.require_active(at.today)
    rules = alliance.charter(at.today).inspections
    if rules is None:
        raise Refusal(InspectionRefusal.INSPECTIONS_NOT_IN_CHARTER)
    return rules


class InspectionCommand(Command, frozen=True, kw_only=True):
    """One step of an inspection."""

    aggregate: ClassVar[type[Aggregate]] = Inspection

    inspection: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.inspection

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {
            "inspection": Read("inspections.Inspection", self.inspection, InspectionFacts),
            "calendar": calendar_read(tenant),
        }
        if "inspection" in known:
            reads["alliance"] = Read("alliances.Alliance", known["inspection"].alliance, Standing)
        return reads

    def decide(self, aggregate: Inspection, facts: Facts, at: Circumstances) -> Inspection:
        facts["alliance"].require_not_departed(at.organization, at.today)
        self.act(aggregate, facts, at)
        return aggregate

    def act(self, inspection: Inspection, facts: Facts, at: Circumstances) -> None:
        """Takes the step, or raises `Refusal`."""
        raise NotImplementedError
