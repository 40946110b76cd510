"""Publication of results, and objections: the only way in which final results change."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import msgspec

from concord.assessments.aggregate import Assessment, Given, Objection
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.events import IndicatorKind, Result
from concord.assessments.limits import MOST_OBJECTIONS
from concord.assessments.scoring import plain, ranked, result
from concord.commanding import Circumstances, Refusal
from concord.privacy import Narrative


def publish(assessment: Assessment, on: date) -> None:
    """Opens the results to objection for as long as the edition says."""
    _require_final(assessment)
    if assessment.publication_days is None:
        raise Refusal(AssessmentRefusal.PUBLICATION_NOT_DUE)
    if assessment.objections_until is not None:
        raise Refusal(AssessmentRefusal.ALREADY_PUBLISHED)
    until = on + timedelta(days=assessment.publication_days)
    assessment.trigger_event(Assessment.ResultsPublished, published_on=on, objections_until=until)


def award(assessment: Assessment, today: date) -> None:
    """Stars by the results as the objections left them."""
    _require_final(assessment)
    if not assessment.stars:
        raise Refusal(AssessmentRefusal.NO_STARS_IN_SCHEME)
    if assessment.awarded is not None:
        raise Refusal(AssessmentRefusal.STARS_ALREADY_AWARDED)
    assessment.facts().require_settled(today)
    assessment.award()


def raise_objection(
    assessment: Assessment,
    organization: UUID,
    code: str,
    evidence: tuple[int, ...],
    statement: Narrative,
    at: Circumstances,
) -> None:
    """Disputes a score or a veto while results are open."""
    until = assessment.objections_until
    if until is None:
        raise Refusal(AssessmentRefusal.NOT_PUBLISHED)
    if at.today > until:
        raise Refusal(AssessmentRefusal.OBJECTION_TOO_LATE, until=until)
    if at.organization not in (None, organization):
        raise Refusal(AssessmentRefusal.OBJECTION_OF_OTHERS, "organization")
    indicator = assessment.indicator(organization, code)
    if indicator.kind is IndicatorKind.VETO and code not in assessment.vetoes.get(organization, ()):
        raise Refusal(AssessmentRefusal.NOTHING_TO_OBJECT_TO, "indicator", indicator=indicator.name)
    _require_room(assessment, organization, code, indicator.name)
    assessment.trigger_event(
        Assessment.ObjectionRaised,
        objection=len(assessment.objections) + 1,
        organization=organization,
        indicator=code,
        evidence=evidence,
        statement=statement,
        raised_by=at.actor,
    )


def decide_objection(
    assessment: Assessment,
    number: int,
    upheld: bool,
    score: Decimal | None,
    evidence: tuple[int, ...],
    reason: Narrative,
    at: Circumstances,
) -> None:
    """Dismisses an objection, or upholds it: then its score is the new one, or its veto is lifted."""
    objection = _pending(assessment, number)
    if at.actor == objection.raised_by or at.organization == objection.organization:
        raise Refusal(AssessmentRefusal.DECIDED_BY_OBJECTOR)
    previous = assessment.scores[objection.organization].get(objection.indicator)
    _check_score(assessment, objection, upheld, score, previous)
    assessment.trigger_event(
        Assessment.ObjectionDecided,
        objection=number,
        organization=objection.organization,
        indicator=objection.indicator,
        upheld=upheld,
        previous=None if previous is None else previous.score,
        score=None if score is None else plain(score),
        evidence=evidence,
        reason=reason,
        results=_anew(assessment, objection, score) if upheld else (),
    )


def _require_final(assessment: Assessment) -> None:
    if not assessment.finalized:
        raise Refusal(AssessmentRefusal.NOT_FINALIZED)


def _require_room(assessment: Assessment, organization: UUID, code: str, name: str) -> None:
    if any(
        not one.decided and (one.organization, one.indicator) == (organization, code)
        for one in assessment.objections
    ):
        raise Refusal(AssessmentRefusal.OBJECTION_PENDING, "indicator", indicator=name)
    if len(assessment.objections) >= MOST_OBJECTIONS:
        raise Refusal(AssessmentRefusal.TOO_MANY_OBJECTIONS, most=MOST_OBJECTIONS)


def _pending(assessment: Assessment, number: int) -> Objection:
    if not 1 <= number <= len(assessment.objections):
        raise Refusal(AssessmentRefusal.OBJECTION_UNKNOWN, "objection", objection=number)
    objection = assessment.objections[number - 1]
    if objection.decided:
        raise Refusal(AssessmentRefusal.OBJECTION_DECIDED_ALREADY, "objection", objection=number)
    return objection


def _check_score(
    assessment: Assessment, objection: Objection, upheld: bool, score: Decimal | None, previous: Given | None
) -> None:
    """A new score where a score is disputed with success, and nowhere else."""
    veto = assessment.indicator(objection.organization, objection.indicator).kind is IndicatorKind.VETO
    if score is None:
        if upheld and not veto:
            raise Refusal(AssessmentRefusal.SCORE_REQUIRED, "score")
        return
    if veto or not upheld:
        raise Refusal(AssessmentRefusal.SCORE_NOT_WANTED, "score")
    assessment.scorable(objection.organization, objection.indicator, score)
    if previous is not None and previous.score == score:
        raise Refusal(AssessmentRefusal.CORRECTION_CHANGES_NOTHING, "score")


def _anew(assessment: Assessment, objection: Objection, score: Decimal | None) -> tuple[Result, ...]:
    """All results with one score changed or one veto lifted: the others' ranks may change with it."""
    whose, code = objection.organization, objection.indicator
    scores = {c: given.score for c, given in assessment.scores[whose].items()}
    if score is not None:
        scores[code] = score
    vetoes = assessment.vetoes.get(whose, ())
    kept = vetoes if score is not None else tuple(one for one in vetoes if one != code)
    changed = result(whose, assessment.indicators, scores, kept)
    others = (msgspec.structs.replace(one, rank=0) for one in assessment.results if one.organization != whose)
    return ranked([changed, *others])
