"""The assessment of a period: scores within their ranges, vetoes, results that are final."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

import msgspec
from eventsourcing.domain import Aggregate, event

from concord.assessments import events
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.events import (
    Indicator,
    IndicatorKind,
    Measured,
    Result,
    StarAward,
    StarThreshold,
)
from concord.assessments.facts import AssessmentFacts
from concord.assessments.limits import MOST_POINTS, SCORE_PLACES, is_points
from concord.assessments.scoring import plain, ranked, result, stars
from concord.commanding import Refusal
from concord.privacy import Narrative


class Objection(msgspec.Struct, frozen=True):
    """异议: against what an organization was given by an indicator."""

    organization: UUID
    indicator: str
    raised_by: str
    decided: bool = False


class Claim(msgspec.Struct, frozen=True):
    """自评: what an organization claims, who filed it, and the version of the event that says so."""

    score: Decimal
    filed_by: str
    version: int


class Given(msgspec.Struct, frozen=True):
    """A score and the version of the event that gave it."""

    score: Decimal
    version: int


def assessment_id(tenant: UUID, scheme: UUID, period: str) -> UUID:
    """One assessment of a period by a scheme."""
    return uuid5(tenant, f"assessment:{scheme}:{period}")


class Assessment(Aggregate):
    """考核: of one period, by the edition of the scheme in force at its beginning."""

    PeriodOpened = events.PeriodOpened
    IndicatorScored = events.IndicatorScored
    ScoreCorrected = events.ScoreCorrected
    VetoApplied = events.VetoApplied
    ResultsFinalized = events.ResultsFinalized
    StarsAwarded = events.StarsAwarded
    ResultsPublished = events.ResultsPublished
    ObjectionRaised = events.ObjectionRaised
    ObjectionDecided = events.ObjectionDecided
    SelfReportFiled = events.SelfReportFiled

    alliance: UUID
    scheme_code: str
    period: str
    ends_on: date
    organizations: tuple[UUID, ...]
    indicators: tuple[Indicator, ...]
    stars: tuple[StarThreshold, ...]
    scores: dict[UUID, dict[str, Given]]
    vetoes: dict[UUID, tuple[str, ...]]
    finalized: bool
    results: tuple[Result, ...]
    awarded: tuple[StarAward, ...] | None
    publication_days: int | None
    objections_until: date | None
    objections: list[Objection]
    claims: dict[UUID, dict[str, Claim]]
    four_eyes: bool

    @event(events.PeriodOpened)
    def __init__(
        self,
        alliance: UUID,
        scheme_code: str,
        period: str,
        ends_on: date,
        organizations: tuple[UUID, ...],
        indicators: tuple[Indicator, ...],
        stars: tuple[StarThreshold, ...],
        publication_days: int | None,
        four_eyes: bool,
    ) -> None:
        self.alliance = alliance
        self.scheme_code = scheme_code
        self.period = period
        self.ends_on = ends_on
        self.organizations = organizations
        self.indicators = indicators
        self.stars = stars
        self.scores = {one: {} for one in organizations}
        self.vetoes = {}
        self.finalized = False
        self.results = ()
        self.awarded = None
        self.publication_days = publication_days
        self.objections_until = None
        self.objections = []
        self.claims = {}
        self.four_eyes = four_eyes

    def facts(self) -> AssessmentFacts:
        """What others may rely on."""
        return AssessmentFacts(
            alliance=self.alliance,
            scheme_code=self.scheme_code,
            period=self.period,
            results=self.results,
            stars=self.awarded or (),
            stars_pending=bool(self.stars) and self.awarded is None,
            publication_days=self.publication_days,
            objections_until=self.objections_until,
            open_objections=self.open_objections,
        )

    @property
    def open_objections(self) -> int:
        """How many are undecided."""
        return sum(not one.decided for one in self.objections)

    def score(
        self,
        organization: UUID,
        code: str,
        score: Decimal,
        evidence: tuple[int, ...],
        remark: Narrative | None,
        *,
        measured: Measured | None = None,
        reviews: int | None = None,
    ) -> None:
        """Scores an indicator of an organization, once."""
        indicator = self._scorable(organization, code, score)
        if code in self.scores[organization]:
            raise Refusal(AssessmentRefusal.ALREADY_SCORED, "indicator", indicator=indicator.name)
        self.trigger_event(
            self.IndicatorScored,
            organization=organization,
            indicator=code,
            score=plain(score),
            evidence=evidence,
            remark=remark,
            measured=measured,
            reviews=reviews,
        )

    def correct(
        self,
        organization: UUID,
        code: str,
        score: Decimal,
        evidence: tuple[int, ...],
        reason: Narrative,
        *,
        measured: Measured | None = None,
    ) -> None:
        """Replaces a score, saying why."""
        indicator = self._scorable(organization, code, score)
        given = self.scores[organization].get(code)
        if given is None:
            raise Refusal(AssessmentRefusal.NOT_SCORED, "indicator", indicator=indicator.name)
        if given.score == score:
            raise Refusal(AssessmentRefusal.CORRECTION_CHANGES_NOTHING, "score")
        self.trigger_event(
            self.ScoreCorrected,
            organization=organization,
            indicator=code,
            corrects=given.version,
            previous=given.score,
            score=plain(score),
            evidence=evidence,
            reason=reason,
            measured=measured,
        )

    def veto(self, organization: UUID, code: str, evidence: tuple[int, ...], reason: Narrative) -> None:
        """Caps an organization's total."""
        self.require_open()
        indicator = self.indicator(organization, code)
        if indicator.kind is not IndicatorKind.VETO:
            raise Refusal(AssessmentRefusal.INDICATOR_IS_NOT_VETO, "indicator", indicator=indicator.name)
        if code in self.vetoes.get(organization, ()):
            raise Refusal(AssessmentRefusal.VETO_ALREADY_APPLIED, "indicator")
        self.trigger_event(
            self.VetoApplied,
            organization=organization,
            indicator=code,
            cap=indicator.cap,
            evidence=evidence,
            reason=reason,
        )

    def finalize(self, on: date) -> None:
        """Totals and ranking, once the period is over; stars with them where results are not published."""
        self.require_open()
        if on <= self.ends_on:
            raise Refusal(AssessmentRefusal.PERIOD_NOT_OVER, ends_on=self.ends_on)
        required = [i.code for i in self.indicators if i.required]
        missing = sum(code not in given for given in self.scores.values() for code in required)
        if missing:
            raise Refusal(AssessmentRefusal.SCORES_MISSING, missing=missing)
        self.trigger_event(self.ResultsFinalized, results=self.standing())
        if self.stars and self.publication_days is None:
            self.award()

    def standing(self) -> tuple[Result, ...]:
        """What everybody comes to by the scores and vetoes as they are."""
        return ranked(self._result(one) for one in self.organizations)

    def award(self) -> None:
        """Stars by the results as they stand; whether they may be awarded is the caller's to check."""
        awards = [StarAward(one.organization, stars(one.total, self.stars)) for one in self.results]
        self.trigger_event(self.StarsAwarded, awards=tuple(one for one in awards if one.stars))

    def _result(self, organization: UUID) -> Result:
        scores = {code: given.score for code, given in self.scores[organization].items()}
        return result(organization, self.indicators, scores, self.vetoes.get(organization, ()))

    def _scorable(self, organization: UUID, code: str, score: Decimal) -> Indicator:
        self.require_open()
        return self.scorable(organization, code, score)

    def scorable(self, organization: UUID, code: str, score: Decimal) -> Indicator:
        """The indicator, if it takes this score. Raises `Refusal`."""
        indicator = self.indicator(organization, code)
        if indicator.kind is IndicatorKind.VETO:
            raise Refusal(AssessmentRefusal.INDICATOR_IS_VETO, "indicator", indicator=indicator.name)
        if not (score.is_finite() and indicator.minimum <= score <= indicator.maximum):
            raise Refusal(
                AssessmentRefusal.SCORE_OUT_OF_RANGE,
                "score",
                indicator=indicator.name,
                minimum=indicator.minimum,
                maximum=indicator.maximum,
            )
        if not is_points(score, MOST_POINTS, SCORE_PLACES):
            raise Refusal(AssessmentRefusal.SCORE_NOT_EXACT, "score")
        return indicator

    def indicator(self, organization: UUID, code: str) -> Indicator:
        """The indicator by which an organization is assessed. Raises `Refusal`."""
        if organization not in self.scores:
            raise Refusal(AssessmentRefusal.NOT_ASSESSED, "organization")
        found = next((one for one in self.indicators if one.code == code), None)
        if found is None:
            raise Refusal(AssessmentRefusal.INDICATOR_UNKNOWN, "indicator", indicator=code[:30])
        return found

    def require_open(self) -> None:
        """Refuses once the results are final."""
        if self.finalized:
            raise Refusal(AssessmentRefusal.ALREADY_FINALIZED)

    # Scores are entered in place: an assessment of 200 organizations has thousands of them, and a copy
    # for each event would make loading it quadratic. Events are applied after every rule has been checked.

    @event(events.IndicatorScored)
    def _scored(self, organization: UUID, indicator: str, score: Decimal) -> None:
        self.scores[organization][indicator] = Given(score, self.version + 1)

    @event(events.SelfReportFiled)
    def _claimed(self, organization: UUID, indicator: str, claimed: Decimal, filed_by: str) -> None:
        claim = Claim(claimed, filed_by, self.version + 1)
        self.claims.setdefault(organization, {})[indicator] = claim

    @event(events.ScoreCorrected)
    def _corrected(self, organization: UUID, indicator: str, score: Decimal) -> None:
        self.scores[organization][indicator] = Given(score, self.version + 1)

    @event(events.VetoApplied)
    def _vetoed(self, organization: UUID, indicator: str) -> None:
        self.vetoes[organization] = (*self.vetoes.get(organization, ()), indicator)

    @event(events.ResultsFinalized)
    def _finalized(self, results: tuple[Result, ...]) -> None:
        self.finalized = True
        self.results = results

    @event(events.StarsAwarded)
    def _awarded(self, awards: tuple[StarAward, ...]) -> None:
        self.awarded = awards

    @event(events.ResultsPublished)
    def _published(self, objections_until: date) -> None:
        self.objections_until = objections_until

    @event(events.ObjectionRaised)
    def _objected(self, organization: UUID, indicator: str, raised_by: str) -> None:
        self.objections.append(Objection(organization, indicator, raised_by))

    @event(events.ObjectionDecided)
    def _decided(
        self,
        objection: int,
        organization: UUID,
        indicator: str,
        upheld: bool,
        score: Decimal | None,
        results: tuple[Result, ...],
    ) -> None:
        self.objections[objection - 1] = msgspec.structs.replace(self.objections[objection - 1], decided=True)
        if not upheld:
            return
        self.results = results
        if score is None:
            self.vetoes[organization] = tuple(one for one in self.vetoes[organization] if one != indicator)
        else:
            self.scores[organization][indicator] = Given(score, self.version + 1)
