"""A tenant's state and configuration as the API has them: who may still do what, and why not."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from appending import append_of
from asking import Asker, Door
from founding import found, register
from socketing import admitted
from specimens import paper

from concord.commanding import day_of
from concord.identity import Role
from concord.lifecycle import StateChange, change_state
from concord.lifecycle.events import PeriodOffered
from concord.lifecycle.handing_over import offer
from concord.tenancy import SuspensionReason, Tenant, TenantState
from concord.tenancy.tenants import FRESH

ME = "{ me { tenant { state suspendedFor successor since } } }"
CONFIGURATION = "{ me { tenant { configuration { language timeZone themes charters retention version } } } }"
LISTED = "{ organizations(first: 1) { nodes { id } } }"


@pytest.fixture
def suspend(owner_pool, services, tenant: Tenant):
    """Changes the state, and waits until every process knows."""

    async def change(state: TenantState = TenantState.SUSPENDED, **more: object) -> None:
        asked = StateChange(state, **more)
        await change_state(owner_pool, services.store, tenant.code, asked)
        await asyncio.sleep(FRESH)

    return change


async def test_in_a_suspended_tenant_administrators_and_auditors_read_and_nobody_writes(
    api: Door, administrator: Asker, tenant: Tenant, suspend
):
    one = await register(administrator)
    await suspend(reason=SuspensionReason.SECURITY)

    for role in Role:
        asker = api.enter(tenant, role, organization=one)
        answer = await asker.ask(ME)
        if role in (Role.ADMINISTRATOR, Role.AUDITOR):
            assert answer.only["tenant"] == {
                "state": "SUSPENDED",
                "suspendedFor": "SECURITY",
                "successor": None,
                "since": answer.only["tenant"]["since"],
            }
            assert (await asker.ask(LISTED)).only["nodes"]
        else:
            assert set(answer.codes) == {"TENANT_SUSPENDED"}, role
    renamed = {"organizationId": one, "name": "乙"}
    answer = await administrator.ask(
        "mutation ($i: OrganizationRenameInput!) { organizationRename(input: $i) { position } }", i=renamed
    )
    assert answer.codes == ["TENANT_SUSPENDED"]
    assert "security incident" in answer.errors[0]["message"]
    chinese = await replace(administrator, language="zh").ask(
        "mutation ($i: OrganizationRenameInput!) { organizationRename(input: $i) { position } }", i=renamed
    )
    assert chinese.errors[0]["message"] == "租户已停用（安全处置中），恢复之前不能办理"

    files = f"/ledgers/{tenant.code}/checkpoint"
    refused = await api.http.get(files, headers=api.enter(tenant, Role.OFFICER).headers)
    assert refused.status_code == 403
    assert "租户已停用" in refused.text

    await suspend(TenantState.ACTIVE)
    await administrator.done("organizationRename", **renamed)


async def test_files_are_read_where_the_state_lets_read_and_taken_in_only_while_active(
    api: Door, administrator: Asker, tenant: Tenant, suspend
):
    one = await register(administrator)
    alliance = await found(administrator, [one])
    told = {"allianceId": alliance, "raiserId": one, "title": "路灯", "description": "不亮"}
    of = (await administrator.done("ticketRaise", "ticket { id }", **told))["ticket"]["id"]
    officer, auditor = (api.enter(tenant, r, organization=one) for r in (Role.OFFICER, Role.AUDITOR))

    async def sent() -> tuple[int, str]:
        to = {"params": {"object": of}, "headers": officer.headers}
        answer = await api.http.post("/files", content=paper(), **to)
        return answer.status_code, answer.json().get("code") or answer.json()["fileId"]

    async def fetched(asker: Asker) -> tuple[int, str]:
        answer = await api.http.get(f"/files/{file}", headers=asker.headers)
        return answer.status_code, answer.json()["code"] if answer.is_error else ""

    _, file = await sent()
    await officer.done("ticketAttachEvidence", ticketId=of, fileId=file)

    await suspend(reason=SuspensionReason.SECURITY)
    assert await sent() == (403, "TENANT_SUSPENDED")
    assert await fetched(officer) == (403, "TENANT_SUSPENDED")
    assert await fetched(auditor) == (200, "")

    await suspend(TenantState.CLOSED)
    assert await sent() == (403, "TENANT_CLOSED")
    assert await fetched(officer) == (200, "")


async def test_a_stream_of_a_clerk_ends_when_the_tenant_is_suspended(
    api: Door, administrator: Asker, tenant: Tenant, suspend
):
    await register(administrator)
    follow = "subscription { ledgerEntries { position type } }"
    async with (
        admitted(api.url, api.token(tenant, Role.SECRETARY)) as clerk,
        admitted(api.url, api.token(tenant, Role.AUDITOR)) as auditor,
    ):
        for follower in (clerk, auditor):
            await follower.subscribe(follow)
            assert (await follower.next())["position"] == 1
        await suspend()
        assert await auditor.next() == {"position": 2, "type": "tenants.TenantSuspended"}
        assert await clerk.closed() == (4403, "Tenant suspended")


async def test_a_closed_tenant_is_read_by_all_and_names_its_successor(
    api: Door, administrator: Asker, tenant: Tenant, simulated_tenant: Tenant, suspend
):
    one = await register(administrator)
    await suspend(TenantState.CLOSED, successor=simulated_tenant.code)

    officer = api.enter(tenant, Role.OFFICER, organization=one)
    assert (await officer.ask(LISTED)).only["nodes"] == [{"id": one}]
    assert (await officer.ask(ME)).only["tenant"]["successor"] == simulated_tenant.code
    answer = await administrator.ask(
        "mutation ($i: OrganizationRenameInput!) { organizationRename(input: $i) { position } }",
        i={"organizationId": one, "name": "乙"},
    )
    assert answer.codes == ["TENANT_CLOSED"]
    assert simulated_tenant.code in answer.errors[0]["message"]


async def test_an_administrator_configures_and_the_rest_follows(
    api: Door, administrator: Asker, tenant: Tenant
):
    chosen = {"language": "en", "themes": ["共学"], "charters": ["yili"], "expectedVersion": 0}
    done = await administrator.done("tenantConfigure", "tenant { code configuration { version } }", **chosen)
    assert done["tenant"] == {"code": tenant.code, "configuration": {"version": 1}}
    await asyncio.sleep(FRESH)

    now = (await administrator.ask(CONFIGURATION)).only["tenant"]["configuration"]
    assert now == {
        "language": "en",
        "timeZone": "Asia/Shanghai",
        "themes": ["共学"],
        "charters": ["yili"],
        "retention": "PERMANENT",
        "version": 1,
    }
    assert len((await administrator.ask("{ shippedCharters { title } }")).only) == 1
    refused = await replace(api.enter(tenant, Role.OFFICER), language="").ask("{ subscribers { name } }")
    assert refused.errors[0]["message"].startswith("As member officer")
    assert await administrator.refused("tenantConfigure", language="zh", expectedVersion=0) == (
        "VERSION_CONFLICT"
    )
    assert await administrator.refused("tenantConfigure", charters=["nobodys"]) == "CHARTER_UNKNOWN"
    for role in set(Role) - {Role.ADMINISTRATOR}:
        answer = await api.enter(tenant, role).ask(
            'mutation { tenantConfigure(input: {language: "zh"}) { position } }'
        )
        assert answer.codes == ["FORBIDDEN"]


async def test_what_a_tenant_chose_is_all_that_there_is(api: Door, administrator: Asker, tenant: Tenant):
    one = await register(administrator)
    await administrator.done("tenantConfigure", "position", language="zh", charters=["yili"])
    await asyncio.sleep(FRESH)
    founded = {"name": "联盟", "kind": "REGIONAL", "members": [{"organizationId": one, "tier": "LEAD"}]}
    committee = api.enter(tenant, Role.COMMITTEE)
    refused = await committee.refused("allianceFound", shippedCharter="jianghai", **founded)
    assert refused == "CHARTER_NOT_OFFERED"


async def test_the_bare_address_says_what_is_here(api: Door):
    answer = await api.http.get("/")
    assert answer.status_code == 200
    for word in ("/graphql", "/ready", "docs/api.md", "党建联盟"):
        assert word in answer.text


async def test_a_year_is_received_for_an_archive_by_another_person_than_who_offered_it(
    owner_pool, services, administrator: Asker, tenant: Tenant
):
    received = {"year": 2025, "sha256": "AB" * 32, "archive": "区档案馆"}
    assert await administrator.refused("periodReceive", **received) == "NOT_OFFERED"
    made = {"first": 1, "last": 4, "retention": "YEARS_10", "keep_until": "2035-12-31", "sha256": "ab" * 32}
    await offer(owner_pool, services.store, tenant, PeriodOffered(year=2025, **made))
    assert await administrator.refused("periodReceive", **received | {"archive": " "}) == "ARCHIVE_INVALID"
    assert await administrator.refused("periodReceive", expectedVersion=2, **received) == "CHANGED_MEANWHILE"
    shown = "period { year first last retention keepUntil sha256 }"
    done = await administrator.done("periodReceive", shown, **received)
    assert done["period"] == {
        "year": 2025,
        "first": 1,
        "last": 4,
        "retention": "YEARS_10",
        "keepUntil": "2035-12-31",
        "sha256": "ab" * 32,
    }
    assert (await administrator.done("periodReceive", **received))["position"] == done["position"]


async def test_a_year_was_received_on_the_day_that_is_said_neither_later_nor_before_the_offer(
    api: Door, owner_pool, services, store, simulated_tenant: Tenant
):
    then = datetime(2026, 3, 2, 1, tzinfo=UTC)
    await store.append(append_of(simulated_tenant, recorded_at=then))
    made = {"first": 1, "last": 1, "retention": "PERMANENT", "keep_until": None, "sha256": "ab" * 32}
    await offer(owner_pool, services.store, simulated_tenant, PeriodOffered(year=2025, **made))
    await store.append(append_of(simulated_tenant, recorded_at=then + timedelta(days=7)))
    administrator = api.enter(simulated_tenant)
    received = {"year": 2025, "sha256": "ab" * 32, "archive": "区档案馆"}
    for day, code in (("2026-03-01", "BEFORE_THE_OFFER"), ("2026-03-10", "OCCURRED_IN_FUTURE")):
        assert await administrator.refused("periodReceive", occurredOn=day, **received) == code

    done = await administrator.done("periodReceive", occurredOn="2026-03-05", **received)

    shown = "query ($p: Position!) { ledger { entry(position: $p) { occurredOn recordedAt } } }"
    entry = (await administrator.ask(shown, p=done["position"])).only["entry"]
    assert (entry["occurredOn"], entry["recordedAt"][:10]) == ("2026-03-05", "2026-03-09")


async def test_a_configuration_says_when_it_was_decided(administrator: Asker):
    late = (day_of(datetime.now(UTC)) + timedelta(days=1)).isoformat()
    refused = await administrator.refused("tenantConfigure", language="en", occurredOn=late)
    assert refused == "OCCURRED_IN_FUTURE"
    done = await administrator.done("tenantConfigure", language="en", occurredOn="2026-01-05")
    shown = "query ($p: Position!) { ledger { entry(position: $p) { occurredOn } } }"
    entry = (await administrator.ask(shown, p=done["position"])).only["entry"]
    assert entry == {"occurredOn": "2026-01-05"}
