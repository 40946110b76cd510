"""What is no HTTP, no WebSocket and no stream of ours is turned away, and harms nobody else."""

import json
import logging
from contextlib import suppress

import orjson
import pytest
import websockets
from asking import Asker, Door, credit_code
from knocking import head, raw
from socketing import PROTOCOL, admitted
from websockets.typing import Subprotocol

from concord.tenancy import Tenant

ME = b'{"query": "{ me { role } }"}'
SUBSCRIPTION = "subscription { ledgerEntries { position } }"


JSON = "Content-Type: application/json"


@pytest.mark.parametrize(
    ("more", "body"),
    [
        ((JSON, f"Content-Length: {len(ME) + 10}"), [ME]),
        ((JSON, f"Content-Length: {len(ME) - 10}"), [ME]),
        ((JSON, "Content-Length: -1"), [ME]),
        ((JSON, "Content-Length: 1e3"), [ME]),
        ((JSON, f"Content-Length: {len(ME)}", f"Content-Length: {len(ME) + 1}"), [ME]),
        ((JSON, "Transfer-Encoding: chunked"), [b"zz\r\n", ME]),
        ((JSON, "Transfer-Encoding: chunked"), [b"ffffffffffffffff\r\n", ME]),
        ((JSON, "Transfer-Encoding: chunked"), [b"5\r\n{}\r\n"]),
        ((JSON, "Transfer-Encoding: chunked", f"Content-Length: {len(ME)}"), [ME]),
        ((JSON, "Transfer-Encoding: gzip, chunked"), [ME]),
        ((JSON, "X-Long: " + "x" * 200_000), [ME]),
        ((JSON, *(f"X-{number}: 1" for number in range(5_000))), [ME]),
        ((JSON, "X-Bad\x00: 1"), [ME]),
        ((JSON, "Expect: 200-maybe", f"Content-Length: {len(ME)}"), [ME]),
        (("Content-Type: application/json; charset=utf-7", f"Content-Length: {len(ME)}"), [ME]),
        (("Content-Type: multipart/form-data", f"Content-Length: {len(ME)}"), [ME]),
        (("Content-Type: \xff/\xfe", f"Content-Length: {len(ME)}"), [ME]),
        (("Content-Type: application/xml", "Content-Length: 9"), [b"<!DOCTYPE"]),
        ((f"Content-Length: {len(ME)}",), [ME]),
        ((JSON, "Content-Length: 3"), [b"\xff\xfe\xfd"]),
        ((JSON, "Content-Length: 14"), [b'{"query":"a","']),
        ((JSON, "Content-Encoding: br", f"Content-Length: {len(ME)}"), [ME]),
    ],
    ids=lambda value: str(value)[:60] if isinstance(value, tuple) else "",
)
async def test_a_malformed_request_is_refused_without_a_fault(api: Door, tenant: Tenant, more, body):
    answer = await raw(api.url, [head(api.token(tenant), *more), *body], whole=False)
    status = answer.partition(b"\r\n")[0]
    assert status == b"" or status.split()[1][:1] in b"24", answer[:500]
    assert b"Traceback" not in answer
    assert (await api.http.get("/live")).status_code == 200


async def test_of_a_name_twice_in_one_object_the_last_counts_and_nothing_breaks(
    api: Door, administrator: Asker
):
    body = b'{"query": "{ nope }", "query": "{ me { role } }"}'
    headers = administrator.headers | {"content-type": "application/json"}
    answer = await api.http.post("/graphql", content=body, headers=headers)
    assert answer.json()["data"] == {"me": {"role": "ADMINISTRATOR"}}


@pytest.mark.parametrize(
    "path",
    [
        "/graphql/",
        "/graphql//",
        "//graphql",
        "/%2e%2e/graphql",
        "/graphql%00",
        "/ledgers/%00/checkpoint",
        "/ledgers/a/tile/../../x",
        "/ledgers/" + "a" * 5_000 + "/checkpoint",
        "/schemas/..%2f..%2fpyproject.toml",
        "/ledgers/x/book?format=xlsx&from=%ff",
    ],
)
async def test_a_strange_path_is_not_found(api: Door, tenant: Tenant, path: str):
    for method in ("GET", "POST", "PUT", "DELETE", "TRACE", "PROPFIND"):
        answer = await raw(api.url, [head(api.token(tenant), "Content-Length: 0", path=path, method=method)])
        assert answer.partition(b"\r\n")[0].split()[1][:1] in (b"3", b"4"), answer[:300]
        assert b"Traceback" not in answer


@pytest.mark.parametrize("protocol", ["graphql-ws", "mqtt", "graphql-transport-ws2"])
async def test_another_subprotocol_is_not_spoken(api: Door, protocol: str):
    offered = websockets.connect(
        api.url.replace("http", "ws") + "/graphql", subprotocols=[Subprotocol(protocol)]
    )
    with suppress(websockets.InvalidStatus):
        async with offered as connection:
            await connection.wait_closed()
            assert connection.close_code == 4406


