"""Open a period, score, correct, veto, finalize."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from concord.assessments.errors import AssessmentRefusal
from concord.assessments.events import (
    IndicatorScored,
    PeriodOpened,
    ResultsFinalized,
    ScoreCorrected,
    StarsAwarded,
    StarThreshold,
    VetoApplied,
)
from concord.charters import StandingRefusal, TextRefusal
from concord.commanding import CommandRefusal
from concord.privacy import Narrative

PARTY_DAY = "party-day"


def test_a_period_is_opened_for_all_members_by_the_edition_in_force(scene: Any) -> None:
    scene.decider.given(scene.publishes())
    scene.decider.when(scene.opens()).then(
        (
            PeriodOpened,
            {
                "edition": 1,
                "starts_on": date(2024, 1, 1),
                "ends_on": date(2024, 12, 31),
                "organizations": (scene.a, scene.b, scene.c),
            },
        )
    )


def test_the_edition_is_the_one_in_force_when_the_period_began(scene: Any) -> None:
    scene.decider.given(
        scene.publishes(effective_from=date(2023, 1, 1), stars=()),
        scene.publishes(effective_from=date(2024, 1, 2)),
    )
    scene.decider.when(scene.opens()).then((PeriodOpened, {"edition": 1, "stars": ()}))
    scene.decider.when(scene.opens(period="2024-H2")).then((PeriodOpened, {"edition": 2}))


def test_stars_follow_the_scheme_of_the_period_not_today_s(scene: Any) -> None:
    scene.scored((scene.a, PARTY_DAY, "100"), (scene.a, "tickets", "100"))
    lenient = (StarThreshold(5, Decimal(10)),)
    scene.decider.given(scene.publishes(effective_from=date(2024, 12, 1), stars=lenient))
    awarded = scene.decider.when(scene.finalizes()).events[1]
    assert [(one.organization, one.stars) for one in awarded.awards] == [(scene.a, 5)]


def test_without_an_edition_in_force_nothing_is_assessed(scene: Any) -> None:
    scene.decider.given(scene.publishes(effective_from=date(2024, 1, 2)))
    scene.decider.when(scene.opens()).refused(AssessmentRefusal.NO_SCHEME_IN_FORCE, "scheme")


def test_a_scheme_that_is_not_there_is_named_by_its_code(scene: Any) -> None:
    refused = scene.decider.when(scene.opens(scheme="anual")).refused(CommandRefusal.NOT_FOUND, "scheme")
    assert refused.refusal.sentence("zh") == "没有找到：anual"


def test_a_period_is_assessed_once(scene: Any) -> None:
    scene.opened().decider.when(scene.opens()).refused(AssessmentRefusal.PERIOD_ALREADY_OPENED, "period")


def test_a_period_that_has_not_begun_is_not_assessed(scene: Any) -> None:
    scene.decider.given(scene.publishes())
    scene.decider.when(scene.opens(period="2025")).refused(AssessmentRefusal.PERIOD_NOT_BEGUN, "period")


@pytest.mark.parametrize("period", ["", "24", "2024-Q5", "2024-13", "2024-H", "2024-1", "二〇二四", "2024\n"])
def test_a_period_has_one_of_four_forms(scene: Any, period: str) -> None:
    scene.decider.given(scene.publishes())
    scene.decider.when(scene.opens(period=period)).refused(AssessmentRefusal.PERIOD_INVALID, "period")


def test_who_left_during_the_period_may_be_assessed_and_who_left_before_may_not(scene: Any) -> None:
    scene.decider.given(scene.publishes(effective_from=date(2023, 1, 1)))
    scene.decider.when(scene.opens(organizations=(scene.departed,))).refused(
        AssessmentRefusal.NOT_A_MEMBER, "organizations"
    )
    scene.decider.given(scene.opens(period="2023", organizations=(scene.departed,)))


def test_results_are_final_only_when_the_period_is_over(scene: Any) -> None:
    scene.scored().decider.on(date(2024, 12, 31))
    refused = scene.decider.when(scene.finalizes()).refused(AssessmentRefusal.PERIOD_NOT_OVER)
    assert "2024-12-31" in refused.refusal.sentence("zh")
    scene.decider.on(date(2025, 1, 2), occurred_on=date(2024, 12, 31))
    scene.decider.when(scene.finalizes()).refused(AssessmentRefusal.PERIOD_NOT_OVER)
    scene.decider.on(date(2025, 1, 1)).given(scene.finalizes())


def test_strangers_are_not_assessed(scene: Any) -> None:
    scene.decider.given(scene.publishes())
    command = scene.opens(organizations=(scene.a, uuid4()))
    scene.decider.when(command).refused(AssessmentRefusal.NOT_A_MEMBER, "organizations")


def test_somebody_is_assessed_nobody_twice_and_not_too_many(scene: Any) -> None:
    scene.decider.given(scene.publishes())
    for organizations in ((), (scene.a, scene.a), tuple(uuid4() for _ in range(201))):
        command = scene.opens(organizations=organizations)
        scene.decider.when(command).refused(AssessmentRefusal.ORGANIZATIONS_INVALID, "organizations")


def test_a_score_rests_on_evidence(scene: Any) -> None:
    command = scene.opened().scores(scene.a, PARTY_DAY, "90.50", evidence=(17, 23), remark=Narrative("按时"))
    scene.decider.when(command).then(
        (
            IndicatorScored,
            {
                "organization": scene.a,
                "indicator": PARTY_DAY,
                "score": Decimal("90.5"),
                "evidence": (17, 23),
            },
        )
    )


@pytest.mark.parametrize("score", ["-0.01", "100.01", "NaN", "Infinity", "1E+6"])
def test_a_score_lies_within_its_range(scene: Any, score: str) -> None:
    command = scene.opened().scores(scene.a, PARTY_DAY, score)
    scene.decider.when(command).refused(AssessmentRefusal.SCORE_OUT_OF_RANGE, "score")
    scene.decider.given(scene.scores(scene.a, PARTY_DAY, "50"))
    command = scene.corrects(scene.a, PARTY_DAY, score)
    scene.decider.when(command).refused(AssessmentRefusal.SCORE_OUT_OF_RANGE, "score")


@pytest.mark.parametrize("score", ["0", "100", "33.33"])
def test_the_ends_of_the_range_belong_to_it(scene: Any, score: str) -> None:
    scene.decider.given(scene.opened().scores(scene.a, PARTY_DAY, score))


def test_a_score_has_at_most_two_decimals(scene: Any) -> None:
    command = scene.opened().scores(scene.a, PARTY_DAY, "33.333")
    scene.decider.when(command).refused(AssessmentRefusal.SCORE_NOT_EXACT, "score")


def test_an_indicator_is_scored_once(scene: Any) -> None:
    scene.opened().decider.given(scene.scores(scene.a, PARTY_DAY, "90"))
    command = scene.scores(scene.a, PARTY_DAY, "91")
    scene.decider.when(command).refused(AssessmentRefusal.ALREADY_SCORED, "indicator")
    scene.decider.given(scene.scores(scene.b, PARTY_DAY, "91"))


def test_a_correction_names_the_score_that_it_replaces(scene: Any) -> None:
    scene.opened().decider.given(
        scene.scores(scene.b, "tickets", "1"), scene.scores(scene.a, PARTY_DAY, "90")
    )
    scene.decider.when(scene.corrects(scene.a, PARTY_DAY, "80")).then(
        (ScoreCorrected, {"corrects": 3, "previous": Decimal(90), "score": Decimal(80)})
    )
    scene.decider.when(scene.corrects(scene.a, PARTY_DAY, "85")).then(
        (ScoreCorrected, {"corrects": 4, "previous": Decimal(80)})
    )


def test_a_correction_has_a_reason(scene: Any) -> None:
    scene.opened().decider.given(scene.scores(scene.a, PARTY_DAY, "90"))
    command = scene.corrects(scene.a, PARTY_DAY, "80", reason=Narrative(""))
    scene.decider.when(command).refused(TextRefusal.TEXT_EMPTY, "reason")


def test_what_is_not_scored_is_not_corrected(scene: Any) -> None:
    command = scene.opened().corrects(scene.a, PARTY_DAY, "80")
    scene.decider.when(command).refused(AssessmentRefusal.NOT_SCORED, "indicator")


def test_a_correction_changes_the_score(scene: Any) -> None:
    scene.opened().decider.given(scene.scores(scene.a, PARTY_DAY, "90"))
    command = scene.corrects(scene.a, PARTY_DAY, "90.00")
    scene.decider.when(command).refused(AssessmentRefusal.CORRECTION_CHANGES_NOTHING, "score")


def test_only_who_is_assessed_is_scored(scene: Any) -> None:
    stranger = uuid4()
    scene.opened()
    for command in (scene.scores(stranger, PARTY_DAY, "1"), scene.vetoes(stranger)):
        scene.decider.when(command).refused(AssessmentRefusal.NOT_ASSESSED, "organization")


def test_only_what_the_scheme_knows_is_scored(scene: Any) -> None:
    command = scene.opened().scores(scene.a, "charisma", "1")
    scene.decider.when(command).refused(AssessmentRefusal.INDICATOR_UNKNOWN, "indicator")


def test_a_veto_is_applied_not_scored(scene: Any) -> None:
    command = scene.opened().scores(scene.a, "safety", "0")
    scene.decider.when(command).refused(AssessmentRefusal.INDICATOR_IS_VETO, "indicator")
    command = scene.vetoes(scene.a, PARTY_DAY)
    scene.decider.when(command).refused(AssessmentRefusal.INDICATOR_IS_NOT_VETO, "indicator")


def test_a_veto_is_applied_once(scene: Any) -> None:
    scene.opened().decider.when(scene.vetoes(scene.a, evidence=(9,))).then(
        (VetoApplied, {"organization": scene.a, "cap": Decimal(59), "evidence": (9,)})
    )
    scene.decider.when(scene.vetoes(scene.a)).refused(AssessmentRefusal.VETO_ALREADY_APPLIED, "indicator")
    scene.decider.given(scene.vetoes(scene.b))


@pytest.mark.parametrize("evidence", [(0,), (-5,), (7, 7), tuple(range(1, 52))])
def test_evidence_is_different_positions_of_the_ledger(scene: Any, evidence: tuple[int, ...]) -> None:
    command = scene.opened().scores(scene.a, PARTY_DAY, "1", evidence=evidence)
    scene.decider.when(command).refused(AssessmentRefusal.EVIDENCE_INVALID, "evidence")


def test_evidence_is_recorded_already(scene: Any) -> None:
    scene.opened()
    for command in (
        scene.scores(scene.a, PARTY_DAY, "1", evidence=(3, 1_001)),
        scene.vetoes(scene.a, evidence=(1_001,)),
    ):
        decided = scene.decider.when(command).refused(AssessmentRefusal.EVIDENCE_NOT_RECORDED, "evidence")
        assert decided.refusal.details == {"position": 1_001, "head": 1_000}
    scene.decider.given(scene.scores(scene.a, PARTY_DAY, "1", evidence=(1_000,)))
    command = scene.corrects(scene.a, PARTY_DAY, "2", evidence=(1_001,))
    scene.decider.when(command).refused(AssessmentRefusal.EVIDENCE_NOT_RECORDED, "evidence")


def test_an_overlong_remark_is_refused(scene: Any) -> None:
    command = scene.opened().scores(scene.a, PARTY_DAY, "1", remark=Narrative("长" * 5_001))
    scene.decider.when(command).refused(TextRefusal.TEXT_TOO_LONG, "remark")


def test_who_has_left_scores_nothing(scene: Any) -> None:
    command = scene.opened().scores(scene.a, PARTY_DAY, "1")
    scene.by(scene.departed).when(command).refused(StandingRefusal.MEMBER_HAS_LEFT)
    command = scene.opens(period="2024-H1")
    scene.decider.when(command).refused(StandingRefusal.MEMBER_HAS_LEFT)


def test_nothing_is_assessed_in_an_alliance_that_is_dissolved(scene: Any) -> None:
    scene.opened().settle(dissolved_on=date(2024, 12, 20))
    for command in (scene.scores(scene.a, PARTY_DAY, "1"), scene.finalizes(), scene.opens(period="2024-H1")):
        scene.decider.when(command).refused(StandingRefusal.ALLIANCE_NOT_ACTIVE)


def test_results_are_final_when_every_required_indicator_is_scored(scene: Any) -> None:
    scene.scored((scene.a, PARTY_DAY, "90"), (scene.a, "tickets", "80"), (scene.b, PARTY_DAY, "90"))
    scene.decider.given(scene.scores(scene.a, "bonus", "4.5"), scene.scores(scene.b, "deduction", "3"))
    decided = scene.decider.when(scene.finalizes()).then((ResultsFinalized, {}), (StarsAwarded, {}))
    results, awarded = decided.events
    told = [
        (one.organization, one.score, one.bonus, one.deduction, one.total, one.rank)
        for one in results.results
    ]
    assert told == [
        (scene.a, Decimal(86), Decimal("4.5"), Decimal(0), Decimal("90.5"), 1),
        (scene.b, Decimal(74), Decimal(0), Decimal(3), Decimal(71), 2),
        (scene.c, Decimal(50), Decimal(0), Decimal(0), Decimal(50), 3),
    ]
    assert [(one.organization, one.stars) for one in awarded.awards] == [(scene.a, 4), (scene.b, 3)]


def test_a_veto_caps_the_total_and_with_it_the_stars(scene: Any) -> None:
    scene.scored((scene.a, PARTY_DAY, "100"), (scene.a, "tickets", "100")).decider.given(
        scene.vetoes(scene.a)
    )
    results, awarded = scene.decider.when(scene.finalizes()).events
    assert (results.results[0].total, results.results[0].cap) == (Decimal(59), Decimal(59))
    assert awarded.awards == ()


def test_equal_totals_share_a_rank(scene: Any) -> None:
    scene.scored((scene.a, PARTY_DAY, "10"))
    results = scene.decider.when(scene.finalizes()).events[0].results
    assert [(one.organization, one.rank) for one in results] == [(scene.b, 1), (scene.c, 1), (scene.a, 3)]


def test_a_scheme_without_stars_awards_none(scene: Any) -> None:
    scene.decider.given(scene.publishes(stars=()), scene.opens())
    for one in (scene.a, scene.b, scene.c):
        scene.decider.given(scene.scores(one, PARTY_DAY, "1"), scene.scores(one, "tickets", "1"))
    scene.decider.on(date(2025, 1, 1)).when(scene.finalizes()).then((ResultsFinalized, {}))


def test_results_wait_for_every_required_score(scene: Any) -> None:
    scene.opened().decider.given(scene.scores(scene.a, PARTY_DAY, "1")).on(date(2025, 1, 1))
    decided = scene.decider.when(scene.finalizes()).refused(AssessmentRefusal.SCORES_MISSING)
    assert decided.refusal.details == {"missing": 5}


def test_final_results_change_only_through_an_objection(scene: Any) -> None:
    scene.scored().decider.given(scene.finalizes())
    for command in (
        scene.scores(scene.a, "bonus", "1"),
        scene.corrects(scene.a, PARTY_DAY, "1"),
        scene.vetoes(scene.a),
        scene.finalizes(),
    ):
        scene.decider.when(command).refused(AssessmentRefusal.ALREADY_FINALIZED)
