"""Organizations by their profile, and where they belong."""

from datetime import date
from uuid import uuid4

from telling import person, said

from concord.readmodels.organizations import READ_MODEL, queries
from concord.readmodels.organizations.queries import OrganizationFilter

PROFILE = {
    "kind": "ENTERPRISE",
    "party_form": "BRANCH",
    "party_members": 12,
    "affiliated_enterprises": 3,
    "area": "海工园",
    "industry": "船舶",
}


def register(world, name, *, code="91320684MA1X00001A", **more):
    organization = uuid4()
    world.story.tell(
        "organizations.OrganizationRegistered",
        organization,
        on=date(2026, 1, 4),
        credit_code=code,
        name=name,
        **{**PROFILE, **more},
    )
    return organization


def join(world, alliance, organization):
    world.story.tell(
        "alliances.MemberJoined",
        alliance,
        organization=organization,
        tier="Y",
        joined_on=date(2026, 1, 6),
        joined_by="DIRECT",
    )


async def get(world, organization):
    await world.project(READ_MODEL)
    return (await world.ask(queries.by_ids, [organization]))[organization]


async def listed(world, **filter):
    return [row.id for row in (await world.ask(queries.page, OrganizationFilter(**filter), first=100)).rows]


async def test_a_registered_organization_has_its_whole_profile(world):
    contact = person("name", "phone")
    organization = register(world, "中远海工", contact=contact)
    row = await get(world, organization)
    assert {column: getattr(row, column) for column in PROFILE} == PROFILE
    assert (row.credit_code, row.name) == ("91320684MA1X00001A", "中远海工")
    assert (row.contact_subject, row.contact_digests) == (contact.subject, ["name", "phone"])
    assert (row.registered_on, row.deregistered_on, row.memberships) == (date(2026, 1, 4), None, 0)
    assert (row.version, row.position) == (1, 1)


async def test_an_update_without_a_contact_keeps_the_one_known(world):
    organization = register(world, "甲", contact=person("old"))
    world.story.tell(
        "organizations.ProfileUpdated", organization, **{**PROFILE, "party_members": 40, "area": ""}
    )
    row = await get(world, organization)
    assert (row.party_members, row.area, row.contact_digests) == (40, "", ["old"])
    world.story.tell("organizations.ProfileUpdated", organization, **PROFILE, contact=person("new"))
    row = await get(world, organization)
    assert (row.party_members, row.contact_digests, row.version) == (12, ["new"], 3)


async def test_renamed_and_deregistered(world):
    organization, successor = register(world, "甲"), uuid4()
    world.story.tell("organizations.OrganizationRenamed", organization, name="乙")
    world.story.tell(
        "organizations.OrganizationDeregistered",
        organization,
        on=date(2026, 1, 5),
        successor=successor,
        reason=said("r"),
    )
    row = await get(world, organization)
    assert (row.name, row.deregistered_on, row.successor) == ("乙", date(2026, 1, 5), successor)
    assert await listed(world, registered=True) == []
    assert await listed(world, registered=False) == [organization]


async def test_memberships_are_counted_until_they_end(world):
    organization, alliances = register(world, "甲"), [uuid4() for _ in range(4)]
    for alliance in alliances:
        join(world, alliance, organization)
    assert (await get(world, organization)).memberships == 4
    world.story.tell(
        "alliances.MemberLeft", alliances[0], organization=organization, tier="Y", left_on=date(2026, 1, 7)
    )
    world.story.tell(
        "alliances.MemberRemoved",
        alliances[1],
        organization=organization,
        tier="Y",
        removed_on=date(2026, 1, 7),
        resolution="一号",
        reason=said("r"),
    )
    world.story.tell(
        "alliances.AllianceDissolved", alliances[2], dissolved_on=date(2026, 1, 7), resolution="二号"
    )
    assert (await get(world, organization)).memberships == 1
    assert await listed(world, alliance=alliances[2]) == []
    assert await listed(world, alliance=alliances[3]) == [organization]


async def test_every_filter_narrows(world):
    alliance = uuid4()
    ours = register(world, "Ocean 海工", code="91320684MA1X00001A")
    register(world, "村委", code="54320684MA1X00002B", kind="VILLAGE", area="另一处")
    join(world, alliance, ours)
    await world.project(READ_MODEL)
    hits = [
        {"text": "ocean"},
        {"text": "海"},
        {"text": "91320684ma"},
        {"kinds": ["ENTERPRISE", "ORGAN"]},
        {"area": "海工园"},
        {"alliance": alliance},
    ]
    for hit in hits:
        assert await listed(world, **hit) == [ours], hit
    assert await listed(world, **{name: value for hit in hits for name, value in hit.items()}) == [ours]
    assert len(await listed(world)) == 2
    assert await listed(world, text="_") == []
