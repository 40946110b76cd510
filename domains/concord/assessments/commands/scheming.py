"""Publish an edition of a scheme."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate

from concord.assessments.errors import AssessmentRefusal
from concord.assessments.events import Indicator, IndicatorKind, StarThreshold
from concord.assessments.facts import AllianceFacts
from concord.assessments.limits import (
    MOST_INDICATORS,
    MOST_NAME,
    MOST_POINTS,
    MOST_PUBLICATION_DAYS,
    MOST_STARS,
    MOST_WEIGHT,
    SCORE_PLACES,
    WEIGHT_PLACES,
    check_code,
    check_text,
    is_points,
)
from concord.assessments.measuring import check_source
from concord.assessments.reach import check_reach
from concord.assessments.scheme import Scheme, scheme_id
from concord.assessments.scoring import plain
from concord.charters import TEXT, StandingRefusal
from concord.commanding import Circumstances, Command, Facts, Read, Refusal

VETO_HAS_NO = (Decimal(0), Decimal(0), Decimal(0), False)


class PublishScheme(Command, frozen=True, kw_only=True):
    """发布考核办法: an edition for the periods that begin from a date on."""

    aggregate: ClassVar[type[Aggregate]] = Scheme
    refuses = (
        *TEXT,
        StandingRefusal.ALLIANCE_NOT_ACTIVE,
        StandingRefusal.MEMBER_HAS_LEFT,
        AssessmentRefusal.CODE_INVALID,
        AssessmentRefusal.INDICATORS_INVALID,
        AssessmentRefusal.INDICATOR_REPEATED,
        AssessmentRefusal.RANGE_INVALID,
        AssessmentRefusal.WEIGHT_INVALID,
        AssessmentRefusal.CAP_INVALID,
        AssessmentRefusal.SOURCE_INVALID,
        AssessmentRefusal.STARS_INVALID,
        AssessmentRefusal.STARS_OUT_OF_REACH,
        AssessmentRefusal.CAP_OUT_OF_REACH,
        AssessmentRefusal.WEIGHTS_OUT_OF_SCALE,
        AssessmentRefusal.EDITION_NOT_LATER,
        AssessmentRefusal.PUBLICATION_INVALID,
    )

    alliance: UUID
    code: str
    """Which of the alliance's schemes: the first edition establishes it."""
    name: str
    effective_from: date
    indicators: tuple[Indicator, ...]
    stars: tuple[StarThreshold, ...] = ()
    publication_days: int | None = None
    """Calendar days that results are open to objection; none: they are final at once."""
    four_eyes: bool = False
    """A self-report is reviewed by somebody of another organization than the author's."""

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return scheme_id(tenant, self.alliance, self.code)

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        return {"alliance": Read("alliances.Alliance", self.alliance, AllianceFacts)}

    def decide(self, aggregate: Scheme | None, facts: Facts, at: Circumstances) -> Scheme:
        facts["alliance"].require_active(at.today)
        facts["alliance"].require_not_departed(at.organization, at.today)
        check_code("code", self.code)
        check_text("name", self.name, MOST_NAME)
        self._check_indicators()
        self._check_stars()
        check_reach(self.indicators, self.stars)
        days = self.publication_days
        if days is not None and not 1 <= days <= MOST_PUBLICATION_DAYS:
            raise Refusal(
                AssessmentRefusal.PUBLICATION_INVALID, "publication_days", most=MOST_PUBLICATION_DAYS
            )
        scheme = aggregate or Scheme._create(
            Scheme.SchemeEstablished,
            id=self.stream(at.tenant, at.command),
            alliance=self.alliance,
            code=self.code,
        )
        scheme.publish(self.name, self.effective_from, *self._plain(), days, self.four_eyes)
        return scheme

    def _check_indicators(self) -> None:
        kinds = [one.kind for one in self.indicators]
        if len(kinds) > MOST_INDICATORS or IndicatorKind.SCORE not in kinds:
            raise Refusal(AssessmentRefusal.INDICATORS_INVALID, "indicators", most=MOST_INDICATORS)
        codes = set[str]()
        for one in self.indicators:
            check_code("indicators", one.code)
            check_text("indicators", one.name, MOST_NAME)
            _check_veto(one) if one.kind is IndicatorKind.VETO else _check_range(one)
            check_source(one)
            if one.code in codes:
                raise Refusal(AssessmentRefusal.INDICATOR_REPEATED, "indicators", indicator=one.code)
            codes.add(one.code)

    def _check_stars(self) -> None:
        steps = [(0, Decimal(-1)), *((one.stars, one.minimum) for one in self.stars)]
        exact = all(is_points(one.minimum, MOST_POINTS, SCORE_PLACES) for one in self.stars)
        rising = exact and all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(steps))
        if not rising or steps[-1][0] > MOST_STARS:
            raise Refusal(AssessmentRefusal.STARS_INVALID, "stars", most=MOST_STARS)

    def _plain(self) -> tuple[tuple[Indicator, ...], tuple[StarThreshold, ...]]:
        indicators = tuple(
            msgspec.structs.replace(
                one,
                minimum=plain(one.minimum),
                maximum=plain(one.maximum),
                weight=plain(one.weight),
                cap=None if one.cap is None else plain(one.cap),
                full_at=None if one.full_at is None else plain(one.full_at),
                otherwise=None if one.otherwise is None else plain(one.otherwise),
            )
            for one in self.indicators
        )
        return indicators, tuple(StarThreshold(one.stars, plain(one.minimum)) for one in self.stars)


def _check_range(one: Indicator) -> None:
    exact = all(is_points(value, MOST_POINTS, SCORE_PLACES) for value in (one.minimum, one.maximum))
    if not exact or one.minimum >= one.maximum:
        raise Refusal(AssessmentRefusal.RANGE_INVALID, "indicators", indicator=one.name, most=MOST_POINTS)
    if not is_points(one.weight, MOST_WEIGHT, WEIGHT_PLACES) or not one.weight:
        raise Refusal(AssessmentRefusal.WEIGHT_INVALID, "indicators", indicator=one.name, most=MOST_WEIGHT)
    if one.cap is not None:
        raise Refusal(AssessmentRefusal.CAP_INVALID, "indicators", indicator=one.name)


def _check_veto(one: Indicator) -> None:
    capped = one.cap is not None and is_points(one.cap, MOST_POINTS, SCORE_PLACES)
    if not capped or (one.minimum, one.maximum, one.weight, one.required) != VETO_HAS_NO:
        raise Refusal(AssessmentRefusal.CAP_INVALID, "indicators", indicator=one.name)
