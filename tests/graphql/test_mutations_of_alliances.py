"""Every mutation on alliances: done, and refused by the rule that forbids it."""

from datetime import date, timedelta

import pytest
from asking import Asker
from founding import CHARTER, found, register

MEMBERS = "alliance { members { tier organization { id } } }"


@pytest.fixture
async def units(administrator: Asker) -> list[str]:
    return [await register(administrator) for _ in range(4)]


def tiers(payload: dict) -> dict[str, str]:
    return {one["organization"]["id"]: one["tier"] for one in payload["alliance"]["members"]}


async def test_an_alliance_is_founded_under_its_charter(administrator: Asker, units: list[str]):
    payload = await administrator.done(
        "allianceFound",
        """alliance { id name kind status authority document purpose memberCount approvedOn
            members { tier joinedBy standing organization { id } }
            charter { effectiveOn charter { code title tiers { code minimum maximum mayChair }
                tickets { levels { level acceptDays } } chair { period } } } }""",
        name="江海红湾",
        kind="REGIONAL",
        charter=CHARTER,
        members=[{"organizationId": units[0], "tier": "X"}, {"organizationId": units[1]}],
        document="海党发〔2024〕1号",
        purpose="共建共享",
        occurredOn="2024-01-10",
    )
    alliance = payload["alliance"]
    assert (alliance["name"], alliance["status"], alliance["memberCount"]) == ("江海红湾", "APPROVED", 2)
    assert (alliance["authority"], alliance["purpose"]) == ("区镇党（工）委", "共建共享")
    assert [(one["tier"], one["joinedBy"]) for one in alliance["members"]] == [
        ("X", "FOUNDING"),
        ("Y", "FOUNDING"),
    ]
    # Of today: founded in January, and the day asked about is today.
    assert alliance["charter"]["effectiveOn"] == "2024-01-10"
    charter = alliance["charter"]["charter"]
    assert charter["tiers"][0] == {"code": "X", "minimum": 1, "maximum": 3, "mayChair": True}
    assert charter["chair"] == {"period": "QUARTER"}

    on = "query ($id: ID!, $on: Date) { alliance(id: $id) { charter(on: $on) { effectiveOn } } }"
    assert (await administrator.ask(on, id=alliance["id"], on="2024-01-09")).only == {"charter": None}


async def test_a_shipped_charter_is_named_instead_of_written_out(administrator: Asker):
    units = [await register(administrator, partyForm="BRANCH") for _ in range(5)]
    shipped = (await administrator.ask("{ shippedCharters { code title tiers { code minimum } } }")).only
    assert [one["code"] for one in shipped] == ["jianghai", "jiguan", "yangdu", "dongfanghong", "yili"]
    members = [{"organizationId": one, "tier": "X"} for one in units[:4]]
    founding = {"name": "海工党建联盟", "kind": "REGIONAL", "members": members}
    few = await administrator.refused("allianceFound", shippedCharter="jianghai", **founding)
    assert few == "TIER_MINIMUM"
    members.append({"organizationId": units[4], "tier": "X"})
    await administrator.done("allianceFound", shippedCharter="jianghai", **founding)

    for wrong in ({}, {"shippedCharter": "nowhere"}, {"shippedCharter": "yili", "charter": CHARTER}):
        answer = await administrator.ask(
            "mutation ($i: AllianceFoundInput!) { allianceFound(input: $i) { position } }", i=founding | wrong
        )
        assert answer.codes == ["BAD_USER_INPUT"]


async def test_a_charter_with_mistakes_is_refused_with_all_of_them(administrator: Asker, units: list[str]):
    wrong = CHARTER | {"code": "不", "admission": {"path": "DIRECT", "tier": "Z"}}
    payload = await administrator.do(
        "allianceFound", name="甲", kind="REGIONAL", charter=wrong, members=[{"organizationId": units[0]}]
    )
    (error,) = payload["errors"]
    assert (error["code"], error["field"]) == ("CHARTER_INVALID", "charter")
    assert "code" in error["message"]
    assert "admission.tier" in error["message"]


async def test_refusals_of_founding(administrator: Asker, units: list[str]):
    good = {"name": "甲", "kind": "REGIONAL", "charter": CHARTER}
    first = [{"organizationId": units[0], "tier": "X"}]
    nobody = [
        {
            "organizationId": "T3JnYW5pemF0aW9uOjAwMDAwMDAwLTAwMDAtNDAwMC04MDAwLTAwMDAwMDAwMDAwMA==",
            "tier": "X",
        }
    ]
    for more, code in (
        ({"kind": "SECTOR", "members": first}, "KIND_NOT_IN_CHARTER"),
        ({"members": [{"organizationId": units[0], "tier": "Z"}]}, "TIER_UNKNOWN"),
        ({"members": [{"organizationId": units[0]}]}, "TIER_MINIMUM"),
        ({"members": nobody}, "ORGANIZATION_UNKNOWN"),
        ({"members": first * 2}, "ALREADY_MEMBER"),
        ({"members": first, "name": ""}, "NAME_INVALID"),
    ):
        assert await administrator.refused("allianceFound", **good | more) == code
    await administrator.done("allianceFound", members=first, **good)
    assert await administrator.refused("allianceFound", members=first, **good) == "ALLIANCE_EXISTS"


