"""Scores computed from the ledger: by the definition in use, up to the head, down to the positions."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import Story, said

from concord.assessments.commands import ComputeScores
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.events import (
    Indicator,
    IndicatorKind,
    IndicatorScored,
    Measured,
    ScoreCorrected,
    ScoreSource,
)
from concord.assessments.measuring import points
from concord.figures import CURRENT, Counted, Measure

COMPUTED = "attendance"


@pytest.fixture
def computed(indicator_of: Any) -> Indicator:
    """Up to 40 points for an attendance of 80 %."""
    made: Indicator = indicator_of(
        COMPUTED,
        source=ScoreSource.LEDGER,
        measure=Measure.ATTENDANCE_RATE,
        maximum=Decimal(40),
        full_at=Decimal("0.8"),
        otherwise=Decimal(20),
    )
    return made


@pytest.fixture
def opened(scene: Any, computed: Indicator, indicator_of: Any) -> Any:
    scene.opened(computed, indicator_of("hand"))
    scene.decider.on(date(2025, 1, 5))
    return scene


def attended(scene: Any, *records: tuple[UUID, int, int], story: Story | None = None) -> Story:
    """An activity of the scene's alliance, held and logged in June 2024; it takes four entries."""
    told = story or Story()
    activity = uuid4()
    proposed = {"theme": "t", "form": "STUDY", "scale": "SMALL", "source": "ALLIANCE", "title": "活动"}
    told.tell("activities.ActivityProposed", activity, alliance=scene.alliance, **proposed)
    held_on = date(2024, 6, 3)
    told.tell("activities.ActivityHeld", activity, held_on=held_on, place="江边")
    told.tell(
        "activities.AttendanceRecorded",
        activity,
        records=[
            {"organization": one, "present": present, "expected": expected, "attendees": []}
            for one, present, expected in records
        ],
    )
    logged = {"lead": scene.a, "organizations": 1, "present": 1, "expected": 1, "evidence": ()}
    days = {"held_on": held_on, "judged_on": held_on}
    told.tell("activities.ActivityLogged", activity, summary=said("s"), **days, **logged)
    return told


def computes(scene: Any, code: str = COMPUTED) -> ComputeScores:
    return ComputeScores(assessment=scene.assessment, indicator=code)


def test_everybody_is_scored_with_what_was_counted_and_where(opened: Any) -> None:
    story = attended(opened, (opened.a, 8, 10), (opened.b, 3, 6))
    opened.decider.given_ledger(story.entries)
    decided = opened.decider.when(computes(opened)).then(*[(IndicatorScored, {})] * 3)
    told = {
        one.organization: (one.score, one.evidence, one.measured.numerator, one.measured.denominator)
        for one in decided.events
    }
    assert told == {
        opened.a: (Decimal(40), (3,), 8, 10),
        opened.b: (Decimal(25), (3,), 3, 6),
        opened.c: (Decimal(20), (), 0, 0),
    }
    assert decided.events[0].measured == Measured(Measure.ATTENDANCE_RATE, CURRENT, 4, 8, 10)


def test_computed_anew_what_has_changed_is_corrected(opened: Any) -> None:
    story = attended(opened, (opened.a, 4, 10), (opened.b, 3, 6))
    opened.decider.given_ledger(story.entries).given(computes(opened))
    again = computes(opened)
    opened.decider.when(again).refused(AssessmentRefusal.NOTHING_NEW_TO_COMPUTE, "indicator")
    attended(opened, (opened.a, 10, 10), story=story)
    opened.decider.given_ledger(story.entries)
    decided = opened.decider.when(again).then(
        (
            ScoreCorrected,
            {"organization": opened.a, "previous": Decimal(20), "score": Decimal(35), "evidence": (3, 7)},
        )
    )
    assert decided.events[0].measured.position == 8


def test_what_is_computed_is_not_scored_by_hand_and_the_other_way_round(opened: Any) -> None:
    opened.decider.given_ledger(attended(opened, (opened.a, 8, 10)).entries)
    command = opened.scores(opened.a, COMPUTED, "1")
    opened.decider.when(command).refused(AssessmentRefusal.INDICATOR_IS_COMPUTED, "indicator")
    opened.decider.given(computes(opened))
    command = opened.corrects(opened.a, COMPUTED, "1")
    opened.decider.when(command).refused(AssessmentRefusal.INDICATOR_IS_COMPUTED, "indicator")
    command = computes(opened, "hand")
    opened.decider.when(command).refused(AssessmentRefusal.INDICATOR_IS_NOT_COMPUTED, "indicator")
    command = computes(opened, "none")
    opened.decider.when(command).refused(AssessmentRefusal.INDICATOR_UNKNOWN, "indicator")


