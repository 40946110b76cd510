"""One's own copy: everything that the ledger says about a person, and nothing about anybody else."""

from uuid import uuid4

import orjson
import pytest
from asking import Asker, Door
from founding import found, register

from concord.exporting.subject import copy_of
from concord.identity import Role
from concord.tenancy import Tenant

NAME, PHONE, OTHER = "轩辕本人", "13855550003", "独孤别人"


@pytest.fixture
async def ids(administrator: Asker) -> dict[str, str]:
    """A person in two organizations' entries, beside somebody else."""
    ids = {"person": str(uuid4()), "other": str(uuid4())}
    contact = {"subject": ids["person"], "name": NAME, "phone": PHONE}
    first = await register(administrator, contact=contact)
    second = await register(administrator, contact={"subject": ids["other"], "name": OTHER})
    await found(administrator, [first, second])
    await administrator.done(
        "organizationAppointPerson",
        organizationId=second,
        person={"subject": ids["person"], "name": NAME},
        role="LIAISON",
    )
    return ids | {"first": first}


async def copy(api: Door, asker: Asker, tenant: Tenant, subject: str, **query: object):
    address = f"/ledgers/{tenant.code}/subjects/{subject}"
    return await api.http.get(address, params=query, headers=asker.headers)


async def test_it_holds_what_is_said_about_the_person_and_nothing_of_others(
    api: Door, administrator: Asker, tenant: Tenant, ids: dict[str, str]
):
    got = await copy(api, administrator, tenant, ids["person"])

    assert got.headers["content-disposition"] == f'attachment; filename="{ids["person"]}.json"'
    told = got.json()
    assert (told["subject"], told["values"]) == (ids["person"], {"name": [NAME], "phone": [PHONE]})
    assert [entry["type"] for entry in told["entries"]] == [
        "organizations.OrganizationRegistered",
        "organizations.PersonAppointed",
    ]
    assert told["entries"][0]["data"]["contact"]["phone"] == PHONE
    assert (told["next"], told["nothing_kept"]) == (None, False)
    assert OTHER not in got.text


async def test_everybody_may_have_his_own_and_only_an_administrator_another_s(
    api: Door, tenant: Tenant, ids: dict[str, str]
):
    person = api.enter(tenant, Role.AUDITOR, subject=ids["person"])
    assert (await copy(api, person, tenant, "me")).json()["values"]["name"] == [NAME]
    assert (await copy(api, person, tenant, ids["person"])).status_code == 200
    for role in (Role.COMMITTEE, Role.OFFICER, Role.AUDITOR, Role.OPERATOR):
        refused = await copy(api, api.enter(tenant, role), tenant, ids["person"])
        assert refused.status_code == 403
        assert NAME not in refused.text


async def test_what_one_did_is_one_s_own_too(api: Door, tenant: Tenant):
    clerk = str(uuid4())
    asker = api.enter(tenant, subject=clerk)
    await register(asker)
    (entry,) = (await copy(api, asker, tenant, "me")).json()["entries"]
    assert (entry["acted"], entry["role"]) == (True, "administrator")


async def test_it_is_a_look_and_a_copy_in_clear_and_both_are_recorded(
    api: Door, administrator: Asker, tenant: Tenant, ids: dict[str, str]
):
    await copy(api, administrator, tenant, ids["person"])
    asked = "query ($s: UUID!) { accesses(first: 9, filter: {subject: $s}) { nodes { operation } } }"
    looks = (await administrator.ask(asked, s=ids["person"])).only["nodes"]
    assert looks == [{"operation": "subjectCopy"}]
    why = {"basis": "CONSENT_WITHDRAWN", "reason": "本人申请"}
    shown = "erasure { copies { format first last } }"
    asked_for = await administrator.done("subjectRequestErasure", shown, subject=ids["person"], **why)
    (left,) = asked_for["erasure"]["copies"]
    assert left["format"] == "json"


async def test_of_an_erased_person_there_is_nothing_but_what_entries_say(
    api: Door, administrator: Asker, tenant: Tenant, ids: dict[str, str]
):
    why = {"basis": "CONSENT_WITHDRAWN", "reason": "本人申请"}
    await administrator.done("subjectRequestErasure", subject=ids["person"], **why)
    await api.enter(tenant).done("subjectErase", subject=ids["person"])
    told = (await copy(api, administrator, tenant, ids["person"])).json()
    assert (told["values"], told["nothing_kept"]) == ({}, True)
    assert told["entries"][0]["data"]["contact"].keys() == {"_sd", "subject"}


async def test_a_long_one_comes_in_pages(services, tenant: Tenant, ids: dict[str, str]):
    from uuid import UUID

    person = UUID(ids["person"])
    first = await copy_of(services.pool, services.keys, tenant, person, most=1)
    rest = await copy_of(services.pool, services.keys, tenant, person, most=1, after=first.next)
    assert (first.entries, rest.entries, rest.next) == (1, 1, None)
    assert orjson.loads(first.content)["next"] == first.next


@pytest.mark.parametrize(
    ("subject", "query"), [("nobody", {}), ("me", {"after": "x"}), ("me", {"after": -1})]
)
async def test_a_wrong_question_is_told_what_would_be_right(
    api: Door, administrator: Asker, tenant: Tenant, subject: str, query: dict
):
    assert (await copy(api, administrator, tenant, subject, **query)).status_code == 400


async def test_another_tenant_s_ledger_is_not_there(
    api: Door, administrator: Asker, simulated_tenant: Tenant, ids: dict[str, str]
):
    assert (await copy(api, administrator, simulated_tenant, ids["person"])).status_code == 404
