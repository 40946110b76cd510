"""Sums over children. What was counted by different definitions is never added up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from concord.figures import Figure, rate
from concord.readmodels.children.rows import ChildFiguresRow, RollUp

Sums = Mapping[tuple[str, str], Decimal]

RATES = {
    "activities.attendance_rate": ("activities.present", ("activities.expected",)),
    "tickets.closing_rate": ("tickets.answered", ("tickets.answered", "tickets.open")),
    "tickets.on_time_rate": ("tickets.on_time", ("tickets.on_time", "tickets.late")),
}
"""Numerator and the sum that divides it. Satisfaction is left out: reports do not say how many judged."""
COMMON = ("coverage.kind.", "benefits.")
"""Figures whose parts mean the same everywhere; areas and themes are each child's own words."""


def roll_up(rows: Iterable[ChildFiguresRow]) -> Sequence[RollUp]:
    """One total for each definition, the newest first."""
    by_definition: defaultdict[int, list[ChildFiguresRow]] = defaultdict(list)
    for row in rows:
        by_definition[row.definition].append(row)
    return [_total(one, by_definition[one]) for one in sorted(by_definition, reverse=True)]


def _total(definition: int, rows: Sequence[ChildFiguresRow]) -> RollUp:
    sums: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for one in (figure for row in rows for figure in row.figures):
        if one.value is not None and not one.code.endswith("_rate") and _is_common(one):
            sums[one.code, one.of] += one.value
    figures = [Figure(code, of, value) for (code, of), value in sums.items()]
    return RollUp(
        definition=definition,
        children=len({row.child for row in rows}),
        reports=len(rows),
        figures=tuple(sorted((*figures, *_rates(sums)), key=lambda one: (one.code, one.of))),
    )


def _is_common(figure: Figure) -> bool:
    return not figure.of or figure.code.startswith(COMMON)


def _rates(sums: Sums) -> Iterator[Figure]:
    """From the sums, never from rates: an average of averages is none."""
    for code, (numerator, divisors) in RATES.items():
        below = sum((sums.get((one, ""), Decimal()) for one in divisors), Decimal())
        yield Figure(code, "", rate(int(sums.get((numerator, ""), 0)), int(below)))
