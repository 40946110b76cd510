"""Registering subscribers through the API: who may, what is shown once, what is refused."""

from uuid import uuid4

import pytest
from asking import Asker, Door

from concord.accounts import Operator
from concord.identity import Role
from concord.tenancy import Tenant

SUBSCRIBER = """credentials subscriber { name filters delivery state ready consumer startsAfter acknowledged
    waiting redelivered deliveredAt trouble registeredAt registeredBy version }"""
NAMES = "{ subscribers { name state } }"


@pytest.fixture
def operator(services) -> Operator:
    """Given a NATS with accounts."""
    return Operator.obtained(services.settings.keys)


@pytest.fixture
def manager(api: Door, tenant: Tenant) -> Asker:
    return api.enter(tenant)


async def test_without_accounts_nobody_can_be_let_in(api: Door, tenant: Tenant, services):
    file = services.settings.keys / "nats" / "operator.seed"
    file.unlink(missing_ok=True)

    assert await api.enter(tenant).refused("subscriberRegister", name="board") == "NO_ACCOUNTS"
    assert (await api.enter(tenant).ask(NAMES)).only == []


async def test_a_subscriber_is_registered_with_credentials_that_are_shown_once(
    operator: Operator, manager: Asker, tenant: Tenant
):
    command = str(uuid4())
    asked = {"name": "board", "filters": ["tickets", "alliances.MemberJoined"], "commandId": command}
    made = await manager.done("subscriberRegister", SUBSCRIBER, **asked)
    again = await manager.done("subscriberRegister", SUBSCRIBER, **asked)

    assert "BEGIN NATS USER JWT" in made["credentials"]
    assert again["credentials"] is None
    assert made["subscriber"]["consumer"] == f"{tenant.code}-board"
    assert made["subscriber"]["filters"] == ["tickets", "alliances.MemberJoined"]
    assert made["position"] is None
    assert [one["name"] for one in (await manager.ask(NAMES)).only] == ["board"]


async def test_it_is_paused_resumed_reset_rotated_revoked_and_removed(operator: Operator, manager: Asker):
    await manager.done("subscriberRegister", name="board")

    paused = await manager.done("subscriberPause", SUBSCRIBER, name="board")
    assert paused["subscriber"]["state"] == "PAUSED"
    version = paused["subscriber"]["version"]
    assert (
        await manager.refused("subscriberResume", name="board", expectedVersion=version - 1)
        == "VERSION_CONFLICT"
    )
    resumed = await manager.done("subscriberResume", SUBSCRIBER, name="board", expectedVersion=version)
    assert resumed["subscriber"]["state"] == "ACTIVE"
    reset = await manager.done("subscriberReset", SUBSCRIBER, name="board", start={"position": 0})
    assert reset["subscriber"]["startsAfter"] == 0
    rotated = await manager.done("subscriberRotate", SUBSCRIBER, name="board", keepPrevious=True)
    assert "BEGIN USER NKEY SEED" in rotated["credentials"]
    revoked = await manager.done("subscriberRevoke", SUBSCRIBER, name="board")
    assert revoked["credentials"] is None
    removed = await manager.done("subscriberRemove", SUBSCRIBER, name="board")
    assert removed["subscriber"] is None
    assert (await manager.ask('{ subscriber(name: "board") { name } }')).only is None


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"name": "Board"}, "NAME_INVALID"),
        ({"name": "board", "filters": ["evt.v1.>"]}, "FILTER_UNKNOWN"),
        ({"name": "board", "start": {"position": 1}}, "START_AHEAD"),
        ({"name": "board", "start": {"position": 0, "now": True}}, "START_AMBIGUOUS"),
    ],
    ids=str,
)
async def test_what_cannot_be_is_refused_with_a_code(operator: Operator, manager: Asker, members, code):
    assert await manager.refused("subscriberRegister", **members) == code


async def test_a_refusal_names_the_field_in_the_client_s_language(
    operator: Operator, api: Door, tenant: Tenant
):
    asker = Asker(api.http, api.token(tenant), "zh")
    payload = await asker.do("subscriberRegister", name="board", filters=["x"])

    (error,) = payload["errors"]
    assert error["field"] == "filters"
    assert "没有名为 x 的领域或事件" in error["message"]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
async def test_only_the_administrator_changes_them_and_an_auditor_looks(
    api: Door, tenant: Tenant, role: Role
):
    asker = api.enter(tenant, role)

    answer = await asker.ask('mutation { subscriberRemove(input: {name: "board"}) { position } }')
    assert answer.codes == ["FORBIDDEN"]
    looked = await asker.ask(NAMES)
    assert looked.codes == ([] if role is Role.AUDITOR else ["FORBIDDEN"])


async def test_another_tenant_s_are_neither_seen_nor_changed(
    operator: Operator, manager: Asker, api: Door, simulated_tenant: Tenant
):
    await manager.done("subscriberRegister", name="board")
    other = api.enter(simulated_tenant)

    assert (await other.ask(NAMES)).only == []
    assert await other.refused("subscriberRemove", name="board") == "NOT_FOUND"


async def test_a_webhook_is_registered_with_a_secret_that_is_shown_once(
    api: Door, manager: Asker, tenant: Tenant
):
    asked = {"name": "hook", "url": "https://example.org/hook", "commandId": str(uuid4())}
    made = await manager.done("subscriberRegister", SUBSCRIBER, **asked)
    again = await manager.done("subscriberRegister", SUBSCRIBER, **asked)
    rotated = await manager.done("subscriberRotate", SUBSCRIBER, name="hook")
    replayed = await manager.done("subscriberReplay", SUBSCRIBER, name="hook")

    assert made["credentials"].startswith("whsec_")
    assert again["credentials"] is None
    assert rotated["credentials"].startswith("whsec_")
    assert rotated["credentials"] != made["credentials"]
    assert (made["subscriber"]["delivery"], made["subscriber"]["consumer"]) == ("WEBHOOK", None)
    assert replayed["credentials"] is None


async def test_a_webhook_into_our_own_network_is_refused(manager: Asker):
    for url in ("http://example.org/", "https://user:word@example.org/", "https://x/#y", "gopher://x"):
        assert await manager.refused("subscriberRegister", name="hook", url=url) == "URL_FORBIDDEN"


async def test_only_a_webhook_is_replayed(operator: Operator, manager: Asker):
    await manager.done("subscriberRegister", name="board")
    assert await manager.refused("subscriberReplay", name="board") == "NOT_A_WEBHOOK"
