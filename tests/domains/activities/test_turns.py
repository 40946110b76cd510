"""Turns: fair in every round, whoever joins, leaves or is passed over."""

from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from concord.activities.turns import in_waiting, passed_over, period_of
from concord.charters import Period, Phase

EVERYBODY = tuple(UUID(int=n) for n in range(8))
orders = st.lists(st.sampled_from(EVERYBODY), min_size=1, max_size=8, unique=True)


class Rounds:
    """Turns taken by the pure functions alone."""

    def __init__(self) -> None:
        self.served: tuple[UUID, ...] = ()
        self.rounds: list[list[UUID]] = [[]]

    def take(self, order: list[UUID], choice: int | None = None) -> UUID:
        waiting, new_round = in_waiting(order, self.served)
        if new_round:
            self.served = ()
            self.rounds.append([])
        chosen = waiting[0] if choice is None else waiting[choice % len(waiting)]
        over = passed_over(waiting, chosen)
        self.served = (*self.served, *over, chosen)
        self.rounds[-1].append(chosen)
        return chosen


@given(orders, st.integers(1, 5))
def test_with_the_same_members_each_leads_once_in_every_round(order: list[UUID], rounds: int) -> None:
    turns = Rounds()
    assert [turns.take(order) for _ in range(rounds * len(order))] == order * rounds


@given(st.lists(orders, min_size=1, max_size=20))
def test_nobody_leads_twice_in_a_round_whoever_joins_or_leaves(history: list[list[UUID]]) -> None:
    turns = Rounds()
    for order in history:
        assert turns.take(order) in order
    assert all(len(set(one)) == len(one) for one in turns.rounds)


@given(st.lists(orders, min_size=1, max_size=20), st.sampled_from(EVERYBODY))
def test_who_is_a_member_all_the_time_leads_in_every_round(history: list[list[UUID]], constant: UUID) -> None:
    turns = Rounds()
    for order in history:
        turns.take([*(one for one in order if one != constant), constant])
    assert all(constant in one for one in turns.rounds[:-1])


@given(orders, st.lists(st.integers(0, 7), max_size=20))
def test_passing_on_uses_up_a_turn_and_never_gives_a_second_one(
    order: list[UUID], choices: list[int]
) -> None:
    turns = Rounds()
    for choice in choices:
        turns.take(order, choice)
    assert all(len(set(one)) == len(one) for one in turns.rounds)


@given(orders, st.integers(0, 7))
def test_those_passed_over_come_before_the_chosen_one(order: list[UUID], choice: int) -> None:
    chosen = order[choice % len(order)]
    over = passed_over(order, chosen)
    assert [*over, chosen] == order[: len(over) + 1]


def test_who_has_led_already_takes_the_turn_of_the_next_one_only() -> None:
    waiting = EVERYBODY[2:5]
    assert passed_over(waiting, EVERYBODY[0]) == (EVERYBODY[2],)


def test_a_period_is_named_for_the_day_in_it() -> None:
    phases = (Phase(code="PLAN", name="制定计划", first_month=4, last_month=4),)
    day = date(2024, 4, 30)
    named = {period: period_of(period, day, phases) for period in Period}
    assert named == {
        Period.PER_ACTIVITY: None,
        Period.MONTH: "2024-04",
        Period.QUARTER: "2024-Q2",
        Period.HALF_YEAR: "2024-H1",
        Period.YEAR: "2024",
        Period.PHASE: "2024-PLAN",
    }
    assert period_of(Period.PHASE, date(2024, 12, 31), phases) == "2024-12"


@given(st.dates(date(2021, 1, 1), date(2030, 12, 31)))
def test_a_quarter_lies_in_its_half_year(day: date) -> None:
    quarter = period_of(Period.QUARTER, day, ())
    half = period_of(Period.HALF_YEAR, day, ())
    assert quarter is not None
    assert half is not None
    assert (quarter[-1] in "12") == (half[-1] == "1")
