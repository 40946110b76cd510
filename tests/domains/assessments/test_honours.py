"""Nominate on the ledger's evidence, grant by somebody else, promote a case."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from concord.assessments.commands import GrantHonour, NominateHonour, PromoteCase, PublishResults
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.events import CasePromoted, HonourGranted, HonourKind, HonourNominated
from concord.charters import StandingRefusal, TextRefusal
from concord.privacy import Narrative, Personal

TITLE = "年度先进党组织"


class Honouring:
    """The commands of a distinction of 2024 in the scene's alliance."""

    def __init__(self, scene: Any) -> None:
        self.scene, self.decider = scene, scene.decider

    def nominates(self, **changes: Any) -> NominateHonour:
        values: dict[str, Any] = {
            "alliance": self.scene.alliance,
            "kind": HonourKind.ORGANIZATION,
            "title": TITLE,
            "period": "2024",
            "organization": self.scene.a,
            "citation": Narrative("活动台账详实"),
            "evidence": (17,),
        }
        return NominateHonour(**{**values, **changes})

    def case(self, **changes: Any) -> NominateHonour:
        return self.nominates(kind=HonourKind.CASE, title="典型案例", case="“1+N”商圈党建", **changes)

    def nominated(self, command: NominateHonour) -> UUID:
        self.decider.given(command)
        return command.stream(self.decider.tenant, uuid4())

    def by(self, actor: str) -> Any:
        self.decider.actor = actor
        return self.decider


@pytest.fixture
def honouring(scene: Any) -> Honouring:
    return Honouring(scene)


def grants(honour: UUID, **changes: Any) -> GrantHonour:
    return GrantHonour(
        **{"honour": honour, "authority": "区镇党（工）委", "document": "〔2025〕1号", **changes}
    )


def test_a_member_is_nominated_on_evidence(honouring: Honouring) -> None:
    honouring.decider.when(honouring.nominates()).then(
        (HonourNominated, {"title": TITLE, "evidence": (17,), "rank": None, "nominated_by": "somebody"})
    )


def test_a_nomination_may_rest_on_an_assessment(honouring: Honouring) -> None:
    scene = honouring.scene
    scene.scored((scene.a, "party-day", "100"), (scene.a, "tickets", "100"))
    command = honouring.nominates(assessment=scene.assessment)
    honouring.decider.when(command).refused(AssessmentRefusal.NOT_FINALIZED, "assessment")
    honouring.decider.given(scene.vetoes(scene.b), scene.finalizes())
    honouring.decider.when(command).then((HonourNominated, {"rank": 1, "stars": 5}))
    command = honouring.nominates(assessment=scene.assessment, organization=scene.b)
    honouring.decider.when(command).refused(AssessmentRefusal.HONOUR_VETOED, "organization")


def test_the_assessment_is_of_the_alliance_and_of_the_period(honouring: Honouring) -> None:
    scene = honouring.scene
    scene.scored().decider.given(scene.finalizes())
    command = honouring.nominates(assessment=scene.assessment, period="2024-H1")
    honouring.decider.when(command).refused(AssessmentRefusal.HONOUR_PERIOD_DIFFERS, "assessment")
    other = uuid4()
    scene.decider.given_facts(other, {"approved_on": date(2023, 1, 1), "dissolved_on": None, "charters": [],
        "memberships": [{"organization": scene.a, "joined_on": date(2023, 1, 1), "left_on": None}]
    })  # fmt: skip
    command = honouring.nominates(assessment=scene.assessment, alliance=other)
    honouring.decider.when(command).refused(AssessmentRefusal.HONOUR_OF_OTHER_ALLIANCE, "assessment")


def test_a_nomination_waits_until_the_results_can_no_longer_change(honouring: Honouring) -> None:
    scene = honouring.scene
    scene.scored(publication_days=7).decider.given(scene.finalizes())
    command = honouring.nominates(assessment=scene.assessment)
    honouring.decider.when(command).refused(AssessmentRefusal.NOT_PUBLISHED, "assessment")
    honouring.decider.given(PublishResults(assessment=scene.assessment))
    honouring.decider.when(command).refused(AssessmentRefusal.PUBLICATION_NOT_OVER, "assessment")
    honouring.decider.on(date(2025, 1, 9)).given(command)


