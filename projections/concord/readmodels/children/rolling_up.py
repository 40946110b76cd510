"""Sums over children. What was counted by different definitions is never added up."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from concord.figures import Figure, rate
from concord.readmodels.children.rows import RollUp

Sums = Mapping[tuple[str, str], Decimal]

RATES = {
    "activities.attendance_rate": ("activities.present", ("activities.expected",)),
    "tickets.closing_rate": ("tickets.answered", ("tickets.answered", "tickets.open")),
    "tickets.on_time_rate": ("tickets.on_time", ("tickets.on_time", "tickets.late")),
}
"""Numerator and the sum that divides it. Satisfaction is left out: reports do not say how many judged."""
COMMON = ("coverage.kind.", "benefits.")
"""Figures whose parts mean the same everywhere; areas and themes are each child's own words."""


def roll_up(definition: int, children: int, reports: int, sums: Iterable[Figure]) -> RollUp:
    """The total of what was counted by one definition, of the sums of everything that was reported."""
    added = {
        (one.code, one.of): one.value
        for one in sums
        if one.value is not None and not one.code.endswith("_rate") and _is_common(one)
    }
    figures = [Figure(code, of, value) for (code, of), value in added.items()]
    return RollUp(
        definition=definition,
        children=children,
        reports=reports,
        figures=tuple(sorted((*figures, *_rates(added)), key=lambda one: (one.code, one.of))),
    )


def _is_common(figure: Figure) -> bool:
    return not figure.of or figure.code.startswith(COMMON)


def _rates(sums: Sums) -> Iterator[Figure]:
    """From the sums, never from rates: an average of averages is none."""
    for code, (numerator, divisors) in RATES.items():
        below = sum((sums.get((one, ""), Decimal()) for one in divisors), Decimal())
        yield Figure(code, "", rate(int(sums.get((numerator, ""), 0)), int(below)))
