"""Whatever is asked of an alliance in whatever order, its limits, terms and memberships hold.

Each guard (a tier's room and minimum, joining twice, overlap and gap of terms, who may hold the chair, what
becomes of it when its holder leaves) was removed once: this machine or a test beside it failed.
"""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.alliances.commands import (
    ChangeTier,
    CureBreach,
    JoinAlliance,
    LeaveAlliance,
    Move,
    RotateChair,
    VacateChair,
)
from concord.charters import Departure, DepartureRule

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["join", "leave", "move", "rotate", "resolve", "vacate", "cure"]),
        st.integers(0, 7),
        st.sampled_from(["X", "Y"]),
        st.integers(0, 60),
    ),
    max_size=40,
)


def step(world: Any, alliance: Any, verb: str, unit: Any, tier: str, days: int) -> Any:
    if verb == "join":
        return JoinAlliance(alliance=alliance, organization=unit, tier=tier)
    if verb == "leave":
        return LeaveAlliance(alliance=alliance, organization=unit)
    if verb == "move":
        return ChangeTier(alliance=alliance, moves=(Move(organization=unit, tier=tier),))
    if verb == "vacate":
        return VacateChair(alliance=alliance)
    if verb == "cure":
        breaches = world.decider.aggregate(alliance).breaches
        return CureBreach(alliance=alliance, breach=next(iter(breaches), unit))
    starts_on = None if tier == "X" else world.decider.today + timedelta(days=days - 30)
    resolution = "决议" if verb == "resolve" else None
    return RotateChair(alliance=alliance, organization=unit, starts_on=starts_on, resolution=resolution)


def holds(standing: Any, lenient: bool, vacancies: list[date]) -> None:
    facts = standing.facts()
    now = [stay.organization for stay in facts.memberships if stay.left_on is None]
    assert len(now) == len(set(now))
    chairs = standing.count("X")
    assert chairs <= 3
    assert chairs >= 2 or lenient
    assert chairs >= 2 or any(breach.tier == "X" for breach in standing.breaches.values())
    for earlier, later in pairwise(facts.chair_terms):
        gap = later.starts_on - earlier.ends_on
        assert gap >= timedelta(days=1)
        assert gap == timedelta(days=1) or any(earlier.ends_on < day <= later.starts_on for day in vacancies)
    for term in facts.chair_terms:
        assert term.starts_on <= term.ends_on
        stays = [stay for stay in facts.memberships if stay.organization == term.organization]
        assert any(stay.covers(term.starts_on) for stay in stays)
        assert all(
            stay.left_on is None or stay.left_on > term.ends_on
            for stay in stays
            if stay.covers(term.starts_on)
        )


@pytest.mark.parametrize("lenient", [False, True])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_history_keeps_the_invariants(make_world: Any, lenient: bool, steps: Any) -> None:
    world = make_world()
    departure = Departure(
        on_limit=DepartureRule.RECORD_BREACH if lenient else DepartureRule.REFUSE,
        days_to_cure=30 if lenient else None,
    )
    alliance = world.found(tiers="XXY", departure=departure)
    units = [world.member(0), world.member(1), world.member(2), *(world.unit(f"u{i}") for i in range(5))]
    day, vacancies = date(2024, 1, 1), []
    for verb, number, tier, days in steps:
        day += timedelta(days=days)
        decided = world.decider.on(day).when(step(world, alliance, verb, units[number], tier, days))
        vacancies += [event.vacated_on for event in decided.events if type(event).__name__ == "ChairVacated"]
        holds(world.decider.aggregate(alliance), lenient, vacancies)
