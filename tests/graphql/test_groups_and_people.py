"""Groups, pairings, agreements and the people of organizations through the API."""

from asking import Asker
from founding import found, register

GROUPS = [
    {"code": "DIVISION", "name": "联组", "kind": "DIVISION", "deputiesMinimum": 2, "deputiesMaximum": 2}
]
SHOWN = """alliance { groups { group name kind dissolvedOn members { organization { id } }
    leaders { deputy person { name } organization { id } } persons { duty person { subject name } } } }"""


def person(name: str, **more: str) -> dict:
    return {"person": {"name": name}, **more}


async def test_a_division_is_formed_led_joined_and_dissolved(administrator: Asker):
    one, other = await register(administrator), await register(administrator)
    alliance = await found(administrator, [one, other], groups=GROUPS)
    formed = await administrator.done(
        "allianceFormGroup", SHOWN, allianceId=alliance, code="DIVISION", name="第一联组"
    )
    group = {"allianceId": alliance, "group": formed["alliance"]["groups"][0]["group"]}
    leaders = [person("王组长", organizationId=one)]
    deputies = [person("李副组长"), person("赵副组长")]
    await administrator.done("allianceSetGroupLeadership", **group, leaders=leaders, deputies=deputies)
    await administrator.done("allianceGroupMember", **group, organizationId=other)
    await administrator.done("allianceGroupMember", **group, organizationId=one)
    await administrator.done("allianceUngroupMember", **group, organizationId=one)
    shown = await administrator.done("allianceGroupPerson", SHOWN, **group, **person("钱干事"), duty="台账")
    (seen,) = shown["alliance"]["groups"]
    assert (seen["name"], seen["kind"], seen["dissolvedOn"]) == ("第一联组", "DIVISION", None)
    assert seen["members"] == [{"organization": {"id": other}}]
    assert seen["leaders"] == [
        {"deputy": False, "person": {"name": "王组长"}, "organization": {"id": one}},
        {"deputy": True, "person": {"name": "李副组长"}, "organization": None},
        {"deputy": True, "person": {"name": "赵副组长"}, "organization": None},
    ]
    assert [(one["duty"], one["person"]["name"]) for one in seen["persons"]] == [("台账", "钱干事")]
    subject = seen["persons"][0]["person"]["subject"]
    await administrator.done("allianceUngroupPerson", **group, subject=subject)
    few = await administrator.refused("allianceSetGroupLeadership", **group, leaders=leaders)
    assert few == "DEPUTIES_WRONG"
    ended = await administrator.done("allianceDissolveGroup", SHOWN, **group)
    assert ended["alliance"]["groups"][0]["dissolvedOn"]
    assert ended["alliance"]["groups"][0]["persons"] == []


async def test_members_pair_and_sign(administrator: Asker):
    one, village = await register(administrator), await register(administrator, kind="VILLAGE")
    alliance = await found(administrator, [one], obligations={"agreement": "党建协议"})
    paired = await administrator.done(
        "allianceFormPairing",
        "alliance { pairings { pairing scheme partner { id } aim endedOn } }",
        allianceId=alliance,
        organizationId=one,
        partnerId=village,
        scheme="百企联百村",
        aim="产销对接",
    )
    (pairing,) = paired["alliance"]["pairings"]
    number = pairing.pop("pairing")
    assert pairing == {
        "scheme": "百企联百村",
        "partner": {"id": village},
        "aim": "产销对接",
        "endedOn": None,
    }
    await administrator.done("allianceEndPairing", allianceId=alliance, pairing=number)
    signed = await administrator.done(
        "allianceSignAgreement",
        "alliance { agreements { title year organization { id } } pairings { endedOn } }",
        allianceId=alliance,
        organizationId=one,
        year=2027,
    )
    assert signed["alliance"]["agreements"] == [
        {"title": "党建协议", "year": 2027, "organization": {"id": one}}
    ]
    assert signed["alliance"]["pairings"][0]["endedOn"]


async def test_the_people_of_an_organization(administrator: Asker):
    one, line = await register(administrator), await register(administrator, kind="ORGAN")
    unit = {"organizationId": one}
    await administrator.done("organizationAssignSupervision", **unit, lineId=line)
    appointed = await administrator.done(
        "organizationAppointPerson",
        "organization { appointments { appointment role person { name } endedOn } }",
        **unit,
        **person("孙管家"),
        role="STEWARD",
    )
    (appointment,) = appointed["organization"]["appointments"]
    assert (appointment["role"], appointment["person"]["name"]) == ("STEWARD", "孙管家")
    await administrator.done(
        "organizationEndAppointment", **unit, appointment=appointment["appointment"], reason="届满"
    )
    enrolled = await administrator.done(
        "organizationEnrolFloatingMember",
        "organization { floatingMembers { home person { subject } } }",
        **unit,
        **person("周流动"),
        home="外县某村党支部",
    )
    subject = enrolled["organization"]["floatingMembers"][0]["person"]["subject"]
    pledged = await administrator.done(
        "organizationMakePledge",
        "organization { pledges { pledge text subject } }",
        **unit,
        subject=subject,
        promise="践承诺",
    )
    (pledge,) = pledged["organization"]["pledges"]
    assert (pledge["text"], pledge["subject"]) == ("践承诺", subject)
    await administrator.done("organizationFulfilPledge", **unit, pledge=pledge["pledge"], note="已兑现")
    last = await administrator.done(
        "organizationReleaseFloatingMember",
        """organization { supervision { line { id } place { id } } appointments { endedOn endReason }
            floatingMembers { home leftOn } pledges { fulfilledOn note } }""",
        **unit,
        subject=subject,
    )
    shown = last["organization"]
    assert shown["supervision"] == [{"line": {"id": line}, "place": None}]
    assert shown["appointments"][0]["endReason"] == "届满"
    assert shown["floatingMembers"][0]["leftOn"]
    assert (shown["pledges"][0]["note"], bool(shown["pledges"][0]["fulfilledOn"])) == ("已兑现", True)
