"""Nobody without a valid token gets anything, and nobody gets anything of another tenant."""

from datetime import timedelta

import pytest
from asking import Asker, Door
from founding import found, register

from concord.identity import ROLE_NAMES, Role, issue_token
from concord.tenancy import Tenant

ME = "{ me { subject role tenant { code name simulated divisionCode } organization { id } } }"
ALL = "{ organizations(first: 5) { nodes { id } } ledger { head } me { role } }"
NOWHERE = "00000000-0000-0000-0000-000000000000"


async def test_a_token_says_who_asks(api: Door, administrator: Asker, tenant: Tenant):
    organization = await register(administrator)
    answer = await api.enter(tenant, Role.OFFICER, organization=organization).ask(ME)

    assert answer.only["role"] == "OFFICER"
    assert answer.only["organization"] == {"id": organization}
    assert answer.only["tenant"] == {
        "code": tenant.code,
        "name": tenant.name,
        "simulated": False,
        "divisionCode": "",
    }


async def test_without_a_token_nothing_is_said(api: Door):
    for document in (
        ALL,
        "{ node(id: 1) { id } }",
        "mutation { ticketClose(input: {ticketId: 1}) { position } }",
    ):
        answer = await api.nobody().ask(document)
        assert not any((answer.data or {}).values())
        assert set(answer.codes) == {"UNAUTHENTICATED"}


async def test_a_wrong_token_is_as_good_as_none(api: Door, tenant: Tenant, tmp_path):
    good = api.token(tenant)
    for token in (
        good[:-3],
        good + "x",
        "x",
        issue_token(tmp_path, tenant.code, Role.ADMINISTRATOR),
        api.token(tenant, lifetime=timedelta(minutes=-5)),
    ):
        answer = await Asker(api.http, token).ask(ALL)
        assert answer.data is None
        assert set(answer.codes) == {"UNAUTHENTICATED"}


async def test_a_token_for_an_unknown_tenant_gets_nothing(api: Door, tenant: Tenant):
    unknown = Tenant(id=tenant.id, code="nowhere", name="", division_code="", simulated=False)
    answer = await api.enter(unknown).ask(ALL)
    assert answer.data is None
    assert set(answer.codes) == {"FORBIDDEN"}


async def test_another_tenants_objects_do_not_exist(
    api: Door, administrator: Asker, tenant: Tenant, simulated_tenant: Tenant
):
    organization = await register(administrator)
    alliance = await found(administrator, [organization])
    stranger = api.enter(simulated_tenant)

    assert (await administrator.ask("query ($id: ID!) { node(id: $id) { id } }", id=alliance)).only
    for document, key in (
        ("query ($id: ID!) { node(id: $id) { id } }", alliance),
        ("query ($id: ID!) { alliance(id: $id) { id } }", alliance),
        ("query ($id: ID!) { organization(id: $id) { id } }", organization),
    ):
        assert (await stranger.ask(document, id=key)).only is None
    page = "(first: 5) { totalCount nodes { id } }"
    lists = f"{{ alliances{page} organizations{page} }}"
    found_there = await stranger.ask(lists)
    nothing = {"totalCount": 0, "nodes": []}
    assert found_there.data == {"alliances": nothing, "organizations": nothing}
    assert (await stranger.ask("{ ledger { head entries(first: 5) { nodes { entry } } } }")).only == {
        "head": 0,
        "entries": {"nodes": []},
    }
    renamed = {"organizationId": organization, "name": "夺名"}
    assert await stranger.refused("organizationRename", **renamed) == "NOT_FOUND"


async def test_an_officer_acts_for_one_organization_only(api: Door, administrator: Asker, tenant: Tenant):
    mine, other = await register(administrator), await register(administrator)
    officer = api.enter(tenant, Role.OFFICER, organization=mine)
    update = (
        "mutation ($i: OrganizationUpdateProfileInput!) { organizationUpdateProfile(input: $i) { position } }"
    )

    allowed = await officer.ask(update, i={"organizationId": mine, "area": "东方红街道"})
    assert allowed.only["position"]
    refused = await officer.ask(update, i={"organizationId": other, "area": "东方红街道"})
    assert refused.codes == ["FORBIDDEN"]
    assert "input.organizationId" in refused.errors[0]["message"]
    homeless = await api.enter(tenant, Role.OFFICER).ask(update, i={"organizationId": mine, "area": "x"})
    assert homeless.codes == ["FORBIDDEN"]


@pytest.mark.parametrize(
    ("role", "document"),
    [
        (Role.OPERATOR, "{ organizations(first: 1) { nodes { id } } }"),
        (Role.OPERATOR, "{ ledger { head } }"),
        (Role.SUBSCRIBER, "{ tickets(first: 1) { nodes { id } } }"),
        (
            Role.AUDITOR,
            'mutation { organizationRename(input: {organizationId: "x", name: "y"}) { position } }',
        ),
        (
            Role.HANDLER,
            'mutation { allianceDissolve(input: {allianceId: "x", resolution: "y"}) { position } }',
        ),
        (
            Role.OFFICER,
            "mutation { ...m } fragment m on Mutation { a: organizationDeregister(input: "
            '{organizationId: "x"}) { position } }',
        ),
    ],
)
async def test_a_role_that_may_not_is_told_so(api: Door, tenant: Tenant, role: Role, document: str):
    answer = await api.enter(tenant, role).ask(document)
    assert set(answer.codes) == {"FORBIDDEN"}
    assert ROLE_NAMES[role].en in answer.errors[0]["message"]


async def test_every_role_can_ask_who_it_is(api: Door, tenant: Tenant):
    for role in Role:
        assert (await api.enter(tenant, role).ask(ME)).only["role"] == role.name
