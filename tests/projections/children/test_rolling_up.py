"""Sums over children: exact, of all that was reported, by definition, and rates from sums."""

import random
from collections.abc import Iterable
from decimal import Decimal
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from concord.figures import Figure, rate
from concord.readmodels.children import READ_MODEL, queries
from concord.readmodels.children.queries import ChildFiguresFilter
from concord.readmodels.children.rolling_up import roll_up

NUMBERS = st.integers(0, 1_000_000)
PERIOD = ChildFiguresFilter(period="2025-Q4")
NO_RATES = (Figure("tickets.closing_rate", "", None), Figure("tickets.on_time_rate", "", None))
"""Of what nobody reported."""


def receive(world, child: str, definition: int, figures: Iterable[Figure], **more: object) -> None:
    """A report of one alliance of a child, as this ledger took it in."""
    told = [{"code": one.code, "of": one.of, "value": one.value and str(one.value)} for one in figures]
    data = {
        "alliance": str(uuid4()),
        "alliance_name": "联盟",
        "kind": "REGIONAL",
        "period": PERIOD.period,
        "starts_on": "2025-10-01",
        "ends_on": "2025-12-31",
        "definition": definition,
        "position": 9,
        "figures": told,
        **more,
    }
    entry = {"data": data, "occurred_on": "2026-01-09"}
    received = {"child": child, "child_name": child, "position": 1, "entry": entry, "receipt": ""}
    world.story.tell("reports.ChildFiguresReceived", uuid4(), **received)


def attended(present: int, expected: int) -> tuple[Figure, ...]:
    return (
        Figure("activities.present", "", Decimal(present)),
        Figure("activities.expected", "", Decimal(expected)),
        Figure("activities.attendance_rate", "", rate(present, expected)),
    )


async def test_totals_are_the_sums_of_all_reports_however_many(world):
    chance = random.Random(17)
    reports = [
        (f"town{chance.randrange(40)}", chance.choice([1, 2]), chance.randrange(50), chance.randrange(90))
        for _ in range(2_100)
    ]
    for child, definition, present, expected in reports:
        receive(world, child, definition, attended(present, expected))
    receive(world, "town1", 1, attended(7, 7), period="2025-Q3")
    await world.project(READ_MODEL)

    totals = await world.ask(queries.totals, PERIOD.period)

    assert [one.definition for one in totals] == [2, 1]
    for total in totals:
        mine = [one for one in reports if one[1] == total.definition]
        present, expected = (sum(one[at] for one in mine) for at in (2, 3))
        assert (
            total.figures == tuple(sorted(attended(present, expected), key=lambda one: one.code)) + NO_RATES
        )
        assert (total.reports, total.children) == (len(mine), len({one[0] for one in mine}))


async def test_reports_are_paged_by_child_and_alliance(world):
    for child in "cab":
        for name in ("二", "一"):
            receive(world, child, 1, attended(1, 2), alliance_name=name)
    await world.project(READ_MODEL)
    whole = (await world.ask(queries.page, PERIOD, first=9)).rows
    assert [(one.child, one.alliance_name) for one in whole] == sorted(
        (one.child, one.alliance_name) for one in whole
    )
    assert whole[0].figures == attended(1, 2)

    first = await world.ask(queries.page, PERIOD, first=4)
    rest = await world.ask(queries.page, PERIOD, first=4, after=queries.cursor(first.rows[-1]))
    back = await world.ask(queries.page, PERIOD, last=4, before=queries.cursor(rest.rows[0]))
    assert (first.has_next, rest.has_next) == (True, False)
    assert first.rows + rest.rows == whole
    assert back.rows == first.rows
    assert await world.ask(queries.count, PERIOD) == 6


@given(NUMBERS, NUMBERS)
def test_a_rate_comes_from_the_sums_and_never_from_rates(present: int, expected: int):
    wrong = Figure("activities.attendance_rate", "", Decimal("7.1234"))
    total = roll_up(1, 3, 3, (*attended(present, expected)[:2], wrong))
    (shown,) = [one.value for one in total.figures if one.code == wrong.code]
    assert shown == rate(present, expected)


async def test_parts_that_mean_something_in_one_place_alone_are_not_added(world):
    parts = (
        Figure("coverage.kind.organizations", "REGIONAL", Decimal(4)),
        Figure("coverage.area.organizations", "东片区", Decimal(4)),
        Figure("activities.held", "STUDY", Decimal(2)),
        Figure("benefits.value", "COST_SAVED", Decimal("10.50")),
        Figure("tickets.satisfaction_rate", "", Decimal("0.9000")),
        Figure("activities.held", "", None),
    )
    for child in "ab":
        receive(world, child, 2, parts)
    await world.project(READ_MODEL)
    (total,) = await world.ask(queries.totals, PERIOD.period)
    added = {(one.code, one.of): one.value for one in total.figures if not one.code.endswith("_rate")}
    assert added == {
        ("coverage.kind.organizations", "REGIONAL"): Decimal(8),
        ("benefits.value", "COST_SAVED"): Decimal("21.00"),
    }
    assert "tickets.satisfaction_rate" not in {one.code for one in total.figures}
