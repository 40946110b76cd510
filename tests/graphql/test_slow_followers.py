"""Followers that do not read: the server keeps little for them, says why it ends, and where to go on."""

import asyncio
import secrets
from contextlib import aclosing, suppress

import httpx
import orjson
import pytest
from appending import append_of
from asking import Door, served
from socketing import admitted
from waiting import until

from concord.server import connections
from concord.server.app import create_app
from concord.server.services import Services
from concord.telemetry.metrics import SUBSCRIPTIONS
from concord.tenancy import Tenant

ENTRIES, RANDOM = 400, 4_500
"""Entries, and bytes in each that do not compress: far more than what lies in buffers on the way."""
FOLLOW = "subscription ($after: Position) { ledgerEntries(after: $after) { position entry } }"


@pytest.fixture(scope="module")
async def door(services: Services):
    """Connections with small buffers below, so that a client that does not read is noticed soon."""
    async with served(create_app(services), buffer=16_384) as url, httpx.AsyncClient(base_url=url) as http:
        yield Door(http, url, services.settings.data_dir)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connections, "PATIENCE", 0.3)
    monkeypatch.setattr(connections, "LAST_WORDS", 2.0)


@pytest.fixture
async def history(store, tenant: Tenant) -> list[int]:
    """Positions of a ledger that does not fit into any buffer."""
    for _ in range(ENTRIES // 20):
        await store.append(append_of(tenant, events=20, text=secrets.token_urlsafe(RANDOM)))
    return list(range(1, ENTRIES + 1))


@pytest.fixture
def read(services: Services, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Positions up to which the server has read for followers."""
    seen: list[int] = []
    reading = services.store.read

    async def spy(tenant, after, limit):
        entries = await reading(tenant, after, limit)
        seen.extend(entry.position for entry in entries)
        return entries

    monkeypatch.setattr(services.store, "read", spy)
    return seen


@pytest.fixture
def ended(read: list[int]):
    """Whether a follower was served, and is no longer."""

    async def asked() -> bool:
        return bool(read) and SUBSCRIPTIONS._value.get() == 0

    return asked


async def test_a_socket_that_is_not_read_ends_with_the_position_to_go_on_from(
    door: Door, tenant: Tenant, history, read, ended
):
    async with admitted(door.url, door.token(tenant)) as follower:
        await follower.subscribe(FOLLOW)
        await until(ended, every=0.1)
        assert max(read) < ENTRIES, "the server has read everything for somebody who takes nothing"
        seen, error = [], None
        while error is None:
            message = await follower.receive()
            if message["type"] == "next":
                seen.append(message["payload"]["data"]["ledgerEntries"]["position"])
            else:
                assert message["type"] == "error"
                (error,) = message["payload"]
        code, reason = await follower.closed()
    last = error["extensions"]["position"]
    assert (error["extensions"]["code"], code, last) == ("TOO_SLOW", 1013, seen[-1])
    assert reason
    async with admitted(door.url, door.token(tenant)) as follower:
        await follower.subscribe(FOLLOW, after=last)
        seen += [(await follower.next())["position"] for _ in range(ENTRIES - last)]
    assert seen == history


async def test_a_stream_that_is_not_read_ends_with_the_position_to_go_on_from(
    door: Door, tenant: Tenant, history, read, ended
):
    seen, end = await streamed(door, tenant, 0, pause=ended)
    assert max(read) < ENTRIES
    assert (end["errors"][0]["extensions"]["code"], end["data"]) == ("TOO_SLOW", None)
    last = end["errors"][0]["extensions"]["position"]
    assert last == seen[-1]
    rest, _ = await streamed(door, tenant, last, count=ENTRIES - last)
    assert seen + rest == history


async def streamed(door: Door, tenant: Tenant, after: int, *, pause=None, count: int = ENTRIES):
    """Positions of a stream, read after a pause; and the result that ended it."""
    headers = {"authorization": f"Bearer {door.token(tenant)}", "accept": "text/event-stream"}
    body = {"query": FOLLOW, "variables": {"after": after}}
    seen, end = [], None
    async with door.http.stream("POST", "/graphql", json=body, headers=headers) as answer:
        if pause is not None:
            await until(pause, every=0.1)
        async with aclosing(answer.aiter_lines()) as lines:
            async for line in lines:
                if line.startswith("event: complete"):
                    break
                if line.startswith("data: {"):
                    found = orjson.loads(line[6:])
                    if found.get("errors"):
                        end = found
                    else:
                        seen.append(found["data"]["ledgerEntries"]["position"])
                if len(seen) == count:
                    break
    return seen, end


async def test_one_that_comes_back_in_time_goes_on(door: Door, tenant: Tenant, history, monkeypatch):
    monkeypatch.setattr(connections, "PATIENCE", 30.0)
    async with admitted(door.url, door.token(tenant)) as follower:
        await follower.subscribe(FOLLOW)
        await asyncio.sleep(0.5)
        assert [(await follower.next())["position"] for _ in history] == history


async def test_one_that_never_reads_again_is_cut_off(door: Door, tenant: Tenant, history, ended, monkeypatch):
    monkeypatch.setattr(connections, "LAST_WORDS", 0.1)
    reader, writer = await asyncio.open_connection("127.0.0.1", int(door.url.rpartition(":")[2]), limit=1_024)
    body = orjson.dumps({"query": FOLLOW})
    head = (
        f"POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {door.token(tenant)}\r\n"
        f"accept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    writer.write(head.encode() + body)
    await until(ended, every=0.1)
    await asyncio.sleep(0.5)
    taken = b""
    with suppress(ConnectionError):
        while more := await reader.read(65_536):
            taken += more
    assert b"ledgerEntries" in taken
    assert b"event: complete" not in taken
    writer.close()
