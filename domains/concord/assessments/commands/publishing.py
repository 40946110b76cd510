"""Publish results, object, decide, award stars."""

from decimal import Decimal
from uuid import UUID

from concord.assessments.aggregate import Assessment
from concord.assessments.commands.base import EVIDENCE, STEP, AssessmentCommand, EvidencedCommand
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.limits import check_narrative
from concord.assessments.objecting import award, decide_objection, publish, raise_objection
from concord.charters import TEXT
from concord.commanding import Circumstances, Facts
from concord.privacy import Narrative


class PublishResults(AssessmentCommand, frozen=True, kw_only=True):
    """公示结果: opens them to objection for as long as the scheme says."""

    refuses = (
        *STEP,
        AssessmentRefusal.NOT_FINALIZED,
        AssessmentRefusal.PUBLICATION_NOT_DUE,
        AssessmentRefusal.ALREADY_PUBLISHED,
    )

    def act(self, assessment: Assessment, facts: Facts, at: Circumstances) -> None:
        publish(assessment, at.today)


class RaiseObjection(EvidencedCommand, frozen=True, kw_only=True):
    """提出异议: an organization disputes a score or a veto of its own."""

    refuses = (
        *STEP,
        *TEXT,
        *EVIDENCE,
        AssessmentRefusal.NOT_PUBLISHED,
        AssessmentRefusal.OBJECTION_TOO_LATE,
        AssessmentRefusal.OBJECTION_OF_OTHERS,
        AssessmentRefusal.NOT_ASSESSED,
        AssessmentRefusal.INDICATOR_UNKNOWN,
        AssessmentRefusal.NOTHING_TO_OBJECT_TO,
        AssessmentRefusal.OBJECTION_PENDING,
        AssessmentRefusal.TOO_MANY_OBJECTIONS,
    )

    organization: UUID
    indicator: str
    statement: Narrative

    def act(self, assessment: Assessment, facts: Facts, at: Circumstances) -> None:
        self.check_evidence(facts)
        check_narrative("statement", self.statement)
        raise_objection(assessment, self.organization, self.indicator, self.evidence, self.statement, at)


class DecideObjection(EvidencedCommand, frozen=True, kw_only=True):
    """处理异议: by somebody else than who raised it."""

    refuses = (
        *STEP,
        *TEXT,
        *EVIDENCE,
        AssessmentRefusal.OBJECTION_UNKNOWN,
        AssessmentRefusal.OBJECTION_DECIDED_ALREADY,
        AssessmentRefusal.DECIDED_BY_OBJECTOR,
        AssessmentRefusal.SCORE_REQUIRED,
        AssessmentRefusal.SCORE_NOT_WANTED,
        AssessmentRefusal.SCORE_OUT_OF_RANGE,
        AssessmentRefusal.SCORE_NOT_EXACT,
        AssessmentRefusal.CORRECTION_CHANGES_NOTHING,
    )

    objection: int
    """Its number."""
    upheld: bool
    reason: Narrative
    score: Decimal | None = None
    """The new one, where it is upheld and against a score."""

    def act(self, assessment: Assessment, facts: Facts, at: Circumstances) -> None:
        self.check_evidence(facts)
        check_narrative("reason", self.reason)
        decide_objection(assessment, self.objection, self.upheld, self.score, self.evidence, self.reason, at)


class AwardStars(AssessmentCommand, frozen=True, kw_only=True):
    """评定星级: by the results as the objections left them."""

    refuses = (
        *STEP,
        AssessmentRefusal.NOT_FINALIZED,
        AssessmentRefusal.NO_STARS_IN_SCHEME,
        AssessmentRefusal.STARS_ALREADY_AWARDED,
        AssessmentRefusal.NOT_PUBLISHED,
        AssessmentRefusal.PUBLICATION_NOT_OVER,
        AssessmentRefusal.OBJECTIONS_OPEN,
    )

    def act(self, assessment: Assessment, facts: Facts, at: Circumstances) -> None:
        award(assessment, at.today)
