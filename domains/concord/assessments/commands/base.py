"""What every command on an open assessment has in common."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.assessments.aggregate import Assessment
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.facts import AllianceFacts, AssessmentFacts
from concord.assessments.limits import check_evidence
from concord.charters import StandingRefusal
from concord.commanding import Circumstances, Command, Facts, Read, RefusalCode, Survey

STEP: tuple[RefusalCode, ...] = (
    StandingRefusal.ALLIANCE_NOT_ACTIVE,
    StandingRefusal.MEMBER_HAS_LEFT,
)
"""Of every step."""
EVIDENCE: tuple[RefusalCode, ...] = (
    AssessmentRefusal.EVIDENCE_INVALID,
    AssessmentRefusal.EVIDENCE_NOT_RECORDED,
)
"""Of every step that rests on positions of the ledger."""


class AssessmentCommand(Command, frozen=True, kw_only=True):
    """One step of an assessment that was opened."""

    aggregate: ClassVar[type[Aggregate]] = Assessment

    assessment: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.assessment

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read | Survey]:
        reads: dict[str, Read | Survey] = {
            "assessment": Read("assessments.Assessment", self.assessment, AssessmentFacts)
        }
        if "assessment" in known:
            reads["alliance"] = Read("alliances.Alliance", known["assessment"].alliance, AllianceFacts)
        return reads

    def decide(self, aggregate: Assessment, facts: Facts, at: Circumstances) -> Assessment:
        alliance: AllianceFacts = facts["alliance"]
        alliance.require_active(at.today)
        alliance.require_not_departed(at.organization, at.today)
        self.act(aggregate, facts, at)
        return aggregate

    def act(self, assessment: Assessment, facts: Facts, at: Circumstances) -> None:
        """Takes the step, or raises `Refusal`."""
        raise NotImplementedError


class EvidencedCommand(AssessmentCommand, frozen=True, kw_only=True):
    """One that cites positions of the ledger."""

    evidence: tuple[int, ...] = ()
    """Ledger positions that it rests on."""

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read | Survey]:
        head = {"ledger": Survey()} if self.evidence else {}
        return {**super().reads(tenant, known), **head}

    def check_evidence(self, facts: Facts) -> None:
        """Refuses positions that the ledger does not have."""
        if self.evidence:
            check_evidence(self.evidence, facts["ledger"].head)
