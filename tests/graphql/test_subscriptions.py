"""Following the ledger and tickets over sockets and streams: history, then live, no gap, no double."""

import asyncio
from contextlib import aclosing
from datetime import timedelta

import orjson
import pytest
from asking import Asker, Door
from founding import found, register
from socketing import admitted, socket
from waiting import until

from concord.api.listening import NAME, Listener
from concord.api.sockets import MAX_SUBSCRIPTIONS
from concord.embedded import postgres
from concord.identity import Role
from concord.tenancy import Tenant

FOLLOW = """subscription ($after: Position, $types: [String!]) {
    ledgerEntries(after: $after, types: $types) { position type }
}"""


async def positions(socket, count: int) -> list[int]:
    return [(await socket.next())["position"] for _ in range(count)]


@pytest.mark.parametrize("by_header", [False, True])
async def test_history_comes_first_then_what_happens(
    api: Door, administrator: Asker, tenant: Tenant, by_header
):
    await register(administrator)
    await register(administrator)
    async with admitted(api.url, api.token(tenant), by_header=by_header) as follower:
        await follower.subscribe(FOLLOW)
        assert await positions(follower, 2) == [1, 2]
        await register(administrator)
        assert await positions(follower, 1) == [3]


async def test_a_follower_continues_after_a_position(api: Door, administrator: Asker, tenant: Tenant):
    for _ in range(3):
        await register(administrator)
    async with admitted(api.url, api.token(tenant)) as follower:
        await follower.subscribe(FOLLOW, after=2)
        assert await positions(follower, 1) == [3]


async def test_types_narrow_what_is_shown(api: Door, administrator: Asker, tenant: Tenant):
    first = await register(administrator)
    await administrator.done("organizationRename", organizationId=first, name="新名")
    await register(administrator)
    async with admitted(api.url, api.token(tenant)) as follower:
        await follower.subscribe(FOLLOW, types=["organizations.OrganizationRenamed"])
        assert await follower.next() == {"position": 2, "type": "organizations.OrganizationRenamed"}
        await administrator.done("organizationRename", organizationId=first, name="又新")
        assert (await follower.next())["position"] == 4


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"types": ["tickets.TicketRaised", "Nope"]}, "Nope"),
        ({"types": []}, "types"),
        ({"after": 2}, "2"),
    ],
    ids=str,
)
async def test_what_cannot_come_is_not_waited_for(
    api: Door, administrator: Asker, tenant: Tenant, asked: dict[str, object], named: str
):
    await register(administrator)
    async with admitted(api.url, api.token(tenant)) as follower:
        await follower.subscribe(FOLLOW, **asked)
        message = await follower.receive()
        (error,) = message["payload"] if message["type"] == "error" else message["payload"]["errors"]
        assert error["extensions"]["code"] == "BAD_USER_INPUT"
        assert named in error["message"]


@pytest.mark.parametrize("asked", [{"types": ["ledger.EntrySkipped"]}, {"after": 1}], ids=str)
async def test_what_may_still_come_is_waited_for(
    api: Door, administrator: Asker, tenant: Tenant, asked: dict[str, object]
):
    await register(administrator)
    async with admitted(api.url, api.token(tenant)) as follower:
        await follower.subscribe(FOLLOW, **asked)
        with pytest.raises(TimeoutError):
            await follower.receive(0.5)


async def test_ten_writers_leave_no_gap_and_no_double(api: Door, administrator: Asker, tenant: Tenant):
    async def write() -> None:
        for _ in range(6):
            await register(administrator)

    async with admitted(api.url, api.token(tenant)) as follower:
        await follower.subscribe(FOLLOW)
        reading = asyncio.create_task(positions(follower, 60))
        await asyncio.gather(*(write() for _ in range(10)))
        assert await reading == list(range(1, 61))


