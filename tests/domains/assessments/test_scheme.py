"""Publish a scheme, edition by edition."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from concord.assessments.errors import AssessmentRefusal
from concord.assessments.events import IndicatorKind, SchemeEstablished, SchemePublished, StarThreshold
from concord.charters import StandingRefusal, TextRefusal

BONUS, VETO = IndicatorKind.BONUS, IndicatorKind.VETO


def test_the_first_edition_establishes_the_scheme(scene: Any) -> None:
    scene.decider.when(scene.publishes()).then(
        (SchemeEstablished, {"code": "annual"}),
        (SchemePublished, {"edition": 1, "effective_from": date(2024, 1, 1)}),
    )


def test_a_later_edition_leaves_the_earlier_one_as_it_was(scene: Any) -> None:
    scene.decider.given(scene.publishes())
    before = scene.decider.aggregate(scene.scheme).editions
    scene.decider.when(scene.publishes(effective_from=date(2025, 1, 1), stars=())).then(
        (SchemePublished, {"edition": 2, "stars": ()})
    )
    assert scene.decider.aggregate(scene.scheme).editions[:1] == before


def test_an_edition_takes_effect_later_than_the_one_before(scene: Any) -> None:
    scene.decider.given(scene.publishes())
    command = scene.publishes()
    scene.decider.when(command).refused(AssessmentRefusal.EDITION_NOT_LATER, "effective_from")


def test_points_are_written_in_one_way(scene: Any, indicator_of: Any) -> None:
    command = scene.publishes(
        indicators=(indicator_of("a", maximum=Decimal("1E+2"), weight=Decimal("0.50")),),
        stars=(StarThreshold(3, Decimal("50.00")),),
    )
    published = scene.decider.when(command).events[1]
    assert (str(published.indicators[0].maximum), str(published.indicators[0].weight)) == ("100", "0.5")
    assert str(published.stars[0].minimum) == "50"


def test_who_has_left_publishes_nothing(scene: Any) -> None:
    scene.by(scene.departed).when(scene.publishes()).refused(StandingRefusal.MEMBER_HAS_LEFT)


def test_nothing_is_published_in_an_alliance_that_is_dissolved(scene: Any) -> None:
    scene.settle(dissolved_on=date(2024, 12, 1))
    scene.decider.when(scene.publishes()).refused(StandingRefusal.ALLIANCE_NOT_ACTIVE)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("code", "Annual", AssessmentRefusal.CODE_INVALID),
        ("code", "a" * 31, AssessmentRefusal.CODE_INVALID),
        ("name", "", TextRefusal.TEXT_EMPTY),
        ("name", "长" * 61, TextRefusal.TEXT_TOO_LONG),
        ("indicators", (), AssessmentRefusal.INDICATORS_INVALID),
        ("stars", (StarThreshold(0, Decimal(60)),), AssessmentRefusal.STARS_INVALID),
        ("stars", (StarThreshold(11, Decimal(60)),), AssessmentRefusal.STARS_INVALID),
        ("stars", (StarThreshold(3, Decimal(-1)),), AssessmentRefusal.STARS_INVALID),
        ("stars", (StarThreshold(3, Decimal("NaN")),), AssessmentRefusal.STARS_INVALID),
        ("stars", (StarThreshold(3, Decimal("60.001")),), AssessmentRefusal.STARS_INVALID),
        (
            "stars",
            (StarThreshold(3, Decimal(60)), StarThreshold(3, Decimal(80))),
            AssessmentRefusal.STARS_INVALID,
        ),
        (
            "stars",
            (StarThreshold(3, Decimal(80)), StarThreshold(4, Decimal(80))),
            AssessmentRefusal.STARS_INVALID,
        ),
    ],
)
def test_a_scheme_makes_sense(scene: Any, field: str, value: Any, code: AssessmentRefusal) -> None:
    scene.decider.when(scene.publishes(**{field: value})).refused(code, field)


@pytest.mark.parametrize(
    ("kind", "changes", "code"),
    [
        (BONUS, {"code": "A"}, AssessmentRefusal.CODE_INVALID),
        (BONUS, {"code": "first"}, AssessmentRefusal.INDICATOR_REPEATED),
        (BONUS, {"name": " "}, TextRefusal.TEXT_EMPTY),
        (BONUS, {"minimum": Decimal(-1)}, AssessmentRefusal.RANGE_INVALID),
        (BONUS, {"minimum": Decimal(100)}, AssessmentRefusal.RANGE_INVALID),
        (BONUS, {"maximum": Decimal("10000.01")}, AssessmentRefusal.RANGE_INVALID),
        (BONUS, {"maximum": Decimal("0.001")}, AssessmentRefusal.RANGE_INVALID),
        (BONUS, {"maximum": Decimal("Infinity")}, AssessmentRefusal.RANGE_INVALID),
        (BONUS, {"weight": Decimal(0)}, AssessmentRefusal.WEIGHT_INVALID),
        (BONUS, {"weight": Decimal("100.0001")}, AssessmentRefusal.WEIGHT_INVALID),
        (BONUS, {"weight": Decimal("0.00001")}, AssessmentRefusal.WEIGHT_INVALID),
        (BONUS, {"cap": Decimal(59)}, AssessmentRefusal.CAP_INVALID),
        (VETO, {"cap": None}, AssessmentRefusal.CAP_INVALID),
        (VETO, {"cap": Decimal(-1)}, AssessmentRefusal.CAP_INVALID),
        (VETO, {"maximum": Decimal(10)}, AssessmentRefusal.CAP_INVALID),
        (VETO, {"required": True}, AssessmentRefusal.CAP_INVALID),
    ],
)
def test_an_indicator_makes_sense(
    scene: Any, indicator_of: Any, kind: IndicatorKind, changes: dict[str, Any], code: AssessmentRefusal
) -> None:
    wrong = indicator_of(**{"code": "second", "kind": kind, **changes})
    command = scene.publishes(indicators=(indicator_of("first"), wrong))
    scene.decider.when(command).refused(code, "indicators")


@pytest.mark.parametrize(
    ("weight", "stars", "cap", "code", "field", "reachable"),
    [
        ("60", ("70", "90"), "59", AssessmentRefusal.WEIGHTS_OUT_OF_SCALE, "indicators", "6000"),
        ("0.6", ("50", "70.01"), "59", AssessmentRefusal.STARS_OUT_OF_REACH, "stars", "70"),
        ("0.6", ("50", "70"), "70.01", AssessmentRefusal.CAP_OUT_OF_REACH, "indicators", "70"),
    ],
)
def test_stars_and_caps_lie_within_what_can_be_reached(
    scene: Any,
    indicator_of: Any,
    weight: str,
    stars: tuple[str, str],
    cap: str,
    code: AssessmentRefusal,
    field: str,
    reachable: str,
) -> None:
    command = scene.publishes(
        indicators=(
            indicator_of("score", weight=Decimal(weight)),
            indicator_of("bonus", BONUS, maximum=Decimal(10)),
            indicator_of("safety", VETO, cap=Decimal(cap)),
        ),
        stars=tuple(StarThreshold(number, Decimal(one)) for number, one in enumerate(stars, start=3)),
    )
    refused = scene.decider.when(command).refused(code, field).refusal
    assert all(f" {reachable} " in refused.sentence(language) for language in ("zh", "en"))


def test_stars_and_caps_may_take_everything_that_can_be_reached(scene: Any, indicator_of: Any) -> None:
    indicators = (indicator_of("score"), indicator_of("safety", VETO, cap=Decimal(100)))
    scene.decider.given(scene.publishes(indicators=indicators, stars=(StarThreshold(5, Decimal(100)),)))
    a_tenth = (StarThreshold(5, Decimal(10)),)
    scene.decider.given(scene.publishes(code="other", indicators=indicators, stars=a_tenth))


def test_a_scheme_has_something_to_score_and_not_too_much(scene: Any, indicator_of: Any) -> None:
    only_bonus = (indicator_of("bonus", BONUS),)
    too_many = tuple(indicator_of(f"i{n}") for n in range(61))
    for indicators in (only_bonus, too_many):
        command = scene.publishes(indicators=indicators)
        scene.decider.when(command).refused(AssessmentRefusal.INDICATORS_INVALID, "indicators")
