"""Programmes through the API: adopted, followed, overridden, amended for all; proposals; orders."""

from asking import Asker
from founding import CHARTER, register

from concord.identity import Role

FOLLOWED = """alliance { status following { programme { name } overrides { themes { code } without } }
    charter(on: "2024-07-01") { charter { code themes { code } evidenceMinimum } } }"""
OWN = {"themes": [{"code": "OWN", "name": "自选"}], "without": ["chair"]}


async def adopt(asker: Asker, name: str = "实施方案") -> str:
    payload = await asker.done(
        "programmeAdopt",
        "programme { id }",
        name=name,
        charter=CHARTER,
        document="一号",
        occurredOn="2024-01-01",
    )
    found: str = payload["programme"]["id"]
    return found


async def found(asker: Asker, programme: str, name: str, **more: object) -> str:
    one = await register(asker)
    payload = await asker.done(
        "allianceFound",
        "alliance { id }",
        name=name,
        kind="REGIONAL",
        programmeId=programme,
        members=[{"organizationId": one, "tier": "X"}],
        occurredOn="2024-02-01",
        **more,
    )
    made: str = payload["alliance"]["id"]
    return made


async def test_a_charter_is_inherited_overridden_and_amended_for_all(administrator: Asker):
    programme = await adopt(administrator)
    plain = await found(administrator, programme, "第一联盟")
    own = await found(administrator, programme, "第二联盟", overrides=OWN)
    amended = await administrator.done(
        "programmeAmend",
        "programme { allianceCount charters { effectiveOn document } alliances { alliance { name } } }",
        programmeId=programme,
        charter=CHARTER | {"evidenceMinimum": 2},
        document="二号",
        effectiveOn="2024-06-01",
        occurredOn="2024-05-01",
    )
    assert amended["programme"] == {
        "allianceCount": 2,
        "charters": [
            {"effectiveOn": "2024-01-01", "document": "一号"},
            {"effectiveOn": "2024-06-01", "document": "二号"},
        ],
        "alliances": [{"alliance": {"name": "第一联盟"}}, {"alliance": {"name": "第二联盟"}}],
    }
    overridden = await administrator.done(
        "allianceOverrideCharter",
        FOLLOWED,
        allianceId=plain,
        overrides={"themes": OWN["themes"]},
        resolution="联席会议决议",
        effectiveOn="2024-06-15",
        occurredOn="2024-06-10",
    )
    assert overridden["alliance"] == {
        "status": "APPROVED",
        "following": {
            "programme": {"name": "实施方案"},
            "overrides": {"themes": [{"code": "OWN"}], "without": []},
        },
        "charter": {"charter": {"code": "example", "themes": [{"code": "OWN"}], "evidenceMinimum": 2}},
    }
    asked = await administrator.ask(
        """query ($id: ID!) { alliance(id: $id) {
            charter(on: "2024-07-01") { charter { chair { title } evidenceMinimum } }
            charters { effectiveOn } } }""",
        id=own,
    )
    assert asked.only == {
        "charter": {"charter": {"chair": None, "evidenceMinimum": 2}},
        "charters": [{"effectiveOn": "2024-02-01"}, {"effectiveOn": "2024-06-01"}],
    }


async def test_an_alliance_with_a_charter_of_its_own_comes_to_follow(administrator: Asker):
    one = await register(administrator)
    members = [{"organizationId": one, "tier": "X"}]
    made = await administrator.done(
        "allianceFound", "alliance { id }", name="旧联盟", kind="REGIONAL", charter=CHARTER, members=members
    )
    programme = await adopt(administrator)
    payload = await administrator.done(
        "allianceFollowProgramme",
        "alliance { following { programme { id } } }",
        allianceId=made["alliance"]["id"],
        programmeId=programme,
        resolution="决议",
    )
    assert payload["alliance"]["following"]["programme"]["id"] == programme
    assert "旧联盟" in str(
        (
            await administrator.ask(
                "query ($id: ID!) { programme(id: $id) { alliances { alliance { name } } } }", id=programme
            )
        ).only
    )


