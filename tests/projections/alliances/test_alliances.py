"""Alliances from proposal to dissolution, their charters and breaches."""

from datetime import date
from uuid import uuid4

from telling import said

from concord.charters import Admission, Charter, Departure, Theme, TicketRules, Tier
from concord.readmodels.alliances import queries
from concord.readmodels.alliances.queries import AllianceFilter


def charter(code):
    return Charter(
        code=code,
        title="实施意见",
        authority="区镇党（工）委",
        kinds=("REGIONAL",),
        tiers=(Tier(code="Y", name="会员单位", may_chair=True),),
        admission=Admission(path="DIRECT", tier="Y"),
        departure=Departure(on_limit="REFUSE"),
        themes=(Theme(code="talent", name="党员人才共管"),),
        tickets=TicketRules(levels=(), triage_days=2, dispatch_days=1, silence_days=5),
        late_entry_days=7,
    )


async def test_proposed_then_approved(alliance):
    row = await alliance.see()
    assert (row.name, row.kind, row.status, row.members) == ("江海红湾", "REGIONAL", "PROPOSED", 0)
    assert (row.proposed_on, row.approved_on) == (date(2026, 1, 2), None)
    last = alliance.tell(
        "AllianceApproved", authority="党工委", document="〔2026〕1号", approved_on=date(2026, 1, 3)
    )
    row = await alliance.see()
    assert (row.status, row.authority, row.document) == ("APPROVED", "党工委", "〔2026〕1号")
    assert (row.approved_on, row.version, row.position) == (date(2026, 1, 3), 2, last.position)


async def test_the_charter_in_force_is_the_last_effective_by_the_day(alliance):
    for code, on in (("a", 1), ("b", 10), ("c", 10)):
        alliance.tell(
            "CharterAdopted", charter=charter(code), effective_on=date(2026, 1, on), resolution="决议"
        )
    seen = [await alliance.see(queries.charters_in_force, date(2026, 1, n)) for n in (1, 9, 10, 30)]
    assert [row.charter.code for row in seen] == ["a", "a", "c", "c"]
    assert seen[0].charter == charter("a")
    assert await alliance.see(queries.charters_in_force, date(2025, 12, 31)) is None
    assert [row.charter.code for row in await alliance.see(queries.charters_of)] == ["a", "b", "c"]


async def test_a_breach_is_shown_until_and_after_it_is_cured(alliance):
    breach = uuid4()
    alliance.tell(
        "BreachRecorded",
        breach=breach,
        rule="TIER_MINIMUM",
        tier="X",
        count=4,
        limit=5,
        recorded_on=date(2026, 1, 5),
        cure_by=date(2026, 2, 4),
    )
    [row] = await alliance.see(queries.breaches_of)
    assert (row.rule, row.tier, row.members, row.bound) == ("TIER_MINIMUM", "X", 4, 5)
    assert (row.cure_by, row.cured_on) == (date(2026, 2, 4), None)
    alliance.tell("BreachCured", breach=breach, count=5, cured_on=date(2026, 1, 20))
    [row] = await alliance.see(queries.breaches_of)
    assert (row.members, row.cured_on) == (5, date(2026, 1, 20))


async def test_with_the_alliance_end_its_memberships_and_the_chair(alliance):
    former, member = uuid4(), uuid4()
    alliance.join(former)
    alliance.tell("MemberLeft", organization=former, tier="Y", left_on=date(2026, 1, 6))
    alliance.join(member)
    alliance.tell(
        "ChairRotated",
        organization=member,
        title="执行会长单位",
        starts_on=date(2026, 1, 7),
        ends_on=date(2026, 6, 30),
        basis="RESOLUTION",
        resolution="一号",
        passed_over=(),
    )
    alliance.tell("AllianceDissolved", dissolved_on=date(2026, 3, 1), resolution="二号", reason=said("why"))
    row = await alliance.see()
    assert (row.status, row.dissolved_on, row.dissolution_reason) == ("DISSOLVED", date(2026, 3, 1), "why")
    assert row.members == 0
    standings = await alliance.see(queries.members_of, current=False)
    assert [(m.organization, m.standing, m.left_on) for m in standings] == [
        (former, "LEFT", date(2026, 1, 6)),
        (member, "DISSOLVED", date(2026, 3, 1)),
    ]
    assert (await alliance.see(queries.chairs_of, date(2026, 2, 28))).organization == member
    assert await alliance.see(queries.chairs_of, date(2026, 3, 1)) is None


async def test_every_filter_narrows(alliance, another):
    member = uuid4()
    alliance.join(member)
    another.join(member)
    another.tell("MemberLeft", organization=member, tier="Y", left_on=date(2026, 1, 6))
    await alliance.see()

    async def listed(**filter):
        page = await alliance.world.ask(queries.page, AllianceFilter(**filter), first=10)
        assert await alliance.world.ask(queries.count, AllianceFilter(**filter)) == len(page.rows)
        return {row.id for row in page.rows}

    assert await listed() == {alliance.id, another.id}
    assert await listed(text="红湾") == {alliance.id}
    assert await listed(kinds=["ORGAN"]) == {another.id}
    assert await listed(statuses=["PROPOSED"]) == {alliance.id, another.id}
    assert await listed(statuses=["DISSOLVED"]) == set()
    assert await listed(member=member) == {alliance.id}
    assert await listed(text="红湾", kinds=["REGIONAL"], statuses=["PROPOSED"], member=member) == {
        alliance.id
    }