async def test_members_join_move_leave_and_are_removed(administrator: Asker, units: list[str]):
    alliance = await found(administrator, units[:1])
    await administrator.done("allianceJoin", allianceId=alliance, organizationId=units[1])
    joined = await administrator.done("allianceJoin", MEMBERS, allianceId=alliance, organizationId=units[2])
    assert tiers(joined) == {units[0]: "X", units[1]: "Y", units[2]: "Y"}

    moves = [{"organizationId": units[1], "tier": "X"}, {"organizationId": units[0], "tier": "Y"}]
    moved = await administrator.done("allianceChangeTier", MEMBERS, allianceId=alliance, moves=moves)
    assert tiers(moved) == {units[0]: "Y", units[1]: "X", units[2]: "Y"}

    left = await administrator.done("allianceLeave", MEMBERS, allianceId=alliance, organizationId=units[0])
    assert tiers(left) == {units[1]: "X", units[2]: "Y"}
    removed = await administrator.done(
        "allianceRemoveMember",
        MEMBERS,
        allianceId=alliance,
        organizationId=units[2],
        resolution="联席会议第 3 号",
        reason="长期不参加活动",
    )
    assert tiers(removed) == {units[1]: "X"}

    of = {"allianceId": alliance}
    assert await administrator.refused("allianceLeave", organizationId=units[0], **of) == "NOT_A_MEMBER"
    assert await administrator.refused("allianceLeave", organizationId=units[1], **of) == "TIER_MINIMUM"
    assert await administrator.refused("allianceJoin", organizationId=units[1], **of) == "ALREADY_MEMBER"
    same = [{"organizationId": units[1], "tier": "X"}]
    assert await administrator.refused("allianceChangeTier", moves=same, **of) == "TIER_UNCHANGED"


async def test_an_application_is_consulted_on_and_decided(administrator: Asker, units: list[str]):
    tiers_ = [
        {"code": "L", "name": "牵头单位", "minimum": 1, "maximum": 1, "leadUnit": True, "mayChair": True}
    ]
    alliance = (
        await administrator.done(
            "allianceFound",
            "alliance { id }",
            name="机关联盟",
            kind="REGIONAL",
            charter=CHARTER
            | {
                "tiers": [*tiers_, {"code": "Y", "name": "成员单位"}],
                "admission": {"path": "CONSULTATION", "tier": "Y"},
            },
            members=[{"organizationId": units[0], "tier": "L"}],
        )
    )["alliance"]["id"]
    of = {"allianceId": alliance}
    code = await administrator.refused("allianceJoin", organizationId=units[1], **of)
    assert code == "APPLICATION_REQUIRED"

    shown = "alliance { applications { application status statement leadUnit { id } opinion reason } }"
    applied = await administrator.done(
        "membershipApply", shown, organizationId=units[1], statement="愿意加入", **of
    )
    (application,) = applied["alliance"]["applications"]
    assert (application["status"], application["statement"]) == ("APPLIED", "愿意加入")
    known = {"application": application["application"], **of}
    assert await administrator.refused("membershipAdmit", **known) == "CONSULTATION_REQUIRED"
    code = await administrator.refused("membershipApply", organizationId=units[1], **of)
    assert code == "APPLICATION_PENDING"

    consulted = await administrator.done("membershipConsult", shown, favourable=True, opinion="同意", **known)
    (application,) = consulted["alliance"]["applications"]
    assert (application["leadUnit"], application["opinion"]) == ({"id": units[0]}, "同意")
    assert await administrator.refused("membershipConsult", favourable=True, **known) == "ALREADY_CONSULTED"
    admitted = await administrator.done("membershipAdmit", MEMBERS, **known)
    assert tiers(admitted)[units[1]] == "Y"

    applied = await administrator.done("membershipApply", shown, organizationId=units[2], **of)
    (pending,) = [one for one in applied["alliance"]["applications"] if one["status"] == "APPLIED"]
    other = {"application": pending["application"], **of}
    refused = await administrator.done("membershipRefuse", shown, reason="名额已满", **other)
    assert "名额已满" in [one["reason"] for one in refused["alliance"]["applications"]]
    assert await administrator.refused("membershipAdmit", **other) == "APPLICATION_UNKNOWN"


