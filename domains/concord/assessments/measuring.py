"""Scores computed from the ledger: what an indicator must say for it, and how points follow from a count."""

from decimal import Decimal
from fractions import Fraction

from concord.assessments.errors import AssessmentRefusal
from concord.assessments.events import Indicator, IndicatorKind, ScoreSource
from concord.assessments.limits import MOST_POINTS, SCORE_PLACES, WEIGHT_PLACES, is_points
from concord.assessments.scoring import plain
from concord.commanding import Refusal
from concord.figures import Counted, Measure

RATES = frozenset(
    {Measure.ATTENDANCE_RATE, Measure.TICKETS_ON_TIME, Measure.SATISFACTION, Measure.DUTIES_MET}
)
CENT = Decimal("0.01")


def check_source(one: Indicator) -> None:
    """Refuses an indicator that says too much or too little of where its score comes from."""
    rules = (one.measure, one.full_at, one.otherwise)
    by_ledger = one.source is ScoreSource.LEDGER
    right = _can_be_computed(one) if by_ledger else rules == (None, None, None)
    if not right or (one.kind is IndicatorKind.VETO and one.source is not ScoreSource.BY_HAND):
        raise Refusal(AssessmentRefusal.SOURCE_INVALID, "indicators", indicator=one.name)


def _can_be_computed(one: Indicator) -> bool:
    if one.measure is None or one.full_at is None or not one.full_at:
        return False
    is_rate = one.measure in RATES
    if not is_points(one.full_at, Decimal(1) if is_rate else MOST_POINTS, WEIGHT_PLACES):
        return False
    if not is_rate or one.otherwise is None:
        return one.otherwise is None and not is_rate
    return is_points(one.otherwise, one.maximum, SCORE_PLACES) and one.minimum <= one.otherwise


def points(indicator: Indicator, counted: Counted) -> Decimal:
    """minimum + (maximum - minimum) x min(1, value / full_at), half up to two decimals; `otherwise` where a
    rate has nothing to divide by."""
    assert indicator.full_at is not None
    if counted.denominator == 0:
        assert indicator.otherwise is not None
        return indicator.otherwise
    value = Fraction(counted.numerator, counted.denominator or 1)
    share = min(Fraction(1), value / Fraction(indicator.full_at))
    exact = Fraction(indicator.minimum) + share * Fraction(indicator.maximum - indicator.minimum)
    # Half up: a hundredth is an integer division, so that nothing is rounded twice.
    hundredths = (200 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return plain(hundredths * CENT)