def test_who_was_not_assessed_is_not_nominated_on_results(honouring: Honouring) -> None:
    scene = honouring.scene
    scene.decider.given(scene.publishes(), scene.opens(organizations=(scene.a,)))
    scene.decider.given(scene.scores(scene.a, "party-day", "1"), scene.scores(scene.a, "tickets", "1"))
    scene.decider.on(date(2025, 1, 1)).given(scene.finalizes())
    command = honouring.nominates(assessment=scene.assessment, organization=scene.b)
    honouring.decider.when(command).refused(AssessmentRefusal.NOT_ASSESSED, "organization")


def test_a_distinction_rests_on_the_ledger(honouring: Honouring) -> None:
    for evidence, code in (
        ((), AssessmentRefusal.HONOUR_WITHOUT_EVIDENCE),
        ((0,), AssessmentRefusal.EVIDENCE_INVALID),
        ((1_001,), AssessmentRefusal.EVIDENCE_NOT_RECORDED),
    ):
        honouring.decider.when(honouring.nominates(evidence=evidence)).refused(code, "evidence")


def test_a_person_a_case_or_an_organization_is_named_and_nothing_else(honouring: Honouring) -> None:
    person = Personal(uuid4(), {"name": "某同志"})
    for changes in (
        {"person": person},
        {"case": "案例"},
        {"kind": HonourKind.PERSON},
        {"kind": HonourKind.CASE},
        {"kind": HonourKind.PERSON, "person": person, "case": "案例"},
    ):
        command = honouring.nominates(**changes)
        honouring.decider.when(command).refused(AssessmentRefusal.HONOUR_SUBJECT_INVALID, "kind")
    honouring.decider.given(honouring.nominates(kind=HonourKind.PERSON, person=person), honouring.case())


def test_the_nominee_belongs_to_the_alliance_in_the_period(honouring: Honouring) -> None:
    command = honouring.nominates(organization=honouring.scene.departed)
    honouring.decider.when(command).refused(AssessmentRefusal.NOT_A_MEMBER, "organizations")
    command = honouring.nominates(period="soon")
    honouring.decider.when(command).refused(AssessmentRefusal.PERIOD_INVALID, "period")
    command = honouring.nominates(period="2025")
    honouring.decider.when(command).refused(AssessmentRefusal.PERIOD_NOT_BEGUN, "period")


def test_nobody_is_nominated_twice_for_one_distinction(honouring: Honouring) -> None:
    honouring.decider.given(honouring.nominates())
    honouring.decider.when(honouring.nominates()).refused(AssessmentRefusal.ALREADY_NOMINATED)
    honouring.decider.given(honouring.nominates(title="示范单位"), honouring.nominates(period="2024-H2"))


def test_somebody_else_grants(honouring: Honouring) -> None:
    honour = honouring.nominated(honouring.nominates())
    honouring.decider.when(grants(honour)).refused(AssessmentRefusal.GRANTED_BY_NOMINATOR)
    honouring.by("committee").when(grants(honour)).then(
        (HonourGranted, {"authority": "区镇党（工）委", "granted_on": date(2024, 12, 20)})
    )
    honouring.decider.when(grants(honour)).refused(AssessmentRefusal.ALREADY_GRANTED)


def test_a_case_is_promoted_and_nothing_else_is(honouring: Honouring) -> None:
    case = honouring.nominated(honouring.case())
    honour = honouring.nominated(honouring.nominates())
    honouring.by("committee").when(grants(case)).refused(AssessmentRefusal.HONOUR_IS_CASE)
    promote = PromoteCase(honour=honour, authority="县委两新工委", scope="全县")
    honouring.decider.when(promote).refused(AssessmentRefusal.HONOUR_IS_NOT_CASE)
    honouring.decider.when(PromoteCase(honour=case, authority="县委两新工委", scope="全县")).then(
        (CasePromoted, {"scope": "全县", "document": ""})
    )


def test_texts_are_there_and_not_too_long(honouring: Honouring) -> None:
    command = honouring.nominates(title=" ")
    honouring.decider.when(command).refused(TextRefusal.TEXT_EMPTY, "title")
    honour = honouring.nominated(honouring.nominates())
    command = grants(honour, document="长" * 101)
    honouring.by("committee").when(command).refused(TextRefusal.TEXT_TOO_LONG, "document")


def test_nothing_is_nominated_in_an_alliance_that_is_dissolved_or_by_who_has_left(
    honouring: Honouring,
) -> None:
    scene = honouring.scene
    scene.by(scene.departed).when(honouring.nominates()).refused(StandingRefusal.MEMBER_HAS_LEFT)
    scene.by(None)
    scene.settle(dissolved_on=date(2024, 12, 20))
    scene.decider.when(honouring.nominates()).refused(StandingRefusal.ALLIANCE_NOT_ACTIVE)
