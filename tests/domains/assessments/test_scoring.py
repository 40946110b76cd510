"""The algebra of assessment: weights, caps, ties and stars, exact to the last digit.

Seen to fail when ties got ranks of their own, when a bonus could lift a capped total, and when a total
was rounded to two places.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from concord.assessments.events import Indicator, IndicatorKind, Result, StarThreshold
from concord.assessments.scoring import plain, ranked, result, stars

SOMEBODY = UUID(int=1)
points = st.decimals(0, 10_000, places=2, allow_nan=False)
weights = st.decimals("0.0001", 100, places=4, allow_nan=False)
scored_kinds = st.sampled_from([IndicatorKind.SCORE, IndicatorKind.BONUS, IndicatorKind.DEDUCTION])
scored = st.lists(st.tuples(scored_kinds, weights, points), max_size=60)
caps = st.lists(points, max_size=4)
totals = st.lists(st.decimals(0, 5, places=1, allow_nan=False), max_size=30)


def scheme(
    rows: Sequence[tuple[IndicatorKind, Decimal, Decimal]], vetoes: Sequence[Decimal]
) -> list[Indicator]:
    zero = Decimal(0)
    indicators = [
        Indicator(f"i{n}", "指标", kind, zero, Decimal(10_000), weight, False, None)
        for n, (kind, weight, _) in enumerate(rows)
    ]
    return indicators + [
        Indicator(f"v{n}", "否决", IndicatorKind.VETO, zero, zero, zero, False, cap)
        for n, cap in enumerate(vetoes)
    ]


def assessed(rows: Sequence[tuple[IndicatorKind, Decimal, Decimal]], vetoes: Sequence[Decimal]) -> Result:
    scores = {f"i{n}": score for n, (_, _, score) in enumerate(rows)}
    return result(SOMEBODY, scheme(rows, vetoes), scores, [f"v{n}" for n in range(len(vetoes))])


def of_total(number: int, total: Decimal) -> Result:
    zero = Decimal(0)
    return Result(UUID(int=number), total, zero, zero, None, total, 0)


@given(scored, caps)
def test_a_total_is_what_fractions_say(
    rows: list[tuple[IndicatorKind, Decimal, Decimal]], vetoes: list[Decimal]
) -> None:
    sign = {IndicatorKind.SCORE: 1, IndicatorKind.BONUS: 1, IndicatorKind.DEDUCTION: -1}
    expected = max(sum((sign[k] * Fraction(w) * Fraction(s) for k, w, s in rows), Fraction(0)), Fraction(0))
    expected = min([expected, *(Fraction(cap) for cap in vetoes)])
    assert Fraction(assessed(rows, vetoes).total) == expected


@given(scored, caps, points)
def test_a_veto_never_lifts_a_total_and_no_total_exceeds_its_cap(
    rows: list[tuple[IndicatorKind, Decimal, Decimal]], vetoes: list[Decimal], cap: Decimal
) -> None:
    without, with_it = assessed(rows, vetoes), assessed(rows, [*vetoes, cap])
    assert with_it.total <= min(without.total, cap)
    assert with_it.cap == min([*vetoes, cap])


@given(scored)
def test_what_is_not_scored_counts_nothing(rows: list[tuple[IndicatorKind, Decimal, Decimal]]) -> None:
    nothing = result(SOMEBODY, scheme(rows, []), {}, [])
    assert (nothing.total, nothing.score, nothing.bonus, nothing.deduction) == (0, 0, 0, 0)


def test_a_veto_that_is_not_applied_caps_nothing() -> None:
    indicators = scheme([(IndicatorKind.SCORE, Decimal(1), Decimal(90))], [Decimal(10)])
    assert result(SOMEBODY, indicators, {"i0": Decimal(90)}, []).total == 90


@given(totals)
def test_a_rank_counts_those_who_are_better(values: list[Decimal]) -> None:
    results = ranked([of_total(n, value) for n, value in enumerate(values)])
    for one in results:
        assert one.rank == 1 + sum(value > one.total for value in values)
    assert sorted(one.organization for one in results) == [UUID(int=n) for n in range(len(values))]
    assert [one.rank for one in results] == sorted(one.rank for one in results)


@given(totals, st.randoms())
def test_ranking_does_not_depend_on_the_order_of_the_members(values: list[Decimal], random: object) -> None:
    rows = [of_total(n, value) for n, value in enumerate(values)]
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ranked(rows) == ranked(shuffled)


@given(st.lists(points, unique=True, max_size=10), points, points)
def test_more_points_never_earn_fewer_stars(minimums: list[Decimal], one: Decimal, other: Decimal) -> None:
    thresholds = [StarThreshold(n, minimum) for n, minimum in enumerate(sorted(minimums), start=1)]
    less, more = sorted((one, other))
    assert stars(less, thresholds) <= stars(more, thresholds)
    assert stars(more, thresholds) == sum(minimum <= more for minimum in minimums)


@given(st.decimals(0, 10_000, places=4, allow_nan=False))
def test_equal_values_are_written_equally(value: Decimal) -> None:
    assert plain(value) == value
    assert str(plain(value)) == str(plain(value + Decimal("0.000000")))
    assert "E" not in str(plain(value))
