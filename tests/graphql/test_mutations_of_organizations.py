"""Every mutation on organizations: done, and refused by the rule that forbids it."""

import pytest
from asking import Asker, credit_code
from founding import register

SHOWN = """organization { creditCode name kind partyForm partyMembers affiliatedEnterprises area industry
    contact { name phone } membershipCount registeredOn deregisteredOn successor { id } version }"""


async def test_an_organization_is_registered_as_it_is_described(administrator: Asker):
    given = {
        "creditCode": credit_code(800_001),
        "name": "湘江青春商会",
        "kind": "SOCIAL_ORGANIZATION",
        "partyForm": "BRANCH",
        "partyMembers": 12,
        "affiliatedEnterprises": 30,
        "area": "东方红街道",
        "industry": "商务服务",
    }
    contact = {"name": "王五", "phone": "13900000000"}
    payload = await administrator.done(
        "organizationRegister", SHOWN, **given, contact=contact, occurredOn="2024-03-01"
    )
    assert payload["organization"] == given | {
        "contact": contact,
        "membershipCount": 0,
        "registeredOn": "2024-03-01",
        "deregisteredOn": None,
        "successor": None,
        "version": 1,
    }


async def test_it_is_renamed_described_anew_and_deregistered(administrator: Asker):
    one, other = await register(administrator), await register(administrator)
    await administrator.done("organizationRename", organizationId=one, name="新名")
    updated = await administrator.done(
        "organizationUpdateProfile", SHOWN, organizationId=one, kind="VILLAGE", partyMembers=7
    )
    assert updated["organization"]["name"] == "新名"
    assert (updated["organization"]["kind"], updated["organization"]["partyMembers"]) == ("VILLAGE", 7)
    gone = await administrator.done(
        "organizationDeregister", SHOWN, organizationId=one, successorId=other, reason="合并"
    )
    assert gone["organization"]["successor"] == {"id": other}
    assert gone["organization"]["deregisteredOn"]
    assert gone["organization"]["version"] == 4


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"creditCode": "123"}, "CREDIT_CODE_MALFORMED"),
        ({"creditCode": "91320681MA0000000X"}, "CREDIT_CODE_CHECK_FAILED"),
        ({"name": ""}, "NAME_INVALID"),
        ({"area": "区" * 101}, "TEXT_TOO_LONG"),
        ({"partyMembers": -1}, "COUNT_NEGATIVE"),
        ({"occurredOn": "2199-01-01"}, "OCCURRED_IN_FUTURE"),
    ],
    ids=str,
)
async def test_what_cannot_be_registered_is_refused(administrator: Asker, members: dict, code: str):
    good = {"creditCode": credit_code(800_002), "name": "甲", "kind": "ENTERPRISE"}
    assert await administrator.refused("organizationRegister", **good | members) == code


async def test_refusals_of_what_follows(administrator: Asker):
    one = await register(administrator)
    same = {"creditCode": credit_code(800_003), "name": "甲", "kind": "ORGAN"}
    await administrator.done("organizationRegister", **same)
    assert await administrator.refused("organizationRegister", **same) == "ALREADY_REGISTERED"
    merge = {"organizationId": one, "successorId": one}
    assert await administrator.refused("organizationDeregister", **merge) == "SUCCESSOR_INVALID"
    await administrator.done("organizationDeregister", organizationId=one)
    for name, more in (
        ("organizationRename", {"name": "乙"}),
        ("organizationUpdateProfile", {"area": "x"}),
        ("organizationDeregister", {}),
    ):
        assert await administrator.refused(name, organizationId=one, **more) == "ORGANIZATION_DEREGISTERED"