async def test_without_wake_ups_nothing_is_lost(api: Door, administrator: Asker, tenant: Tenant, database):
    async with admitted(api.url, api.token(tenant)) as follower:
        await follower.subscribe(FOLLOW)
        await register(administrator)
        await positions(follower, 1)
        async with postgres.connection(database.superuser) as connection:
            ended = await connection.fetch(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and application_name = $1",
                NAME,
            )
        assert ended
        await register(administrator)
        assert await positions(follower, 1) == [2]
        async with postgres.connection(database.superuser) as connection:
            listening = "select exists (select from pg_stat_activity where application_name = $1)"
            await until(lambda: connection.fetchval(listening, NAME), 5)


async def test_another_tenants_entries_are_not_shown(
    api: Door, administrator: Asker, tenant: Tenant, simulated_tenant: Tenant
):
    await register(administrator)
    async with admitted(api.url, api.token(simulated_tenant)) as other:
        await other.subscribe(FOLLOW)
        await register(administrator)
        with pytest.raises(TimeoutError):
            await other.receive(1.5)


async def test_a_ticket_is_shown_after_each_change(api: Door, administrator: Asker, tenant: Tenant):
    raiser, department = await register(administrator), await register(administrator)
    alliance = await found(administrator, [raiser])
    raised = {"allianceId": alliance, "raiserId": raiser, "title": "题", "description": "述"}
    ticket = (await administrator.done("ticketRaise", "ticket { id }", **raised))["ticket"]["id"]
    changed = "subscription ($id: ID) { ticketChanged(id: $id) { id status steps { type } } }"
    async with admitted(api.url, api.token(tenant)) as one, admitted(api.url, api.token(tenant)) as every:
        await one.subscribe(changed, id=ticket)
        await every.subscribe(changed)
        await asyncio.sleep(0.3)  # a subscription shows changes from when it has begun
        await administrator.done("ticketTriage", ticketId=ticket, level="ON_SITE")
        other = (await administrator.done("ticketRaise", "ticket { id }", **raised))["ticket"]["id"]
        await administrator.done("ticketDispatch", ticketId=ticket, departmentId=department)

        shown = [await one.next(), await one.next()]
        assert [(of["id"], of["status"], len(of["steps"])) for of in shown] == [
            (ticket, "TRIAGED", 2),
            (ticket, "DISPATCHED", 3),
        ]
        assert [(await every.next())["id"] for _ in range(3)] == [ticket, other, ticket]


