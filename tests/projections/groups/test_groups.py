"""What binds members inside an alliance ends with the membership and with the alliance."""

from datetime import date
from uuid import uuid4

from telling import person

from concord.readmodels.groups import READ_MODEL, queries

DAY = date(2026, 1, 5)


async def test_who_leaves_is_in_no_group_and_paired_no_more(world):
    alliance, group, staying, leaving = (uuid4() for _ in range(4))

    def tell(event, **data):
        world.story.tell(f"alliances.{event}", alliance, **data)

    tell("GroupFormed", group=group, code="DIVISION", kind="DIVISION", name="第一联组", formed_on=DAY)
    for organization in (staying, leaving):
        tell("MemberGrouped", group=group, organization=organization, grouped_on=DAY)
        tell(
            "PairingFormed",
            pairing=uuid4(),
            organization=organization,
            partner=uuid4(),
            scheme="百企联百村",
            formed_on=DAY,
        )
    await world.project(READ_MODEL)
    tell("MemberLeft", organization=leaving, tier="Y", left_on=date(2026, 2, 1))
    await world.project(READ_MODEL)
    assert [one.organization for one in (await world.ask(queries.members_of, [group]))[group]] == [staying]
    ended = {
        one.organization: one.ended_on for one in (await world.ask(queries.pairings_of, [alliance]))[alliance]
    }
    assert ended == {staying: None, leaving: date(2026, 2, 1)}
    tell("AllianceDissolved", dissolved_on=date(2026, 3, 1), resolution="决议")
    await world.project(READ_MODEL)
    assert (await world.ask(queries.groups_of, [alliance]))[alliance][0].dissolved_on == date(2026, 3, 1)
    assert {one.ended_on for one in (await world.ask(queries.pairings_of, [alliance]))[alliance]} == {
        date(2026, 2, 1),
        date(2026, 3, 1),
    }


async def test_a_new_leadership_stands_instead_of_the_one_before(world):
    alliance, group = uuid4(), uuid4()
    for names in (("a", "b", "c"), ("d",)):
        leaders, *deputies = [{"person": person(name), "organization": None} for name in names]
        world.story.tell(
            "alliances.GroupLeadershipSet",
            alliance,
            group=group,
            leaders=(leaders,),
            deputies=tuple(deputies),
            set_on=DAY,
        )
    await world.project(READ_MODEL)
    (only,) = (await world.ask(queries.leaders_of, [group]))[group]
    assert (only.digests, only.deputy) == (["d"], False)
