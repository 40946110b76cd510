"""What read models show of an alliance is what the aggregate holds, after any history the rules allow."""

from datetime import timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from towns import START, Town

from concord.alliances.commands import (
    ChangeTier,
    CureBreach,
    DissolveAlliance,
    JoinAlliance,
    LeaveAlliance,
    Move,
    RotateChair,
    VacateChair,
)
from concord.commanding import Command
from concord.readmodels.alliances import READ_MODEL, queries
from concord.readmodels.organizations import READ_MODEL as ORGANIZATIONS
from concord.readmodels.organizations import queries as organizations

VERBS = ["join", "leave", "move", "rotate", "resolve", "vacate", "cure"]
STEPS = st.tuples(st.sampled_from(VERBS), st.integers(0, 7), st.sampled_from("XY"), st.integers(0, 60))


async def step(town: Town, verb: str, unit: UUID, tier: str, days: int) -> Command:
    alliance = town.alliance
    if verb == "join":
        return JoinAlliance(alliance=alliance, organization=unit, tier=tier)
    if verb == "leave":
        return LeaveAlliance(alliance=alliance, organization=unit)
    if verb == "move":
        return ChangeTier(alliance=alliance, moves=(Move(organization=unit, tier=tier),))
    if verb == "vacate":
        return VacateChair(alliance=alliance)
    if verb == "cure":
        standing = await town.load("alliances.Alliance", alliance)
        return CureBreach(alliance=alliance, breach=next(iter(standing.breaches), unit))
    starts_on = None if tier == "X" else town.today + timedelta(days=days - 30)
    resolution = "决议" if verb == "resolve" else None
    return RotateChair(alliance=alliance, organization=unit, starts_on=starts_on, resolution=resolution)


@settings(max_examples=15, deadline=None)
@given(steps=st.lists(STEPS, max_size=25))
async def test_an_alliance_shows_what_it_is(new_town, steps):
    world, town = await new_town()
    for verb, number, tier, days in steps:
        town.today += timedelta(days=days)
        await town.ask(await step(town, verb, town.units[number], tier, days))
    await world.follow(await town.entries(), READ_MODEL, ORGANIZATIONS)
    held = await town.load("alliances.Alliance", town.alliance)
    facts, one = held.facts(), [town.alliance]

    row = (await world.ask(queries.by_ids, one))[town.alliance]
    assert (row.version, row.members) == (held.version, len(held.members))
    stays = (await world.ask(queries.members_of, one, current=False))[town.alliance]
    shown = [(stay.organization, stay.tier, stay.joined_on, stay.left_on) for stay in stays]
    stood = [(stay.organization, stay.tier, stay.joined_on, stay.left_on) for stay in facts.memberships]
    assert sorted(shown, key=str) == sorted(stood, key=str)
    terms = (await world.ask(queries.chair_terms_of, one))[town.alliance]
    assert [(t.organization, t.starts_on, t.ends_on) for t in terms if t.starts_on <= t.ends_on] == [
        (t.organization, t.starts_on, t.ends_on) for t in facts.chair_terms
    ]
    breaches = (await world.ask(queries.breaches_of, one))[town.alliance]
    assert {b.breach for b in breaches if b.cured_on is None} == set(held.breaches)
    units = await world.ask(organizations.by_ids, town.units)
    assert {unit: row.memberships for unit, row in units.items()} == {
        unit: int(unit in held.members) for unit in town.units
    }


async def test_a_dissolved_alliance_has_neither_members_nor_a_chair(new_town):
    world, town = await new_town()
    await town.ask(RotateChair(alliance=town.alliance, organization=town.units[0], starts_on=START))
    town.today += timedelta(days=5)
    assert await town.ask(DissolveAlliance(alliance=town.alliance, resolution="一号"))
    await world.follow(await town.entries(), READ_MODEL, ORGANIZATIONS)
    one = [town.alliance]
    assert (await world.ask(queries.members_of, one))[town.alliance] == ()
    assert await world.ask(queries.chairs_of, one, town.today) == {}
    units = await world.ask(organizations.by_ids, town.units)
    assert {row.memberships for row in units.values()} == {0}
