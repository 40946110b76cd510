"""Schemes with their editions; assessments with scores, standings and stars."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from telling import said

from concord.assessments.events import Indicator, IndicatorKind, StarThreshold
from concord.readmodels.assessments import READ_MODEL, queries
from concord.readmodels.assessments.queries import AssessmentFilter

ALLIANCE, SCHEME = uuid4(), uuid4()
BEST, SECOND, LAST = uuid4(), uuid4(), uuid4()
INDICATORS = (
    Indicator(
        "study",
        "学习",
        IndicatorKind.SCORE,
        Decimal(0),
        Decimal(100),
        Decimal("0.60"),
        required=True,
        cap=None,
    ),
)
STARS = (StarThreshold(3, Decimal("60")), StarThreshold(5, Decimal("90.5")))


class Told:
    """Tells events of one assessment and shows what is to be seen of it."""

    def __init__(self, world) -> None:
        self.world = world
        self.id = uuid4()
        self.tell(
            "PeriodOpened",
            on=date(2026, 1, 2),
            alliance=ALLIANCE,
            scheme=SCHEME,
            scheme_code="stars",
            edition=2,
            period="2025-H2",
            starts_on=date(2025, 7, 1),
            ends_on=date(2025, 12, 31),
            organizations=(BEST, SECOND, LAST),
            indicators=INDICATORS,
            stars=STARS,
        )

    def tell(self, event: str, **data: object):
        return self.world.story.tell(f"assessments.{event}", self.id, **data)

    def score(self, organization, score):
        return self.tell(
            "IndicatorScored",
            organization=organization,
            indicator="study",
            score=Decimal(score),
            evidence=(1, 2**40),
            remark=said("remark"),
        )

    async def see(self, query=None):
        await self.world.project(READ_MODEL)
        return (await self.world.ask(query or queries.by_ids, [self.id]))[self.id]


@pytest.fixture
def assessment(world) -> Told:
    """Opened, nothing scored."""
    return Told(world)


def result(organization, total, rank, *, cap=None):
    return {
        "organization": organization,
        "score": Decimal(total),
        "bonus": Decimal("1.5"),
        "deduction": Decimal("1.5"),
        "cap": cap,
        "total": Decimal(total),
        "rank": rank,
    }


async def test_an_opened_period_lists_who_is_assessed_by_which_rules(assessment):
    row = await assessment.see()
    assert (row.status, row.period, row.edition, row.organizations, row.scores) == (
        "OPEN",
        "2025-H2",
        2,
        3,
        0,
    )
    rules = await assessment.see(queries.rules_of)
    assert (rules.indicators, rules.stars) == (INDICATORS, STARS)
    standings = await assessment.see(queries.standings_of)
    assert {one.organization for one in standings} == {BEST, SECOND, LAST}
    assert {(one.total, one.rank, one.stars) for one in standings} == {(None, None, None)}


async def test_scores_are_exact(assessment):
    given = assessment.score(BEST, "87.50")
    [score] = await assessment.see(queries.scores_of)
    assert (score.score, str(score.score)) == (Decimal("87.5"), "87.50")
    assert (score.evidence, score.remark, score.given_at) == ([1, 2**40], "remark", 2)
    assert (score.cap, score.previous, score.corrections) == (None, None, 0)
    assert score.recorded_at == given.recorded_at
    assert (await assessment.see()).scores == 1


async def test_a_corrected_score_shows_what_it_replaced(assessment):
    assessment.score(BEST, "87")
    assessment.tell(
        "ScoreCorrected",
        organization=BEST,
        indicator="study",
        corrects=2,
        previous=Decimal(87),
        score=Decimal(78),
        evidence=(3,),
        reason=said("swapped"),
    )
    [score] = await assessment.see(queries.scores_of)
    assert (score.score, score.previous, score.corrections) == (78, 87, 1)
    assert (score.given_at, score.evidence, score.remark) == (3, [3], "swapped")
    assert (await assessment.see()).scores == 1


async def test_a_computed_score_shows_what_was_counted(assessment):
    measured = {
        "measure": "ATTENDANCE_RATE",
        "definition": 1,
        "position": 9,
        "numerator": 3,
        "denominator": 4,
    }
    of = {"organization": BEST, "indicator": "study", "evidence": (3,)}
    assessment.tell("IndicatorScored", score=Decimal(75), measured=measured, **of)
    [score] = await assessment.see(queries.scores_of)
    assert (score.measured.position, score.measured.numerator, score.measured.denominator) == (9, 3, 4)
    anew = {"measured": measured | {"position": 12, "numerator": 4}, "reason": said("anew")}
    corrected = {"corrects": 2, "previous": Decimal(75), "score": Decimal(100)}
    assessment.tell("ScoreCorrected", **corrected, **anew, **of)
    [score] = await assessment.see(queries.scores_of)
    assert (score.measured.position, score.measured.numerator, score.score) == (12, 4, 100)


async def test_the_last_self_report_stands_beside_the_score_that_reviews_it(assessment):
    of = {"organization": BEST, "indicator": "study", "filed_by": "somebody"}
    assessment.tell("SelfReportFiled", claimed=Decimal(80), evidence=(3,), **of)
    filed = assessment.tell(
        "SelfReportFiled", claimed=Decimal(90), evidence=(3, 4), statement=said("s"), **of
    )
    [report] = await assessment.see(queries.self_reports_of)
    assert (report.claimed, report.evidence, report.statement) == (90, [3, 4], "s")
    assert (report.filed_at, report.position) == (3, filed.position)
    given = {"organization": BEST, "indicator": "study", "score": Decimal(85), "evidence": ()}
    assessment.tell("IndicatorScored", reviews=3, **given)
    [score] = await assessment.see(queries.scores_of)
    assert (score.score, score.reviews, score.measured) == (85, 3, None)


async def test_a_veto_is_no_score(assessment):
    assessment.tell(
        "VetoApplied",
        organization=LAST,
        indicator="accident",
        cap=Decimal("59"),
        evidence=(),
        reason=said("accident"),
    )
    [veto] = await assessment.see(queries.scores_of)
    assert (veto.indicator, veto.score, veto.cap, veto.remark) == ("accident", None, 59, "accident")
    assert (await assessment.see()).scores == 0


async def test_standings_are_final_then_starred(assessment):
    results = [
        result(BEST, "95", 1),
        result(SECOND, "70.25", 2),
        result(LAST, "59", 3, cap=Decimal(59)),
    ]
    assessment.tell("ResultsFinalized", on=date(2026, 1, 4), results=results)
    standings = await assessment.see(queries.standings_of)
    assert [(one.organization, one.total, one.rank, one.stars) for one in standings] == [
        (BEST, 95, 1, None),
        (SECOND, Decimal("70.25"), 2, None),
        (LAST, 59, 3, None),
    ]
    assert [one.cap for one in standings] == [None, None, 59]
    assert (await assessment.see()).finalized_on == date(2026, 1, 4)
    awards = [{"organization": BEST, "stars": 5}, {"organization": SECOND, "stars": 3}]
    last = assessment.tell("StarsAwarded", awards=awards)
    assert [one.stars for one in await assessment.see(queries.standings_of)] == [5, 3, 0]
    row = await assessment.see()
    assert (row.status, row.version, row.position) == ("AWARDED", 3, last.position)


async def test_results_are_published_disputed_and_changed(assessment):
    assessment.score(LAST, "55")
    veto = {"organization": LAST, "indicator": "accident", "cap": Decimal(59), "reason": said("accident")}
    assessment.tell("VetoApplied", evidence=(), **veto)
    results = [result(BEST, "95", 1), result(SECOND, "70.25", 2), result(LAST, "55", 3, cap=Decimal(59))]
    assessment.tell("ResultsFinalized", results=results)
    until = date(2026, 1, 12)
    assessment.tell("ResultsPublished", published_on=date(2026, 1, 5), objections_until=until)
    for number, indicator in enumerate(("study", "accident"), start=1):
        assessment.tell(
            "ObjectionRaised",
            objection=number,
            organization=LAST,
            indicator=indicator,
            evidence=(7,),
            statement=said(f"statement {number}"),
            raised_by="somebody",
        )
    row = await assessment.see()
    assert (row.status, row.objections_until, row.objections, row.open_objections) == (
        "PUBLISHED",
        until,
        2,
        2,
    )
    pending, _ = await assessment.see(queries.objections_of)
    assert (pending.status, pending.statement, pending.evidence) == ("PENDING", "statement 1", [7])
    assert (pending.score, pending.reason, pending.decision_evidence) == (None, None, [])

    decided = {"organization": LAST, "upheld": True, "evidence": (8,), "reason": said("checked")}
    better = [result(BEST, "95", 1), result(LAST, "80", 2), result(SECOND, "70.25", 3)]
    score = {"previous": Decimal(55), "score": Decimal(80), "results": better}
    assessment.tell("ObjectionDecided", objection=1, indicator="study", **score, **decided)
    [lifted] = [
        assessment.tell("ObjectionDecided", objection=2, indicator="accident", results=better, **decided)
    ]
    upheld, second = await assessment.see(queries.objections_of)
    assert (upheld.status, upheld.previous, upheld.score) == ("UPHELD", 55, 80)
    assert (upheld.reason, upheld.decision_evidence, upheld.decided_on) == (
        "checked",
        [8],
        lifted.occurred_on,
    )
    assert (second.status, second.score) == ("UPHELD", None)
    [score_row] = await assessment.see(queries.scores_of)
    assert (score_row.indicator, score_row.score, score_row.previous, score_row.corrections) == (
        "study",
        80,
        55,
        1,
    )
    standings = await assessment.see(queries.standings_of)
    assert [(one.organization, one.rank) for one in standings] == [(BEST, 1), (LAST, 2), (SECOND, 3)]
    assert (await assessment.see()).open_objections == 0


async def test_a_dismissed_objection_leaves_everything_as_it_was(assessment):
    assessment.score(BEST, "87.50")
    assessment.tell("ResultsFinalized", results=[result(one, "1", 1) for one in (BEST, SECOND, LAST)])
    assessment.tell("ResultsPublished", published_on=date(2026, 1, 5), objections_until=date(2026, 1, 12))
    of = {"objection": 1, "organization": BEST, "indicator": "study", "evidence": ()}
    assessment.tell("ObjectionRaised", statement=said("s"), raised_by="somebody", **of)
    before = await assessment.see(queries.standings_of)
    assessment.tell("ObjectionDecided", upheld=False, reason=said("no"), results=(), **of)
    [objection] = await assessment.see(queries.objections_of)
    assert objection.status == "DISMISSED"
    assert await assessment.see(queries.standings_of) == before


async def test_a_scheme_published_before_there_were_objections_has_no_days_for_them(world):
    scheme = uuid4()
    world.story.tell("assessments.SchemeEstablished", scheme, alliance=ALLIANCE, code="stars")
    entry = world.story.tell(
        "assessments.SchemePublished",
        scheme,
        edition=1,
        name="达标创星",
        effective_from=date(2026, 1, 1),
        indicators=INDICATORS,
        stars=STARS,
    )
    for member in ("publication_days", "four_eyes"):
        del entry.members["data"][member]
    await world.project(READ_MODEL)
    [edition] = (await world.ask(queries.editions_of, [scheme]))[scheme]
    assert (edition.publication_days, edition.four_eyes) == (None, False)


async def test_a_scheme_has_its_editions(world):
    scheme = uuid4()
    world.story.tell("assessments.SchemeEstablished", scheme, alliance=ALLIANCE, code="stars")
    await world.project(READ_MODEL)
    row = (await world.ask(queries.schemes_by_ids, [scheme]))[scheme]
    assert (row.code, row.edition, row.name) == ("stars", 0, None)
    for edition in (1, 2):
        world.story.tell(
            "assessments.SchemePublished",
            scheme,
            on=date(2026, 1, 2),
            edition=edition,
            name=f"达标创星 {edition}",
            effective_from=date(2025 + edition, 1, 1),
            indicators=INDICATORS,
            stars=STARS,
        )
    await world.project(READ_MODEL)
    [row] = (await world.ask(queries.schemes_of, [ALLIANCE]))[ALLIANCE]
    assert (row.id, row.edition, row.name, row.version) == (scheme, 2, "达标创星 2", 3)
    editions = (await world.ask(queries.editions_of, [scheme]))[scheme]
    assert [(one.edition, one.effective_from) for one in editions] == [
        (1, date(2026, 1, 1)),
        (2, date(2027, 1, 1)),
    ]
    assert (editions[0].indicators, editions[0].stars) == (INDICATORS, STARS)


async def test_every_filter_narrows(assessment, world):
    await assessment.see()
    hits = [
        {"alliance": ALLIANCE},
        {"scheme": SCHEME},
        {"organization": LAST},
        {"statuses": ["OPEN"]},
        {"period": "2025-H2"},
        {"since": date(2025, 12, 31)},
        {"until": date(2025, 7, 1)},
    ]
    misses = [
        {"alliance": SCHEME},
        {"scheme": ALLIANCE},
        {"organization": ALLIANCE},
        {"statuses": ["AWARDED"]},
        {"period": "2025"},
        {"since": date(2026, 1, 1)},
        {"until": date(2025, 6, 30)},
    ]
    assert [await world.ask(queries.count, AssessmentFilter(**one)) for one in hits] == [1] * len(hits)
    assert [await world.ask(queries.count, AssessmentFilter(**one)) for one in misses] == [0] * len(misses)
    every = {name: value for one in hits for name, value in one.items()}
    assert await world.ask(queries.count, AssessmentFilter(**every)) == 1
