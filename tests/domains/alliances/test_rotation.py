"""Algebra of the fixed order: everybody's turn comes once in each round, whoever comes and goes."""

from hypothesis import given
from hypothesis import strategies as st

from concord.alliances.rotation import passed_over, successors, turn_order

UNITS = st.lists(st.uuids(), min_size=1, max_size=12, unique=True)


@given(UNITS, st.data())
def test_named_units_come_first_and_everybody_once(joined: list, data: st.DataObject) -> None:  # type: ignore[type-arg]
    named = data.draw(st.permutations(joined)).copy()[: data.draw(st.integers(0, len(joined)))]
    order = turn_order(named, joined)
    assert order[: len(named)] == named
    assert sorted(order) == sorted(joined)


@given(UNITS, st.integers(1, 5))
def test_in_every_round_each_has_one_turn(order: list, rounds: int) -> None:  # type: ignore[type-arg]
    last, held = None, []
    for _ in range(rounds * len(order)):
        last = successors(order, last, lambda one: True)[0]
        held.append(last)
    assert held == order * rounds


@given(UNITS, st.data())
def test_who_is_not_eligible_is_skipped_and_keeps_the_place(order: list, data: st.DataObject) -> None:  # type: ignore[type-arg]
    out = data.draw(st.sets(st.sampled_from(order), max_size=len(order)))
    last = data.draw(st.sampled_from(order))
    turns = successors(order, last, lambda one: one not in out)
    start = order.index(last) + 1
    assert turns == [one for one in order[start:] + order[:start] if one not in out]


@given(UNITS, st.data())
def test_choosing_one_passes_over_all_before_it(order: list, data: st.DataObject) -> None:  # type: ignore[type-arg]
    turns = successors(order, None, lambda one: True)
    chosen = data.draw(st.sampled_from(order))
    over = passed_over(turns, chosen)
    assert [*over, chosen] == turns[: len(over) + 1]
    assert passed_over([], chosen) == ()
