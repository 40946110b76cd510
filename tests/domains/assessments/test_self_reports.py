"""An organization claims with evidence; somebody of another organization reviews."""

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from concord.assessments.commands import FileSelfReport
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.events import IndicatorKind, IndicatorScored, ScoreSource, SelfReportFiled
from concord.charters import TextRefusal
from concord.privacy import Narrative

CLAIM = "study"
AUTHOR = "author"


@pytest.fixture
def opened(scene: Any, indicator_of: Any) -> Any:
    """One indicator of self-reports, one by hand, one veto."""
    scene.opened(
        indicator_of(CLAIM, source=ScoreSource.SELF_REPORT, minimum=Decimal(10)),
        indicator_of("hand"),
        indicator_of("safety", IndicatorKind.VETO),
        four_eyes=True,
    )
    return scene


def claims(scene: Any, organization: UUID | None = None, code: str = CLAIM, **changes: Any) -> FileSelfReport:
    values: dict[str, Any] = {"claimed": Decimal(80), "evidence": (17,), "statement": Narrative("四次联学")}
    return FileSelfReport(
        assessment=scene.assessment,
        organization=organization or scene.a,
        indicator=code,
        **{**values, **changes},
    )


def as_author(scene: Any) -> Any:
    scene.decider.actor = AUTHOR
    return scene.decider.speaking(scene.a)


def as_assessor(scene: Any) -> Any:
    scene.decider.actor = "assessor"
    return scene.decider.speaking(None, "assessor")


def test_an_organization_claims_on_evidence_and_the_score_names_what_it_reviews(opened: Any) -> None:
    as_author(opened).when(claims(opened)).then(
        (SelfReportFiled, {"claimed": Decimal(80), "evidence": (17,), "filed_by": AUTHOR})
    )
    as_assessor(opened).when(opened.scores(opened.a, CLAIM, "75")).then(
        (IndicatorScored, {"score": Decimal(75), "reviews": 2, "measured": None})
    )


def test_a_claim_may_be_filed_anew_until_it_is_reviewed(opened: Any) -> None:
    as_author(opened).given(claims(opened), claims(opened, claimed=Decimal(90)))
    as_assessor(opened).when(opened.scores(opened.a, CLAIM, "90")).then((IndicatorScored, {"reviews": 3}))
    as_author(opened).when(claims(opened)).refused(AssessmentRefusal.ALREADY_SCORED, "indicator")


def test_neither_the_author_nor_a_colleague_reviews(opened: Any) -> None:
    as_author(opened).given(claims(opened))
    review = opened.scores(opened.a, CLAIM, "80")
    opened.decider.when(review).refused(AssessmentRefusal.REVIEWED_BY_AUTHOR)
    opened.decider.actor = "colleague"
    opened.decider.when(review).refused(AssessmentRefusal.REVIEWED_BY_AUTHOR)
    opened.decider.actor = AUTHOR
    opened.decider.speaking(None).when(review).refused(AssessmentRefusal.REVIEWED_BY_AUTHOR)
    as_assessor(opened).given(review)
    correct = opened.corrects(opened.a, CLAIM, "99")
    as_author(opened).when(correct).refused(AssessmentRefusal.REVIEWED_BY_AUTHOR)


def test_where_the_scheme_asks_for_one_pair_of_eyes_only_the_author_may_score(
    scene: Any, indicator_of: Any
) -> None:
    scene.opened(indicator_of(CLAIM, source=ScoreSource.SELF_REPORT))
    as_author(scene).given(claims(scene), scene.scores(scene.a, CLAIM, "80"))


def test_who_reports_nothing_gets_the_minimum(opened: Any) -> None:
    command = opened.scores(opened.a, CLAIM, "11")
    as_assessor(opened).when(command).refused(AssessmentRefusal.REPORT_MISSING, "indicator")
    opened.decider.given(opened.scores(opened.a, CLAIM, "10"))


def test_what_cannot_be_claimed(opened: Any) -> None:
    for command, code, field in (
        (claims(opened, evidence=()), AssessmentRefusal.REPORT_WITHOUT_EVIDENCE, "evidence"),
        (claims(opened, evidence=(0,)), AssessmentRefusal.EVIDENCE_INVALID, "evidence"),
        (claims(opened, evidence=(1_001,)), AssessmentRefusal.EVIDENCE_NOT_RECORDED, "evidence"),
        (claims(opened, claimed=Decimal(101)), AssessmentRefusal.SCORE_OUT_OF_RANGE, "score"),
        (claims(opened, claimed=Decimal("80.123")), AssessmentRefusal.SCORE_NOT_EXACT, "score"),
        (claims(opened, code="hand"), AssessmentRefusal.INDICATOR_IS_NOT_SELF_REPORTED, "indicator"),
        (claims(opened, code="safety"), AssessmentRefusal.INDICATOR_IS_VETO, "indicator"),
        (claims(opened, code="none"), AssessmentRefusal.INDICATOR_UNKNOWN, "indicator"),
        (claims(opened, statement=Narrative(" ")), TextRefusal.TEXT_EMPTY, "statement"),
    ):
        as_author(opened).when(command).refused(code, field)
    command = claims(opened, opened.b)
    opened.decider.when(command).refused(AssessmentRefusal.REPORT_OF_OTHERS, "organization")
    command = claims(opened, uuid4())
    as_assessor(opened).when(command).refused(AssessmentRefusal.NOT_ASSESSED, "organization")