async def test_units_propose_an_alliance_and_the_committee_decides(api, tenant, administrator: Asker):
    programme = await adopt(administrator)
    units = [await register(administrator) for _ in range(3)]
    proposing = {"name": "新联盟", "kind": "REGIONAL", "proposerIds": units, "programmeId": programme}
    officer = api.enter(tenant, Role.OFFICER, organization=units[0])
    payload = await officer.done("alliancePropose", "alliance { id status }", **proposing)
    assert payload["alliance"]["status"] == "PROPOSED"
    alliance = payload["alliance"]["id"]
    stranger = api.enter(tenant, Role.OFFICER, organization=await register(administrator))
    assert (
        await stranger.refused("alliancePropose", **proposing | {"name": "他人"}) == "NOT_YOUR_ORGANIZATION"
    )
    refused = await administrator.done(
        "allianceRefuse",
        "alliance { status }",
        allianceId=alliance,
        authority="机关工委",
        reason="宜就近入盟",
    )
    assert refused["alliance"]["status"] == "REFUSED"
    await officer.done("alliancePropose", **proposing)
    chair = [{"organizationId": units[0], "tier": "X"}]
    approved = await administrator.done(
        "allianceApprove",
        "alliance { status memberCount document following { programme { name } } }",
        allianceId=alliance,
        members=chair,
        document="批复",
    )
    assert approved["alliance"] == {
        "status": "APPROVED",
        "memberCount": 3,
        "document": "批复",
        "following": {"programme": {"name": "实施方案"}},
    }
    again = {"allianceId": alliance, "members": chair}
    assert await administrator.refused("allianceApprove", **again) == "NOT_PROPOSED"


async def test_lists_orders_and_guidance_come_from_above(administrator: Asker):
    programme = await adopt(administrator)
    listed = await administrator.done(
        "programmeIssueReferenceList",
        "programme { referenceLists { title year items { title theme } } }",
        programmeId=programme,
        title="参考清单",
        year=2024,
        items=[{"title": "共听党课", "theme": "STUDY"}],
    )
    assert listed["programme"]["referenceLists"] == [
        {"title": "参考清单", "year": 2024, "items": [{"title": "共听党课", "theme": "STUDY"}]}
    ]
    alliance = await found(administrator, programme, "联盟")
    ordered = await administrator.done(
        "allianceReceiveDirective",
        "alliance { directives { title issuer obliges receivedOn dueOn content } }",
        allianceId=alliance,
        title="学习会议精神",
        issuer="市委",
        obliges="MEETING",
        dueOn="2024-03-31",
        content="全体参加",
        occurredOn="2024-03-01",
    )
    assert ordered["alliance"]["directives"] == [
        {
            "title": "学习会议精神",
            "issuer": "市委",
            "obliges": "MEETING",
            "receivedOn": "2024-03-01",
            "dueOn": "2024-03-31",
            "content": "全体参加",
        }
    ]
    guided = await administrator.done(
        "allianceGiveGuidance",
        "alliance { guidance { form givenBy content } }",
        allianceId=alliance,
        form="INSPECTION",
        content="台账规范",
    )
    assert guided["alliance"]["guidance"] == [
        {"form": "INSPECTION", "givenBy": "区镇党（工）委", "content": "台账规范"}
    ]


async def test_a_charter_file_is_checked_before_it_is_adopted(administrator: Asker):
    check = "query ($input: CharterCheckInput!) { charterProblems(input: $input) { path reason right } }"
    found = (await administrator.ask(check, input={"toml": 'code = "x"\ntitle = 1\ntiers = 3'})).only
    paths = [one["path"] for one in found]
    assert {"title", "tiers", "admission", "departure", "themes", "tickets"} <= set(paths), "all at once"
    assert all(one["reason"] and one["right"] for one in found)
    assert (await administrator.ask(check, input={"toml": "code = "})).only[0]["path"] == ""
