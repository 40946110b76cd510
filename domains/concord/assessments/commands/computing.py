"""Compute an indicator's scores from the ledger."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from concord.assessments.aggregate import Assessment
from concord.assessments.commands.base import STEP, AssessmentCommand
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.events import Indicator, Measured, ScoreSource
from concord.assessments.measuring import points
from concord.charters import interval
from concord.commanding import Circumstances, Facts, Read, Refusal, Survey, Surveyed
from concord.figures import CURRENT, DEFINITIONS, Scope
from concord.privacy import Narrative

MOST_CITED = 500
"""Positions that a computed score cites; of more than these the last. What was counted follows from the
definition and the position up to which was counted, and is not lost with those left out."""
ANEW = "按台账重新计算"


class ComputeScores(AssessmentCommand, frozen=True, kw_only=True):
    """按台账计算得分: of everybody by one indicator; computed again, what has changed is corrected."""

    refuses = (
        *STEP,
        AssessmentRefusal.ALREADY_FINALIZED,
        AssessmentRefusal.PERIOD_NOT_OVER,
        AssessmentRefusal.INDICATOR_UNKNOWN,
        AssessmentRefusal.INDICATOR_IS_NOT_COMPUTED,
        AssessmentRefusal.NOTHING_NEW_TO_COMPUTE,
    )

    indicator: str

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read | Survey]:
        reads = dict(super().reads(tenant, known))
        if "assessment" in known:
            facts = known["assessment"]
            found = interval(facts.period)
            assert found is not None
            scope = Scope(found[1], found[2], facts.alliance)
            definition = DEFINITIONS[CURRENT]
            reads["ledger"] = Survey(definition.types, partial(definition.begin, scope))
        return reads

    def act(self, assessment: Assessment, facts: Facts, at: Circumstances) -> None:
        assessment.require_open()
        if at.today <= assessment.ends_on:
            raise Refusal(AssessmentRefusal.PERIOD_NOT_OVER, ends_on=assessment.ends_on)
        indicator = assessment.indicator(assessment.organizations[0], self.indicator)
        if indicator.source is not ScoreSource.LEDGER:
            raise Refusal(AssessmentRefusal.INDICATOR_IS_NOT_COMPUTED, "indicator", indicator=indicator.name)
        changed = [_score(assessment, one, indicator, facts["ledger"]) for one in assessment.organizations]
        if not any(changed):
            raise Refusal(AssessmentRefusal.NOTHING_NEW_TO_COMPUTE, "indicator")


def _score(assessment: Assessment, organization: UUID, indicator: Indicator, ledger: Surveyed) -> bool:
    """Whether the organization's score is new."""
    assert indicator.measure is not None
    counted = ledger.tally.of(organization, indicator.measure)
    score = points(indicator, counted)
    measured = Measured(indicator.measure, CURRENT, ledger.head, counted.numerator, counted.denominator)
    cited = counted.positions[-MOST_CITED:]
    given = assessment.scores[organization].get(indicator.code)
    if given is None:
        assessment.score(organization, indicator.code, score, cited, None, measured=measured)
    elif given.score != score:
        reason = Narrative(ANEW)
        assessment.correct(organization, indicator.code, score, cited, reason, measured=measured)
    return given is None or given.score != score
