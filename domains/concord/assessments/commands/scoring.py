"""Score, correct, veto, finalize."""

from decimal import Decimal
from uuid import UUID

from concord.assessments.aggregate import Assessment
from concord.assessments.commands.base import EVIDENCE, STEP, AssessmentCommand, EvidencedCommand
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.limits import check_narrative
from concord.assessments.reviewing import reviewed
from concord.charters import TEXT
from concord.commanding import Circumstances, Facts
from concord.privacy import Narrative

JUDGED = (
    *STEP,
    *TEXT,
    *EVIDENCE,
    AssessmentRefusal.ALREADY_FINALIZED,
    AssessmentRefusal.NOT_ASSESSED,
    AssessmentRefusal.INDICATOR_UNKNOWN,
)
SCORED = (
    *JUDGED,
    AssessmentRefusal.INDICATOR_IS_COMPUTED,
    AssessmentRefusal.REPORT_MISSING,
    AssessmentRefusal.REVIEWED_BY_AUTHOR,
    AssessmentRefusal.INDICATOR_IS_VETO,
    AssessmentRefusal.SCORE_OUT_OF_RANGE,
    AssessmentRefusal.SCORE_NOT_EXACT,
)


class ScoreIndicator(EvidencedCommand, frozen=True, kw_only=True):
    """评分: one organization, one indicator, with what the score rests on."""

    refuses = (*SCORED, AssessmentRefusal.ALREADY_SCORED)

    organization: UUID
    indicator: str
    score: Decimal
    remark: Narrative | None = None

    def act(self, assessment: Assessment, facts: Facts, at: Circumstances) -> None:
        self.check_evidence(facts)
        check_narrative("remark", self.remark)
        reviews = reviewed(assessment, self.organization, self.indicator, self.score, at)
        assessment.score(
            self.organization, self.indicator, self.score, self.evidence, self.remark, reviews=reviews
        )


class CorrectScore(EvidencedCommand, frozen=True, kw_only=True):
    """更正评分: replaces a score, saying why."""

    refuses = (*SCORED, AssessmentRefusal.NOT_SCORED, AssessmentRefusal.CORRECTION_CHANGES_NOTHING)

    organization: UUID
    indicator: str
    score: Decimal
    reason: Narrative

    def act(self, assessment: Assessment, facts: Facts, at: Circumstances) -> None:
        self.check_evidence(facts)
        check_narrative("reason", self.reason)
        reviewed(assessment, self.organization, self.indicator, self.score, at)
        assessment.correct(self.organization, self.indicator, self.score, self.evidence, self.reason)


class ApplyVeto(EvidencedCommand, frozen=True, kw_only=True):
    """一票否决: caps an organization's total."""

    refuses = (
        *JUDGED,
        AssessmentRefusal.INDICATOR_IS_NOT_VETO,
        AssessmentRefusal.VETO_ALREADY_APPLIED,
    )

    organization: UUID
    indicator: str
    reason: Narrative

    def act(self, assessment: Assessment, facts: Facts, at: Circumstances) -> None:
        self.check_evidence(facts)
        check_narrative("reason", self.reason)
        assessment.veto(self.organization, self.indicator, self.evidence, self.reason)


class FinalizeAssessment(AssessmentCommand, frozen=True, kw_only=True):
    """核定结果: totals and ranking, and stars unless results are published first."""

    refuses = (
        *STEP,
        AssessmentRefusal.ALREADY_FINALIZED,
        AssessmentRefusal.PERIOD_NOT_OVER,
        AssessmentRefusal.SCORES_MISSING,
    )

    def act(self, assessment: Assessment, facts: Facts, at: Circumstances) -> None:
        assessment.finalize(at.occurred_on)
