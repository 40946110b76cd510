"""File a self-report."""

from decimal import Decimal
from uuid import UUID

from concord.assessments.aggregate import Assessment
from concord.assessments.commands.base import EVIDENCE, STEP, EvidencedCommand
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.limits import check_narrative
from concord.assessments.reviewing import file_report
from concord.charters import TEXT
from concord.commanding import Circumstances, Facts
from concord.privacy import Narrative


class FileSelfReport(EvidencedCommand, frozen=True, kw_only=True):
    """填报自评: what an organization claims by an indicator, with what it rests on."""

    refuses = (
        *STEP,
        *TEXT,
        *EVIDENCE,
        AssessmentRefusal.ALREADY_FINALIZED,
        AssessmentRefusal.NOT_ASSESSED,
        AssessmentRefusal.INDICATOR_UNKNOWN,
        AssessmentRefusal.INDICATOR_IS_VETO,
        AssessmentRefusal.SCORE_OUT_OF_RANGE,
        AssessmentRefusal.SCORE_NOT_EXACT,
        AssessmentRefusal.INDICATOR_IS_NOT_SELF_REPORTED,
        AssessmentRefusal.REPORT_OF_OTHERS,
        AssessmentRefusal.REPORT_WITHOUT_EVIDENCE,
        AssessmentRefusal.ALREADY_SCORED,
    )

    organization: UUID
    indicator: str
    claimed: Decimal
    statement: Narrative | None = None

    def act(self, assessment: Assessment, facts: Facts, at: Circumstances) -> None:
        self.check_evidence(facts)
        check_narrative("statement", self.statement)
        file_report(
            assessment, self.organization, self.indicator, self.claimed, self.evidence, self.statement, at
        )
