"""Sums over children: exact, by definition, and rates from sums."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from concord.figures import Figure, rate
from concord.readmodels.children.rolling_up import roll_up
from concord.readmodels.children.rows import ChildFiguresRow

NUMBERS = st.integers(0, 1_000)


def row(child: str, definition: int, *figures: Figure) -> ChildFiguresRow:
    return ChildFiguresRow(
        id=uuid4(),
        child=child,
        child_name=child,
        child_position=1,
        alliance=uuid4(),
        alliance_name="联盟",
        kind="REGIONAL",
        period="2025-Q4",
        starts_on=date(2025, 10, 1),
        ends_on=date(2025, 12, 31),
        definition=definition,
        counted_to=9,
        figures=figures,
        released_on=date(2026, 1, 9),
        received_at=datetime(2026, 1, 9, tzinfo=UTC),
        position=1,
    )


def attended(present: int, expected: int) -> tuple[Figure, ...]:
    return (
        Figure("activities.present", "", Decimal(present)),
        Figure("activities.expected", "", Decimal(expected)),
        Figure("activities.attendance_rate", "", rate(present, expected)),
    )


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([1, 2]), NUMBERS, NUMBERS)))
def test_totals_are_sums_and_rates_come_from_them(reports):
    rows = [row(child, definition, *attended(p, e)) for child, definition, p, e in reports]
    totals = roll_up(rows)
    assert [one.definition for one in totals] == sorted({one[1] for one in reports}, reverse=True)
    for total in totals:
        mine = [one for one in reports if one[1] == total.definition]
        figures = {(one.code, one.of): one.value for one in total.figures}
        present, expected = (sum(one[at] for one in mine) for at in (2, 3))
        assert (figures["activities.present", ""], figures["activities.expected", ""]) == (present, expected)
        assert figures["activities.attendance_rate", ""] == rate(present, expected)
        assert (total.reports, total.children) == (len(mine), len({one[0] for one in mine}))


def test_parts_that_mean_something_in_one_place_alone_are_not_added():
    parts = (
        Figure("coverage.kind.organizations", "REGIONAL", Decimal(4)),
        Figure("coverage.area.organizations", "东片区", Decimal(4)),
        Figure("activities.held", "STUDY", Decimal(2)),
        Figure("benefits.value", "COST_SAVED", Decimal("10.50")),
        Figure("tickets.satisfaction_rate", "", Decimal("0.9000")),
    )
    (total,) = roll_up([row("a", 2, *parts), row("b", 2, *parts)])
    added = {(one.code, one.of): one.value for one in total.figures if not one.code.endswith("_rate")}
    assert added == {
        ("coverage.kind.organizations", "REGIONAL"): Decimal(8),
        ("benefits.value", "COST_SAVED"): Decimal("21.00"),
    }
    assert "tickets.satisfaction_rate" not in {one.code for one in total.figures}
