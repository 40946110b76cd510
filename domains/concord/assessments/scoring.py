"""The algebra of assessment: from scores to totals, ranks and stars. Pure, exact decimals, nothing rounded.

total = min(caps of the vetoes applied, max(0, S + B - D)), where S, B and D are the sums of weight x score
over the indicators of kind SCORE, BONUS and DEDUCTION.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation, localcontext
from uuid import UUID

import msgspec

from concord.assessments.events import Indicator, IndicatorKind, Result, StarThreshold

EXACT = Context(prec=40, traps=[Inexact, InvalidOperation])
"""Beyond any total of the largest scheme; an inexact one would be a fault, never a figure."""
NOTHING = Decimal(0)


def plain(value: Decimal) -> Decimal:
    """The one way of writing a value (`80`, not `80.00` or `8E+1`), so that equal values have equal bytes."""
    return Decimal(format(value.normalize(EXACT), "f"))


def weighted(indicators: Iterable[Indicator], kind: IndicatorKind, scores: Mapping[str, Decimal]) -> Decimal:
    """Sum of weight x score over the indicators of a kind; an unscored one counts nothing."""
    with localcontext(EXACT):
        of_kind = (i for i in indicators if i.kind is kind and i.code in scores)
        return plain(sum((i.weight * scores[i.code] for i in of_kind), NOTHING))


def result(
    organization: UUID, indicators: Sequence[Indicator], scores: Mapping[str, Decimal], vetoes: Iterable[str]
) -> Result:
    """One organization's total, explained by its parts; not ranked yet."""
    caps = {i.code: i.cap for i in indicators if i.cap is not None}
    cap = min((caps[code] for code in vetoes), default=None)
    score = weighted(indicators, IndicatorKind.SCORE, scores)
    bonus = weighted(indicators, IndicatorKind.BONUS, scores)
    deduction = weighted(indicators, IndicatorKind.DEDUCTION, scores)
    with localcontext(EXACT):
        total = max(NOTHING, score + bonus - deduction)
    if cap is not None:
        total = min(total, cap)
    return Result(organization, score, bonus, deduction, cap, plain(total), 0)


def ranked(results: Iterable[Result]) -> tuple[Result, ...]:
    """By falling total; equal totals share a rank and the next one is skipped (1, 2, 2, 4)."""
    ordered = sorted(results, key=lambda one: (-one.total, one.organization))
    ranks: list[Result] = []
    for place, one in enumerate(ordered, start=1):
        tied = ranks and ranks[-1].total == one.total
        ranks.append(msgspec.structs.replace(one, rank=ranks[-1].rank if tied else place))
    return tuple(ranks)


def stars(total: Decimal, thresholds: Iterable[StarThreshold]) -> int:
    """The most stars whose threshold the total reaches; 0 below all."""
    return max((one.stars for one in thresholds if total >= one.minimum), default=0)
