"""Score, correct, veto, finalize."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from concord.assessments.aggregate import Assessment
from concord.assessments.commands.base import STEP, AssessmentCommand
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.limits import TEXT, check_evidence, check_narrative
from concord.privacy import Narrative

JUDGED = (
    *STEP,
    *TEXT,
    AssessmentRefusal.NOT_ASSESSED,
    AssessmentRefusal.INDICATOR_UNKNOWN,
    AssessmentRefusal.EVIDENCE_INVALID,
)
SCORED = (
    *JUDGED,
    AssessmentRefusal.INDICATOR_IS_VETO,
    AssessmentRefusal.SCORE_OUT_OF_RANGE,
    AssessmentRefusal.SCORE_NOT_EXACT,
)


class ScoreIndicator(AssessmentCommand, frozen=True, kw_only=True):
    """评分: one organization, one indicator, with what the score rests on."""

    refuses = (*SCORED, AssessmentRefusal.ALREADY_SCORED)

    organization: UUID
    indicator: str
    score: Decimal
    evidence: tuple[int, ...] = ()
    """Ledger positions."""
    remark: Narrative | None = None

    def act(self, assessment: Assessment, on: date) -> None:
        check_evidence(self.evidence)
        check_narrative("remark", self.remark)
        assessment.score(self.organization, self.indicator, self.score, self.evidence, self.remark)


class CorrectScore(AssessmentCommand, frozen=True, kw_only=True):
    """更正评分: replaces a score, saying why."""

    refuses = (*SCORED, AssessmentRefusal.NOT_SCORED, AssessmentRefusal.CORRECTION_CHANGES_NOTHING)

    organization: UUID
    indicator: str
    score: Decimal
    reason: Narrative
    evidence: tuple[int, ...] = ()

    def act(self, assessment: Assessment, on: date) -> None:
        check_evidence(self.evidence)
        check_narrative("reason", self.reason)
        assessment.correct(self.organization, self.indicator, self.score, self.evidence, self.reason)


class ApplyVeto(AssessmentCommand, frozen=True, kw_only=True):
    """一票否决: caps an organization's total."""

    refuses = (
        *JUDGED,
        AssessmentRefusal.INDICATOR_IS_NOT_VETO,
        AssessmentRefusal.VETO_ALREADY_APPLIED,
    )

    organization: UUID
    indicator: str
    reason: Narrative
    evidence: tuple[int, ...] = ()

    def act(self, assessment: Assessment, on: date) -> None:
        check_evidence(self.evidence)
        check_narrative("reason", self.reason)
        assessment.veto(self.organization, self.indicator, self.evidence, self.reason)


class FinalizeAssessment(AssessmentCommand, frozen=True, kw_only=True):
    """核定结果: totals, ranks and stars; changed afterwards only through an objection."""

    refuses = (*STEP, AssessmentRefusal.PERIOD_NOT_OVER, AssessmentRefusal.SCORES_MISSING)

    def act(self, assessment: Assessment, on: date) -> None:
        assessment.finalize(on)
