"""Publish results, object, decide, award stars: final results change only through an objection."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from concord.assessments.aggregate import assessment_id
from concord.assessments.commands import AwardStars, DecideObjection, PublishResults, RaiseObjection
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.events import (
    ObjectionDecided,
    ObjectionRaised,
    ResultsFinalized,
    ResultsPublished,
    StarsAwarded,
)
from concord.assessments.scheme import scheme_id
from concord.privacy import Narrative

PARTY_DAY = "party-day"
OBJECTOR = "objector"


class Publication:
    """An assessment whose results are open for a week, and the commands of that week."""

    def __init__(self, scene: Any) -> None:
        self.scene, self.decider = scene, scene.decider

    def of(self, kind: Any, **members: Any) -> Any:
        return kind(assessment=self.scene.assessment, **members)

    def objects(self, organization: UUID | None = None, code: str = PARTY_DAY, **more: Any) -> RaiseObjection:
        return self.of(
            RaiseObjection,
            organization=organization or self.scene.c,
            indicator=code,
            statement=Narrative("有一次活动漏记"),
            **more,
        )

    def decides(self, objection: int = 1, upheld: bool = True, score: str | None = "60", **more: Any) -> Any:
        return self.of(
            DecideObjection,
            objection=objection,
            upheld=upheld,
            score=None if score is None else Decimal(score),
            reason=Narrative("核对台账后"),
            **more,
        )

    def published(self, *objections: RaiseObjection) -> "Publication":
        """On 2 January 2025, open until the 9th; objections by somebody of another name."""
        self.decider.on(date(2025, 1, 2)).given(self.of(PublishResults))
        for objection in objections:
            self.by(OBJECTOR, objection.organization).given(objection)
        self.by("somebody")
        return self

    def by(self, actor: str, organization: UUID | None = None) -> Any:
        self.decider.actor = actor
        return self.decider.speaking(organization)

    def results(self) -> dict[UUID, tuple[Decimal, int]]:
        return {one.organization: (one.total, one.rank) for one in self.scene.state().results}


@pytest.fixture
def publication(scene: Any) -> Publication:
    """Finalized: a has 90, b and c have 50."""
    scene.scored((scene.a, PARTY_DAY, "90"), (scene.a, "tickets", "90"), publication_days=7)
    scene.decider.given(scene.vetoes(scene.b), scene.finalizes())
    return Publication(scene)


def test_stars_wait_for_the_publication(scene: Any) -> None:
    scene.scored(publication_days=7).decider.when(scene.finalizes()).then((ResultsFinalized, {}))
    assert scene.state().awarded is None


def test_results_are_open_for_as_long_as_the_scheme_says(publication: Publication) -> None:
    publication.decider.on(date(2025, 1, 2)).when(publication.of(PublishResults)).then(
        (ResultsPublished, {"published_on": date(2025, 1, 2), "objections_until": date(2025, 1, 9)})
    )


def test_only_final_results_are_published_and_only_once(scene: Any, publication: Publication) -> None:
    publish = publication.of(PublishResults)
    publication.published().decider.when(publish).refused(AssessmentRefusal.ALREADY_PUBLISHED)
    scene.decider.given(scene.publishes(code="early"), scene.opens(scheme="early"))
    scene.decider.when(PublishResults(assessment=_assessment(scene, "early"))).refused(
        AssessmentRefusal.NOT_FINALIZED
    )


def _assessment(scene: Any, code: str) -> UUID:
    return assessment_id(scene.decider.tenant, scheme_id(scene.decider.tenant, scene.alliance, code), "2024")


def test_a_scheme_without_publication_publishes_nothing(scene: Any) -> None:
    scene.scored().decider.given(scene.finalizes())
    scene.decider.when(PublishResults(assessment=scene.assessment)).refused(
        AssessmentRefusal.PUBLICATION_NOT_DUE
    )


def test_an_organization_objects_to_its_own_results(publication: Publication) -> None:
    scene = publication.published().scene
    publication.by(OBJECTOR, scene.c).when(publication.objects(evidence=(17,))).then(
        (
            ObjectionRaised,
            {"objection": 1, "organization": scene.c, "evidence": (17,), "raised_by": OBJECTOR},
        )
    )
    command = publication.objects(scene.a)
    publication.decider.when(command).refused(AssessmentRefusal.OBJECTION_OF_OTHERS, "organization")


def test_objections_are_taken_while_results_are_open(publication: Publication) -> None:
    publication.decider.when(publication.objects()).refused(AssessmentRefusal.NOT_PUBLISHED)
    publication.published().decider.on(date(2025, 1, 9)).given(publication.objects())
    refused = publication.decider.on(date(2025, 1, 10)).when(publication.objects(publication.scene.a))
    refused.refused(AssessmentRefusal.OBJECTION_TOO_LATE)
    # The ledger's day counts, not the one that a clerk claims.
    publication.decider.on(date(2025, 1, 10), occurred_on=date(2025, 1, 9))
    refused = publication.decider.when(publication.objects(publication.scene.a))
    refused.refused(AssessmentRefusal.OBJECTION_TOO_LATE)


def test_what_is_disputed_must_be_there(publication: Publication) -> None:
    scene = publication.published().scene
    for command, code, field in (
        (publication.objects(code="charisma"), AssessmentRefusal.INDICATOR_UNKNOWN, "indicator"),
        (publication.objects(code="safety"), AssessmentRefusal.NOTHING_TO_OBJECT_TO, "indicator"),
        (publication.objects(uuid4()), AssessmentRefusal.NOT_ASSESSED, "organization"),
        (publication.objects(evidence=(0,)), AssessmentRefusal.EVIDENCE_INVALID, "evidence"),
        (publication.objects(evidence=(1_001,)), AssessmentRefusal.EVIDENCE_NOT_RECORDED, "evidence"),
    ):
        publication.decider.when(command).refused(code, field)
    scene.decider.given(publication.objects(scene.b, "safety"))


def test_one_objection_at_a_time_and_not_without_end(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    publication.published(publication.objects())
    command = publication.objects()
    publication.decider.when(command).refused(AssessmentRefusal.OBJECTION_PENDING, "indicator")
    publication.decider.given(publication.decides(upheld=False, score=None), command)
    monkeypatch.setattr("concord.assessments.objecting.MOST_OBJECTIONS", 2)
    command = publication.objects(code="tickets")
    publication.decider.when(command).refused(AssessmentRefusal.TOO_MANY_OBJECTIONS)


def test_an_objection_upheld_changes_the_score_and_with_it_the_ranking(publication: Publication) -> None:
    scene = publication.published(publication.objects()).scene
    assert publication.results()[scene.c] == (Decimal(50), 2)
    decided = publication.decider.when(publication.decides(score="100")).then(
        (ObjectionDecided, {"upheld": True, "previous": Decimal(50), "score": Decimal(100)})
    )
    told = [(one.organization, one.total, one.rank) for one in decided.events[0].results]
    assert told == [(scene.a, Decimal(90), 1), (scene.c, Decimal(80), 2), (scene.b, Decimal(50), 3)]
    assert publication.results()[scene.c] == (Decimal(80), 2)
    assert scene.state().scores[scene.c][PARTY_DAY].score == Decimal(100)


def test_an_objection_dismissed_changes_nothing(publication: Publication) -> None:
    publication.published(publication.objects())
    before = publication.results()
    publication.decider.when(publication.decides(upheld=False, score=None)).then(
        (ObjectionDecided, {"upheld": False, "score": None, "results": ()})
    )
    assert publication.results() == before


def test_an_objection_upheld_against_a_veto_lifts_it(scene: Any) -> None:
    scene.scored((scene.a, PARTY_DAY, "100"), (scene.a, "tickets", "100"), publication_days=7)
    scene.decider.given(scene.vetoes(scene.a), scene.finalizes())
    publication = Publication(scene)
    publication.published(publication.objects(scene.a, "safety"))
    assert publication.results()[scene.a] == (Decimal(59), 1)
    command = publication.decides(score="1")
    publication.decider.when(command).refused(AssessmentRefusal.SCORE_NOT_WANTED, "score")
    publication.decider.given(publication.decides(score=None))
    assert publication.results()[scene.a] == (Decimal(100), 1)
    assert scene.state().results[0].cap is None


def test_somebody_else_decides_than_who_objects(publication: Publication) -> None:
    scene = publication.published(publication.objects()).scene
    publication.by(OBJECTOR).when(publication.decides()).refused(AssessmentRefusal.DECIDED_BY_OBJECTOR)
    publication.by("colleague", scene.c).when(publication.decides()).refused(
        AssessmentRefusal.DECIDED_BY_OBJECTOR
    )


def test_a_decision_is_of_a_pending_objection_with_the_score_that_it_needs(publication: Publication) -> None:
    publication.published(publication.objects())
    for command, code, field in (
        (publication.decides(0), AssessmentRefusal.OBJECTION_UNKNOWN, "objection"),
        (publication.decides(2), AssessmentRefusal.OBJECTION_UNKNOWN, "objection"),
        (publication.decides(score=None), AssessmentRefusal.SCORE_REQUIRED, "score"),
        (publication.decides(upheld=False), AssessmentRefusal.SCORE_NOT_WANTED, "score"),
        (publication.decides(score="101"), AssessmentRefusal.SCORE_OUT_OF_RANGE, "score"),
        (publication.decides(score="60.123"), AssessmentRefusal.SCORE_NOT_EXACT, "score"),
        (publication.decides(score="50"), AssessmentRefusal.CORRECTION_CHANGES_NOTHING, "score"),
    ):
        publication.decider.when(command).refused(code, field)
    publication.decider.given(publication.decides())
    command = publication.decides()
    publication.decider.when(command).refused(AssessmentRefusal.OBJECTION_DECIDED_ALREADY, "objection")


def test_stars_follow_the_results_as_the_objections_left_them(publication: Publication) -> None:
    scene = publication.published(publication.objects()).scene
    award = publication.of(AwardStars)
    publication.decider.on(date(2025, 1, 10)).when(award).refused(
        AssessmentRefusal.OBJECTIONS_OPEN, "assessment"
    )
    publication.decider.on(date(2025, 1, 8)).given(publication.decides(score="100"))
    publication.decider.on(date(2025, 1, 9)).when(award).refused(
        AssessmentRefusal.PUBLICATION_NOT_OVER, "assessment"
    )
    decided = publication.decider.on(date(2025, 1, 10)).when(award).then((StarsAwarded, {}))
    assert [(one.organization, one.stars) for one in decided.events[0].awards] == [(scene.a, 4), (scene.c, 4)]
    publication.decider.when(award).refused(AssessmentRefusal.STARS_ALREADY_AWARDED)


def test_stars_are_awarded_only_where_there_are_any_and_results_are_known(
    scene: Any, publication: Publication
) -> None:
    award = publication.of(AwardStars)
    publication.decider.when(award).refused(AssessmentRefusal.NOT_PUBLISHED, "assessment")
    scene.decider.given(scene.publishes(code="plain", effective_from=date(2024, 1, 1), stars=()))
    scene.decider.given(scene.opens(scheme="plain", organizations=(scene.a,)))
    plain = _assessment(scene, "plain")
    scene.decider.when(AwardStars(assessment=plain)).refused(AssessmentRefusal.NOT_FINALIZED)


def test_a_scheme_without_stars_has_none_to_award(scene: Any) -> None:
    scene.decider.given(scene.publishes(stars=(), publication_days=7), scene.opens(organizations=(scene.a,)))
    scene.decider.given(scene.scores(scene.a, PARTY_DAY, "1"), scene.scores(scene.a, "tickets", "1"))
    scene.decider.on(date(2025, 1, 1)).given(scene.finalizes())
    award = AwardStars(assessment=scene.assessment)
    scene.decider.when(award).refused(AssessmentRefusal.NO_STARS_IN_SCHEME)


@pytest.mark.parametrize("days", [0, -1, 61])
def test_results_are_open_for_a_day_to_two_months(scene: Any, days: int) -> None:
    command = scene.publishes(publication_days=days)
    scene.decider.when(command).refused(AssessmentRefusal.PUBLICATION_INVALID, "publication_days")
