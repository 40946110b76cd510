"""What a scheme's indicators can come to, and whether its stars and caps lie within it.

A weight is a factor: one written as a percentage (60 for 0.6) makes totals a hundred times too high, at which
every organization has all the stars and no veto hurts.
"""

from collections.abc import Sequence
from decimal import Decimal

from concord.assessments.errors import AssessmentRefusal
from concord.assessments.events import Indicator, IndicatorKind, StarThreshold
from concord.assessments.scoring import weighted
from concord.commanding import Refusal

LEAST_SHARE = 10
"""The most stars take at least this part (one tenth) of what the scores come to."""


def check_reach(indicators: Sequence[Indicator], stars: Sequence[StarThreshold]) -> None:
    """Refuses stars that nobody reaches or everybody has, and caps that cap nothing."""
    full = {one.code: one.maximum for one in indicators}
    scores = weighted(indicators, IndicatorKind.SCORE, full)
    reachable = scores + weighted(indicators, IndicatorKind.BONUS, full)
    _check_stars(stars, scores, reachable)
    for one in indicators:
        if one.cap is not None and one.cap > reachable:
            raise Refusal(
                AssessmentRefusal.CAP_OUT_OF_REACH,
                "indicators",
                indicator=one.name,
                cap=one.cap,
                reachable=reachable,
            )


def _check_stars(stars: Sequence[StarThreshold], scores: Decimal, reachable: Decimal) -> None:
    if not stars:
        return
    highest = stars[-1].minimum
    if highest > reachable:
        raise Refusal(AssessmentRefusal.STARS_OUT_OF_REACH, "stars", minimum=highest, reachable=reachable)
    if highest * LEAST_SHARE < scores:
        raise Refusal(AssessmentRefusal.WEIGHTS_OUT_OF_SCALE, "indicators", minimum=highest, reachable=scores)