async def test_a_stream_shows_the_same_as_a_socket(api: Door, administrator: Asker, tenant: Tenant):
    await register(administrator)
    headers = administrator.headers | {"accept": "text/event-stream"}
    body = {"query": FOLLOW}
    async with api.http.stream("POST", "/graphql", json=body, headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        async with aclosing(answer.aiter_lines()) as lines:
            assert await _event(lines) == 1
            await register(administrator)
            assert await _event(lines) == 2


async def _event(lines) -> int:
    async for line in lines:
        if line.startswith("data: {"):
            found = orjson.loads(line.removeprefix("data: "))
            return found["data"]["ledgerEntries"]["position"]
    raise AssertionError("the stream ended")


async def test_a_subscription_needs_a_transport_that_streams(administrator: Asker):
    assert (await administrator.ask(FOLLOW)).codes == ["BAD_USER_INPUT"]


async def test_a_stream_ends_when_its_token_expires(api: Door, projector, tenant: Tenant):
    asker = api.enter(tenant, lifetime=timedelta(seconds=1.5))
    headers = asker.headers | {"accept": "text/event-stream"}
    async with asyncio.timeout(10):
        answer = await api.http.post("/graphql", json={"query": FOLLOW}, headers=headers)
    events = [orjson.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: {")]
    assert events[-1]["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert "event: complete" in answer.text


async def test_a_socket_ends_when_its_token_expires(api: Door, tenant: Tenant):
    token = api.token(tenant, lifetime=timedelta(seconds=1))
    async with admitted(api.url, token) as follower:
        assert await follower.closed() == (4403, "Token expired")


@pytest.mark.parametrize("token", [None, "x", "expired", "unknown"])
async def test_a_socket_without_a_valid_token_is_closed(api: Door, tenant: Tenant, token: str | None):
    if token == "expired":
        token = api.token(tenant, lifetime=timedelta(minutes=-5))
    if token == "unknown":
        token = api.token(Tenant(id=tenant.id, code="nowhere", name="", division_code="", simulated=False))
    async with socket(api.url, token) as refused:
        assert await refused.closed() == (4403, "Forbidden")


async def test_a_role_follows_what_it_may(api: Door, tenant: Tenant):
    async with admitted(api.url, api.token(tenant, Role.OPERATOR)) as operator:
        await operator.subscribe(FOLLOW)
        message = await operator.receive()
        assert message["type"] == "error"
        assert message["payload"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_a_socket_carries_twenty_subscriptions(api: Door, tenant: Tenant):
    async with admitted(api.url, api.token(tenant)) as follower:
        for number in range(MAX_SUBSCRIPTIONS):
            await follower.subscribe(FOLLOW, str(number))
        await follower.subscribe(FOLLOW, "one too many")
        message = await follower.receive()
        assert (message["type"], message["id"]) == ("error", "one too many")
        assert message["payload"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"
        await follower.send({"id": "0", "type": "complete"})
        await follower.subscribe("{ me { role } }", "room again")
        assert await follower.next() == {"role": "ADMINISTRATOR"}


@pytest.mark.parametrize(
    "message",
    [
        {"type": "subscribe", "id": "1", "payload": {"query": 7}},
        {"type": "subscribe", "id": ["1"], "payload": {"query": "{ me { role } }"}},
        {"type": "subscribe", "id": "1", "payload": "x"},
        {"type": "subscribe", "id": "1"},
        {"type": "complete", "id": {"a": 1}},
        {"type": "start", "id": "1", "payload": {"query": "{ me { role } }"}},
        {"type": ["subscribe"]},
        {},
        [1],
        "text",
        7,
    ],
    ids=str,
)
async def test_a_malformed_message_closes_the_socket(api: Door, tenant: Tenant, message: object):
    async with admitted(api.url, api.token(tenant)) as follower:
        await follower.send(message)
        code, _ = await follower.closed()
        assert code == 4400


@pytest.mark.parametrize("document", ["{ me { nose } }", "subscription { ledgerEntries { nose } }", ""])
async def test_a_wrong_document_is_an_error_of_its_operation_alone(
    api: Door, tenant: Tenant, document: str, caplog
):
    async with admitted(api.url, api.token(tenant)) as follower:
        await follower.subscribe(document)
        message = await follower.receive()
        assert (message["type"], message["id"]) == ("error", "1")
        assert message["payload"][0]["extensions"]["code"] == "BAD_USER_INPUT"
        await follower.subscribe("{ me { role } }", "2")
        assert await follower.next() == {"role": "ADMINISTRATOR"}
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_a_document_that_cannot_be_parsed_closes_the_socket(api: Door, tenant: Tenant, caplog):
    async with admitted(api.url, api.token(tenant)) as follower:
        await follower.subscribe("{ me {")
        code, reason = await follower.closed()
        assert code == 4400
        assert reason
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.parametrize("document", ["{ me {", "subscription { ledgerEntries { nose } }", "{ me { role } }"])
async def test_whatever_is_asked_for_as_a_stream_is_answered(api: Door, administrator: Asker, document: str):
    headers = administrator.headers | {"accept": "text/event-stream"}
    answer = await api.http.post("/graphql", json={"query": document}, headers=headers)
    assert answer.status_code == 200
    (event,) = [orjson.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: {")]
    if "errors" in event:
        assert event["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    else:
        assert event["data"] == {"me": {"role": "ADMINISTRATOR"}}


async def test_the_old_protocol_is_not_spoken(api: Door, tenant: Tenant):
    async with socket(api.url, api.token(tenant), protocol="graphql-ws") as old:  # type: ignore[arg-type]
        code, _ = await old.closed()
        assert code == 4406


async def test_waiters_are_forgotten(tenant: Tenant):
    listener = Listener("postgresql://nobody@127.0.0.1:1/none")
    wake = listener.expect("concord_appended", tenant.id)
    listener._appended(None, 0, "concord_appended", f"x,{tenant.id}")
    await asyncio.wait_for(wake, 1)
    await asyncio.sleep(0)
    assert not listener._waiting