def test_a_period_is_counted_when_it_is_over_and_not_once_results_are_final(opened: Any) -> None:
    opened.decider.given_ledger(attended(opened, (opened.a, 8, 10)).entries)
    opened.decider.on(date(2024, 12, 31), occurred_on=date(2024, 12, 31))
    opened.decider.when(computes(opened)).refused(AssessmentRefusal.PERIOD_NOT_OVER)
    opened.decider.on(date(2025, 1, 5)).given(computes(opened))
    for one in (opened.a, opened.b, opened.c):
        opened.decider.given(opened.scores(one, "hand", "1"))
    opened.decider.given(opened.finalizes())
    opened.decider.when(computes(opened)).refused(AssessmentRefusal.ALREADY_FINALIZED)


RATE: dict[str, Any] = {
    "source": ScoreSource.LEDGER,
    "measure": Measure.ATTENDANCE_RATE,
    "full_at": Decimal(1),
    "otherwise": Decimal(0),
}
NUMBER: dict[str, Any] = {
    "source": ScoreSource.LEDGER,
    "measure": Measure.ACTIVITIES_LED,
    "full_at": Decimal(4),
}


@pytest.mark.parametrize(
    "changes",
    [
        {"measure": Measure.ACTIVITIES_LED},
        {"full_at": Decimal(1)},
        {"otherwise": Decimal(1)},
        RATE | {"measure": None},
        RATE | {"full_at": None},
        RATE | {"full_at": Decimal(0)},
        RATE | {"full_at": Decimal("1.01")},
        RATE | {"full_at": Decimal("0.33333")},
        RATE | {"otherwise": None},
        RATE | {"otherwise": Decimal(101)},
        NUMBER | {"otherwise": Decimal(1)},
        NUMBER | {"full_at": Decimal(0)},
    ],
)
def test_an_indicator_says_no_more_and_no_less_than_its_source_needs(
    scene: Any, indicator_of: Any, changes: dict[str, Any]
) -> None:
    command = scene.publishes(indicators=(indicator_of("a", **changes),), stars=())
    scene.decider.when(command).refused(AssessmentRefusal.SOURCE_INVALID, "indicators")


def test_a_veto_is_by_hand(scene: Any, indicator_of: Any) -> None:
    veto = indicator_of("v", IndicatorKind.VETO, source=ScoreSource.SELF_REPORT)
    command = scene.publishes(indicators=(indicator_of("a"), veto), stars=())
    scene.decider.when(command).refused(AssessmentRefusal.SOURCE_INVALID, "indicators")


@pytest.mark.parametrize("changes", [RATE, NUMBER])
def test_rates_and_numbers_can_be_computed(scene: Any, indicator_of: Any, changes: dict[str, Any]) -> None:
    scene.decider.given(scene.publishes(indicators=(indicator_of("a", **changes),), stars=()))


CENTS = st.integers(0, 10_000).map(lambda cents: Decimal(cents) / 100)


@given(
    ends=st.tuples(CENTS, CENTS).filter(lambda two: two[0] != two[1]).map(sorted),
    full_at=st.integers(1, 10_000).map(lambda parts: Decimal(parts) / 10_000),
    counts=st.tuples(st.integers(0, 500), st.integers(0, 500)).map(sorted),
)
def test_points_lie_in_the_range_grow_with_the_count_and_are_off_by_half_a_cent_at_most(
    ends: list[Decimal], full_at: Decimal, counts: list[int]
) -> None:
    minimum, maximum = ends
    present, expected = counts
    indicator = Indicator(
        "a", "指标", IndicatorKind.SCORE, minimum, maximum, Decimal(1), True, None,
        ScoreSource.LEDGER, Measure.ATTENDANCE_RATE, full_at, minimum,
    )  # fmt: skip
    score = points(indicator, Counted(present, expected, ()))
    assert minimum <= score <= maximum
    if not expected:
        assert score == minimum
        return
    share = min(Fraction(1), Fraction(present, expected) / Fraction(full_at))
    exact = Fraction(minimum) + share * (Fraction(maximum) - Fraction(minimum))
    assert abs(Fraction(score) - exact) <= Fraction(1, 200)
    assert score <= points(indicator, Counted(min(present + 1, expected), expected, ()))
