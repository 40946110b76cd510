"""A scheme and the assessment of a period by it: scores, publication, an objection, stars."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec

from concord.assessments.aggregate import assessment_id
from concord.assessments.commands import (
    ApplyVeto,
    AwardStars,
    ComputeScores,
    CorrectScore,
    DecideObjection,
    FileSelfReport,
    FinalizeAssessment,
    OpenPeriod,
    PublishResults,
    PublishScheme,
    RaiseObjection,
    ScoreIndicator,
)
from concord.assessments.events import Indicator, IndicatorKind, ScoreSource, StarThreshold
from concord.assessments.scheme import scheme_id
from concord.demo.calendar import office_after
from concord.demo.chance import number
from concord.demo.diary import Diary
from concord.figures import Measure
from concord.identity import Role
from concord.privacy import Narrative

OPEN_DAYS = 7
"""公示: calendar days that results are open to objection."""
STARS = (
    StarThreshold(3, Decimal(80)),
    StarThreshold(4, Decimal(88)),
    StarThreshold(5, Decimal(94)),
)


def scored(code: str, name: str, most: int) -> Indicator:
    """得分项: 0 to `most` points."""
    return _indicator(code, name, IndicatorKind.SCORE, most, required=True)


def reported(code: str, name: str, most: int) -> Indicator:
    """得分项 by self-report, with evidence and review."""
    return msgspec.structs.replace(scored(code, name, most), source=ScoreSource.SELF_REPORT)


def counted(
    code: str, name: str, most: int, measure: Measure, full_at: str, otherwise: int | None
) -> Indicator:
    """得分项 computed from the ledger; all points from `full_at` on."""
    return msgspec.structs.replace(
        scored(code, name, most),
        source=ScoreSource.LEDGER,
        measure=measure,
        full_at=Decimal(full_at),
        otherwise=None if otherwise is None else Decimal(otherwise),
    )


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
    """Labels of the steps that an organization's first score by hand and its self-reports rest on."""
    objectors: Sequence[UUID] = ()
    """They dispute their first score by hand: the first with success, the others without."""


def assess(diary: Diary, one: Assessing) -> UUID:
    """Writes the scheme, the period, every score, corrections, vetoes, results, objections and stars.

    Returns the assessment's id.
    """
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
    _compute(diary, one, assessment, last)
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
    _settle(diary, one, assessment, office_after(last, 4))
    return assessment


def settled_on(one: Assessing) -> date:
    """A day on which the results can no longer change and the stars are awarded."""
    return office_after(office_after(office_after(one.opened_on, 12), 4), OPEN_DAYS + 2)


def _settle(diary: Diary, one: Assessing, assessment: UUID, published_on: date) -> None:
    """公示、异议、评星."""
    diary.write(
        f"{one.label} publish", published_on, PublishResults(assessment=assessment), role=Role.COMMITTEE
    )
    disputed = _by_hand(one)[0]
    for place, organization in enumerate(one.objectors):
        objection = RaiseObjection(
            assessment=assessment,
            organization=organization,
            indicator=disputed.code,
            statement=Narrative("有一次活动未计入，附签到表。"),
        )
        diary.write(
            f"{one.label} object {place}",
            office_after(published_on, 1),
            objection,
            role=Role.OFFICER,
            organization=organization,
        )
        upheld = place == 0
        given = _points(one, organization, disputed) or Decimal(0)
        decision = DecideObjection(
            assessment=assessment,
            objection=place + 1,
            upheld=upheld,
            score=given + 1 if upheld else None,
            reason=Narrative("核对签到表属实，予以更正。" if upheld else "该次活动不属本联盟，不予计入。"),
        )
        diary.write(
            f"{one.label} decide {place}", office_after(published_on, 4), decision, role=Role.COMMITTEE
        )
    diary.write(f"{one.label} stars", settled_on(one), AwardStars(assessment=assessment), role=Role.COMMITTEE)


def _compute(diary: Diary, one: Assessing, assessment: UUID, day: date) -> None:
    for indicator in one.indicators:
        if indicator.source is ScoreSource.LEDGER:
            command = ComputeScores(assessment=assessment, indicator=indicator.code)
            diary.write(f"{one.label} compute {indicator.code}", day, command, role=Role.ASSESSOR)


def _by_hand(one: Assessing) -> list[Indicator]:
    return [
        each
        for each in one.indicators
        if each.kind is not IndicatorKind.VETO and each.source is not ScoreSource.LEDGER
    ]


def _publish(diary: Diary, one: Assessing, published_on: date) -> None:
    publish = PublishScheme(
        alliance=one.alliance,
        code=one.scheme,
        name=one.name,
        effective_from=one.effective_from,
        indicators=tuple(one.indicators),
        stars=STARS,
        publication_days=OPEN_DAYS,
        four_eyes=True,
    )
    diary.write(f"{one.label} scheme", published_on, publish, role=Role.COMMITTEE)


def _score(diary: Diary, one: Assessing, assessment: UUID) -> None:
    first = _by_hand(one)[0]
    for place, organization in enumerate(one.organizations):
        day = office_after(one.opened_on, 1 + place * 7 // len(one.organizations))
        for indicator in _by_hand(one):
            score = _points(one, organization, indicator)
            if score is None:
                continue
            label = f"{one.label} score {place} {indicator.code}"
            if indicator.source is ScoreSource.SELF_REPORT:
                _report(diary, one, assessment, organization, indicator, f"{label} claim", day)
            command = ScoreIndicator(
                assessment=assessment, organization=organization, indicator=indicator.code, score=score
            )
            rests_on = one.evidence(organization) if indicator is first else ()
            diary.write(label, day, command, role=Role.ASSESSOR, rests_on=rests_on)
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


def _report(
    diary: Diary,
    one: Assessing,
    assessment: UUID,
    organization: UUID,
    indicator: Indicator,
    label: str,
    day: date,
) -> None:
    """自评: all points claimed."""
    claim = FileSelfReport(
        assessment=assessment,
        organization=organization,
        indicator=indicator.code,
        claimed=indicator.maximum,
        evidence=(1,),
        statement=Narrative("按要求完成，附台账。"),
    )
    diary.write(
        label, day, claim, role=Role.OFFICER, organization=organization, rests_on=one.evidence(organization)
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