async def test_the_chair_rotates_is_vacated_and_handed_over(administrator: Asker, units: list[str]):
    alliance = await found(administrator, units[:1])
    of = {"allianceId": alliance}
    for unit in units[1:3]:
        await administrator.done("allianceJoin", organizationId=unit, tier="X", **of)
    shown = (
        "alliance { chair { title organization { id } startsOn endsOn } chairTerms { basis handoverNotes } }"
    )
    first = await administrator.done("allianceRotateChair", shown, organizationId=units[0], **of)
    chair = first["alliance"]["chair"]
    assert (chair["organization"], chair["title"]) == ({"id": units[0]}, "执行会长单位")
    after = (date.fromisoformat(chair["endsOn"]) + timedelta(days=1)).isoformat()

    turn = {"organizationId": units[2], **of}
    assert await administrator.refused("allianceRotateChair", **turn) == "NOT_NEXT_IN_ORDER"
    assert (
        await administrator.refused("allianceRotateChair", organizationId=units[3], **of)
        == "CHAIR_NOT_MEMBER"
    )
    second = await administrator.done("allianceRotateChair", shown, organizationId=units[1], **of)
    assert len(second["alliance"]["chairTerms"]) == 2
    day = "query ($id: ID!, $on: Date) { alliance(id: $id) { chair(on: $on) { organization { id } } } }"
    later = (await administrator.ask(day, id=alliance, on=after)).only
    assert later["chair"]["organization"] == {"id": units[1]}

    handed = await administrator.done("allianceRecordHandover", shown, notes="台账、印章", **of)
    assert handed["alliance"]["chairTerms"][-1]["handoverNotes"] == "台账、印章"
    assert await administrator.refused("allianceRecordHandover", notes="又", **of) == "HANDOVER_RECORDED"

    third = await found(administrator, units[:1])
    assert await administrator.refused("allianceVacateChair", allianceId=third) == "CHAIR_VACANT"
    await administrator.done("allianceRotateChair", organizationId=units[0], allianceId=third)
    vacated = await administrator.done("allianceVacateChair", shown, allianceId=third, reason="调整")
    assert vacated["alliance"]["chair"] is None


async def test_a_breach_is_recorded_and_cured(administrator: Asker, units: list[str]):
    departure = {"onLimit": "RECORD_BREACH", "daysToCure": 30}
    alliance = await found(administrator, units[:1], departure=departure)
    shown = "alliance { breaches { breach rule tier members bound cureBy curedOn } }"
    left = await administrator.done("allianceLeave", shown, allianceId=alliance, organizationId=units[0])
    (breach,) = left["alliance"]["breaches"]
    assert (breach["rule"], breach["members"], breach["bound"], breach["curedOn"]) == (
        "TIER_MINIMUM",
        0,
        1,
        None,
    )
    known = {"allianceId": alliance, "breach": breach["breach"]}
    assert await administrator.refused("allianceCureBreach", **known) == "BREACH_STANDS"
    await administrator.done("allianceJoin", allianceId=alliance, organizationId=units[1], tier="X")
    cured = await administrator.done("allianceCureBreach", shown, **known)
    assert cured["alliance"]["breaches"][0]["curedOn"]
    assert await administrator.refused("allianceCureBreach", **known) == "BREACH_UNKNOWN"


async def test_a_charter_is_adopted_and_an_alliance_dissolved(administrator: Asker, units: list[str]):
    alliance = await found(administrator, units[:1])
    of = {"allianceId": alliance}
    shown = "alliance { status dissolutionReason charters { resolution charter { title } } }"
    adopted = await administrator.done(
        "allianceAdoptCharter", shown, charter=CHARTER | {"title": "新章程"}, resolution="第 2 号", **of
    )
    assert [one["charter"]["title"] for one in adopted["alliance"]["charters"]] == ["章程", "新章程"]
    early = {"charter": CHARTER, "resolution": "第 3 号", "effectiveOn": "2020-01-01"}
    assert await administrator.refused("allianceAdoptCharter", **early, **of) == "BEFORE_FOUNDING"
    assert await administrator.refused("allianceDissolve", resolution="", **of) == "RESOLUTION_REQUIRED"
    dissolved = await administrator.done(
        "allianceDissolve", shown, resolution="第 9 号", reason="任务完成", **of
    )
    assert dissolved["alliance"]["status"] == "DISSOLVED"
    assert dissolved["alliance"]["dissolutionReason"] == "任务完成"
    assert await administrator.refused("allianceJoin", organizationId=units[1], **of) == "ALLIANCE_DISSOLVED"


async def test_alliances_are_listed_by_what_they_are(administrator: Asker, units: list[str]):
    mine = await found(administrator, units[:1])
    await found(administrator, units[1:2])
    listed = "query ($f: AllianceFilter) { alliances(first: 10, filter: $f) { totalCount nodes { id } } }"
    for filter_, count in (
        ({}, 2),
        ({"memberId": units[0]}, 1),
        ({"kinds": ["SECTOR"]}, 0),
        ({"statuses": ["APPROVED"]}, 2),
        ({"text": "联盟"}, 2),
    ):
        assert (await administrator.ask(listed, f=filter_)).only["totalCount"] == count
    node = "query ($id: ID!) { organization(id: $id) { memberships { alliance { id } standing } } }"
    assert (await administrator.ask(node, id=units[0])).only == {
        "memberships": [{"alliance": {"id": mine}, "standing": "MEMBER"}]
    }