@pytest.mark.parametrize(
    "frame",
    [
        b"\x00\x01",
        b"",
        "",
        "[",
        "null",
        "7",
        "[]",
        "[" * 5_000,
        '{"type": 7}',
        '{"type": "nope"}',
        '{"id": 1}',
        "\x00",
        '{"type": "subscribe", "id": "1", "payload": {"query": null}}',
        '{"type": "subscribe", "id": 1, "payload": {}}',
        '{"type": "next", "id": "1"}',
        '{"type": "connection_init"}',
        '{"type": "subscribe"}',
    ],
    ids=lambda frame: repr(frame)[:40],
)
async def test_a_frame_that_is_no_message_closes_the_socket(api: Door, tenant: Tenant, frame, caplog):
    async with admitted(api.url, api.token(tenant)) as opened:
        await opened.connection.send(frame)
        code, _ = await opened.closed()
        assert 4400 <= code < 4500 or code in (1002, 1003, 1007), code
    assert not [one for one in caplog.records if one.levelno >= logging.WARNING]


async def test_a_frame_that_is_too_large_closes_the_socket(api: Door, tenant: Tenant):
    async with admitted(api.url, api.token(tenant)) as opened:
        with suppress(websockets.ConnectionClosed):
            await opened.connection.send("x" * (2 << 20))
        assert (await opened.closed())[0] in (1009, 4400)


async def test_who_does_not_say_who_he_is_is_closed(api: Door, monkeypatch):
    async with websockets.connect(
        api.url.replace("http", "ws") + "/graphql", subprotocols=[PROTOCOL]
    ) as connection:
        await connection.send('{"id": "1", "type": "subscribe", "payload": {"query": "{ me { role } }"}}')
        with pytest.raises(websockets.ConnectionClosed):
            await connection.recv()
        assert connection.close_code == 4401


async def test_floods_of_pings_and_subscriptions_are_survived(
    api: Door, administrator: Asker, tenant: Tenant
):
    async with admitted(api.url, api.token(tenant)) as opened:
        for _ in range(2_000):
            await opened.connection.send('{"type": "ping"}')
        for number in range(300):
            message = {"id": str(number), "type": "subscribe", "payload": {"query": SUBSCRIPTION}}
            await opened.connection.send(orjson.dumps(message).decode())
        kinds = [(await opened.receive())["type"] for _ in range(2_000 + 280)]
        assert kinds.count("pong") == 2_000
        assert kinds.count("error") == 280
    assert (await administrator.ask("{ me { role } }")).only == {"role": "ADMINISTRATOR"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"query": "subscription"}',
        b'{"query": "subscription { nope }"}',
        b'{"query": 7}',
        b'{"query": "subscription { a: ledgerEntries { position } b: ledgerEntries { position } }"}',
    ],
)
async def test_a_stream_of_what_is_no_subscription_ends_with_an_error(
    api: Door, administrator: Asker, body: bytes
):
    headers = administrator.headers | {"content-type": "application/json", "accept": "text/event-stream"}
    answer = await api.http.post("/graphql", content=body, headers=headers)
    assert answer.status_code in (200, 400)
    assert "BAD_USER_INPUT" in answer.text
    assert "Traceback" not in answer.text


async def test_streams_that_are_left_at_once_leave_nothing(api: Door, administrator: Asker, services):
    headers = administrator.headers | {"content-type": "application/json", "accept": "text/event-stream"}
    for _ in range(20):
        async with api.http.stream(
            "POST", "/graphql", content=json.dumps({"query": SUBSCRIPTION}), headers=headers
        ) as answer:
            assert answer.status_code == 200
    assert services.pool.get_idle_size() > 0


async def test_an_operations_number_is_used_once_at_a_time(api: Door, tenant: Tenant):
    async with admitted(api.url, api.token(tenant)) as opened:
        for _ in range(2):
            await opened.subscribe(SUBSCRIPTION, "same")
        assert (await opened.closed())[0] == 4409


@pytest.mark.parametrize("given", ["{theirs}:1", "-1", "9" * 5_000, "\xff"], ids=["foreign", "-1", "9", "ff"])
async def test_a_stream_goes_by_its_token_whatever_event_a_browser_says_it_saw_last(
    api: Door, administrator: Asker, tenant: Tenant, simulated_tenant: Tenant, given: str
):
    await administrator.done("organizationRegister", creditCode=credit_code(1), name="甲", kind="ENTERPRISE")
    headers = api.enter(simulated_tenant).headers | {"accept": "text/event-stream"}
    headers["last-event-id"] = given.replace("{theirs}", tenant.code)
    asked = {"query": "subscription { ledgerEntries(after: 1) { position } }"}
    answer = await api.http.post(
        "/graphql",
        json=asked,
        headers={name: value.encode("latin-1") for name, value in headers.items()},
    )
    assert "BAD_USER_INPUT" in answer.text, "its own ledger has no entry 1 yet"
