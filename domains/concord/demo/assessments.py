"""A scheme and the assessment of a period by it."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec

from concord.assessments.aggregate import assessment_id
from concord.assessments.commands import (
    ApplyVeto,
    CorrectScore,
    FinalizeAssessment,
    OpenPeriod,
    PublishScheme,
    ScoreIndicator,
)
from concord.assessments.events import Indicator, IndicatorKind, StarThreshold
from concord.assessments.scheme import scheme_id
from concord.demo.calendar import office_after
from concord.demo.chance import number
from concord.demo.diary import Diary
from concord.identity import Role
from concord.privacy import Narrative

STARS = (
    StarThreshold(3, Decimal(80)),
    StarThreshold(4, Decimal(88)),
    StarThreshold(5, Decimal(94)),
)


def scored(code: str, name: str, most: int) -> Indicator:
    """得分项: 0 to `most` points."""
    return _indicator(code, name, IndicatorKind.SCORE, most, required=True)


def bonus(code: str, name: str, most: int) -> Indicator:
    """加分项."""
    return _indicator(code, name, IndicatorKind.BONUS, most)


def deduction(code: str, name: str, most: int) -> Indicator:
    """扣分项."""
    return _indicator(code, name, IndicatorKind.DEDUCTION, most)


def veto(code: str, name: str, cap: int) -> Indicator:
    """一票否决项: caps the total."""
    return Indicator(code, name, IndicatorKind.VETO, Decimal(0), Decimal(0), Decimal(0), False, Decimal(cap))


def _indicator(code: str, name: str, kind: IndicatorKind, most: int, *, required: bool = False) -> Indicator:
    return Indicator(code, name, kind, Decimal(0), Decimal(most), Decimal(1), required, None)


class Assessing(msgspec.Struct, frozen=True, kw_only=True):
    """One assessment: who is assessed by what, and who does worse than the rest."""

    label: str
    alliance: UUID
    scheme: str
    name: str
    indicators: Sequence[Indicator]
    published_on: date | None
    """None: the scheme is published already."""
    effective_from: date
    period: str
    opened_on: date
    organizations: Sequence[UUID]
    weak: Sequence[UUID] = ()
    """They get about half of the points."""
    vetoed: Sequence[UUID] = ()
    corrections: int = 1
    """So many first scores are corrected."""
    evidence: Callable[[UUID], tuple[str, ...]] = lambda organization: ()
    """Labels of the steps that an organization's first indicator rests on."""


def assess(diary: Diary, one: Assessing) -> None:
    """Writes the scheme, the period, every score, corrections, vetoes and the results."""
    tenant = diary.tenant.id
    if one.published_on is not None:
        _publish(diary, one, one.published_on)
    opening = OpenPeriod(
        alliance=one.alliance, scheme=one.scheme, period=one.period, organizations=tuple(one.organizations)
    )
    diary.write(f"{one.label} open", one.opened_on, opening, role=Role.ASSESSOR)
    assessment = assessment_id(tenant, scheme_id(tenant, one.alliance, one.scheme), one.period)
    _score(diary, one, assessment)
    last = office_after(one.opened_on, 12)
    for place, organization in enumerate(one.vetoed):
        code = next(each.code for each in one.indicators if each.kind is IndicatorKind.VETO)
        command = ApplyVeto(
            assessment=assessment,
            organization=organization,
            indicator=code,
            reason=Narrative("发生须一票否决的情形，经查属实。"),
        )
        diary.write(f"{one.label} veto {place}", last, command, role=Role.ASSESSOR)
    finalize = FinalizeAssessment(assessment=assessment)
    diary.write(f"{one.label} finalize", office_after(last, 3), finalize, role=Role.COMMITTEE)


def _publish(diary: Diary, one: Assessing, published_on: date) -> None:
    publish = PublishScheme(
        alliance=one.alliance,
        code=one.scheme,
        name=one.name,
        effective_from=one.effective_from,
        indicators=tuple(one.indicators),
        stars=STARS,
    )
    diary.write(f"{one.label} scheme", published_on, publish, role=Role.COMMITTEE)


def _score(diary: Diary, one: Assessing, assessment: UUID) -> None:
    first = one.indicators[0]
    for place, organization in enumerate(one.organizations):
        day = office_after(one.opened_on, 1 + place * 7 // len(one.organizations))
        for indicator in (each for each in one.indicators if each.kind is not IndicatorKind.VETO):
            score = _points(one, organization, indicator)
            if score is None:
                continue
            command = ScoreIndicator(
                assessment=assessment, organization=organization, indicator=indicator.code, score=score
            )
            rests_on = one.evidence(organization) if indicator is first else ()
            diary.write(
                f"{one.label} score {place} {indicator.code}",
                day,
                command,
                role=Role.ASSESSOR,
                rests_on=rests_on,
            )
    for place, organization in enumerate(one.organizations[: one.corrections]):
        given = _points(one, organization, first) or Decimal(0)
        command_again = CorrectScore(
            assessment=assessment,
            organization=organization,
            indicator=first.code,
            score=given - Decimal("0.5"),
            reason=Narrative("核对台账后，有一次活动未到场。"),
        )
        diary.write(
            f"{one.label} correct {place}", office_after(one.opened_on, 10), command_again, role=Role.ASSESSOR
        )


def _points(one: Assessing, organization: UUID, indicator: Indicator) -> Decimal | None:
    """Most get most of the points; bonus and deduction concern about every fourth organization."""
    label = f"{one.label} {list(one.organizations).index(organization)} {indicator.code}"
    if indicator.kind is not IndicatorKind.SCORE and number(f"{label} at all", 0, 3):
        return None
    most = int(indicator.maximum) * 2
    least = most * (40 if organization in one.weak else 82) // 100
    highest = most * (60 if organization in one.weak else 100) // 100
    if indicator.kind is not IndicatorKind.SCORE:
        least, highest = 1, most
    return Decimal(number(label, least, highest)) / 2
