"""What every command on an open assessment has in common."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.assessments.aggregate import Assessment
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.facts import AllianceFacts, AssessmentFacts
from concord.commanding import Circumstances, Command, Facts, Read, RefusalCode

STEP: tuple[RefusalCode, ...] = (
    AssessmentRefusal.ALLIANCE_NOT_ACTIVE,
    AssessmentRefusal.MEMBER_HAS_LEFT,
    AssessmentRefusal.ALREADY_FINALIZED,
)
"""Of every step."""


class AssessmentCommand(Command, frozen=True, kw_only=True):
    """One step of an assessment that was opened."""

    aggregate: ClassVar[type[Aggregate]] = Assessment

    assessment: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.assessment

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {"assessment": Read("assessments.Assessment", self.assessment, AssessmentFacts)}
        if "assessment" in known:
            reads["alliance"] = Read("alliances.Alliance", known["assessment"].alliance, AllianceFacts)
        return reads

    def decide(self, aggregate: Assessment, facts: Facts, at: Circumstances) -> Assessment:
        alliance: AllianceFacts = facts["alliance"]
        alliance.require_active(at.today)
        alliance.require_not_departed(at.organization, at.today)
        self.act(aggregate, at.occurred_on)
        return aggregate

    def act(self, assessment: Assessment, on: date) -> None:
        """Takes the step on a day, or raises `Refusal`."""
        raise NotImplementedError
