"""Members with their tiers, former members, and applications."""

from datetime import date
from uuid import uuid4

from telling import said

from concord.readmodels.alliances import queries


async def test_members_in_the_order_of_joining(alliance):
    organizations = [uuid4() for _ in range(3)]
    for joined, organization in zip((7, 6, 6), organizations, strict=True):
        alliance.join(organization, joined=joined)
    members = await alliance.see(queries.members_of)
    assert [member.organization for member in members] == [organizations[n] for n in (1, 2, 0)]
    assert (await alliance.see()).members == 3


async def test_a_tier_is_held_since_the_change(alliance):
    organization = uuid4()
    alliance.join(organization, "X")
    alliance.tell(
        "TierChanged",
        organization=organization,
        from_tier="X",
        to_tier="Y",
        changed_on=date(2026, 2, 1),
        resolution="",
    )
    [member] = await alliance.see(queries.members_of)
    assert (member.tier, member.tier_since, member.joined_on) == ("Y", date(2026, 2, 1), date(2026, 1, 5))


async def test_who_leaves_and_joins_again_has_two_memberships(alliance):
    organization = uuid4()
    alliance.join(organization)
    alliance.tell(
        "MemberRemoved",
        organization=organization,
        tier="Y",
        removed_on=date(2026, 1, 9),
        resolution="一号",
        reason=said("why"),
    )
    assert await alliance.see(queries.members_of) == ()
    alliance.join(organization, "X", joined=20)
    [now] = await alliance.see(queries.members_of)
    assert (now.tier, now.standing, now.left_on) == ("X", "MEMBER", None)
    before, again = await alliance.see(queries.members_of, current=False)
    assert (before.standing, before.left_on, before.reason) == ("REMOVED", date(2026, 1, 9), "why")
    assert again == now
    alliance.tell("MemberLeft", organization=organization, tier="X", left_on=date(2026, 2, 1))
    before, again = await alliance.see(queries.members_of, current=False)
    assert (before.left_on, again.left_on, again.standing) == (date(2026, 1, 9), date(2026, 2, 1), "LEFT")
    assert (await alliance.see()).members == 0


async def test_alliances_of_an_organization(alliance, another):
    member, stranger = uuid4(), uuid4()
    alliance.join(member)
    another.join(member)
    another.tell("MemberLeft", organization=member, tier="Y", left_on=date(2026, 1, 8))
    await alliance.see()
    found = await alliance.world.ask(queries.memberships_of, [member, stranger])
    assert [row.alliance for row in found[member]] == [alliance.id]
    assert found[stranger] == ()
    found = await alliance.world.ask(queries.memberships_of, [member], current=False)
    assert [row.alliance for row in found[member]] == [alliance.id, another.id]


async def test_an_application_is_consulted_and_granted(alliance):
    application, organization, lead_unit = uuid4(), uuid4(), uuid4()
    alliance.tell(
        "MembershipApplied",
        on=date(2026, 1, 3),
        application=application,
        organization=organization,
        tier="Y",
        statement=said("please"),
    )
    [row] = await alliance.see(queries.applications_of)
    assert (row.status, row.applied_on, row.statement) == ("APPLIED", date(2026, 1, 3), "please")
    alliance.tell(
        "ApplicationConsulted",
        application=application,
        lead_unit=lead_unit,
        favourable=True,
        opinion=said("good"),
    )
    [row] = await alliance.see(queries.applications_of)
    assert (row.status, row.lead_unit, row.favourable, row.opinion) == ("CONSULTED", lead_unit, True, "good")
    alliance.join(organization, joined=9, joined_by="APPLICATION", application=application)
    [row] = await alliance.see(queries.applications_of)
    assert (row.status, row.decided_on) == ("ADMITTED", date(2026, 1, 9))


async def test_a_refused_application_says_why(alliance):
    application, organization = uuid4(), uuid4()
    alliance.tell("MembershipApplied", application=application, organization=organization, tier="Y")
    last = alliance.tell(
        "MembershipRefused",
        on=date(2026, 1, 4),
        application=application,
        organization=organization,
        reason=said("no"),
    )
    [row] = await alliance.see(queries.applications_of)
    assert (row.status, row.decided_on, row.reason) == ("REFUSED", date(2026, 1, 4), "no")
    assert row.position == last.position
