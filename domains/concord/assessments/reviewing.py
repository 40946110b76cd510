"""Self-reports: an organization claims by an indicator, somebody else reviews."""

from decimal import Decimal
from uuid import UUID

from concord.assessments.aggregate import Assessment
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.events import ScoreSource
from concord.assessments.scoring import plain
from concord.commanding import Circumstances, Refusal
from concord.privacy import Narrative


def file_report(
    assessment: Assessment,
    organization: UUID,
    code: str,
    claimed: Decimal,
    evidence: tuple[int, ...],
    statement: Narrative | None,
    at: Circumstances,
) -> None:
    """What an organization claims; it may be filed anew until it is reviewed."""
    assessment.require_open()
    indicator = assessment.scorable(organization, code, claimed)
    if indicator.source is not ScoreSource.SELF_REPORT:
        raise Refusal(AssessmentRefusal.INDICATOR_IS_NOT_SELF_REPORTED, "indicator", indicator=indicator.name)
    if at.organization not in (None, organization):
        raise Refusal(AssessmentRefusal.REPORT_OF_OTHERS, "organization")
    if not evidence:
        raise Refusal(AssessmentRefusal.REPORT_WITHOUT_EVIDENCE, "evidence")
    if code in assessment.scores[organization]:
        raise Refusal(AssessmentRefusal.ALREADY_SCORED, "indicator", indicator=indicator.name)
    assessment.trigger_event(
        Assessment.SelfReportFiled,
        organization=organization,
        indicator=code,
        claimed=plain(claimed),
        evidence=evidence,
        statement=statement,
        filed_by=at.actor,
    )


def reviewed(
    assessment: Assessment, organization: UUID, code: str, score: Decimal, at: Circumstances
) -> int | None:
    """Version of the self-report that a score by hand reviews, None for an indicator scored by hand alone.

    Raises `Refusal` where the score is not this person's to give.
    """
    assessment.require_open()
    indicator = assessment.indicator(organization, code)
    if indicator.source is ScoreSource.LEDGER:
        raise Refusal(AssessmentRefusal.INDICATOR_IS_COMPUTED, "indicator", indicator=indicator.name)
    if indicator.source is ScoreSource.BY_HAND:
        return None
    claim = assessment.claims.get(organization, {}).get(code)
    if claim is None:
        if score != indicator.minimum:
            raise Refusal(
                AssessmentRefusal.REPORT_MISSING,
                "indicator",
                indicator=indicator.name,
                minimum=indicator.minimum,
            )
        return None
    if assessment.four_eyes and (at.actor == claim.filed_by or at.organization == organization):
        raise Refusal(AssessmentRefusal.REVIEWED_BY_AUTHOR)
    return claim.version
