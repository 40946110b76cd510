"""Clients that begin and do not end: heads and bodies that drip, fragments and pings without end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import repeat
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import websockets
from asking import Asker, Door, served
from knocking import head
from socketing import PROTOCOL, admitted
from websockets.asyncio.client import ClientConnection
from websockets.frames import Frame, Opcode

from concord.api.controller import ApiController
from concord.server import connections
from concord.server.app import create_app
from concord.server.connections import Http, WebSocket
from concord.server.services import Services
from concord.telemetry.metrics import CUT_CONNECTIONS
from concord.tenancy import Tenant

SUBSCRIPTION = "subscription { ledgerEntries { position } }"
ME = b'{"query": "{ me { role } }"}'
JSON = "Content-Type: application/json"


@pytest.fixture(scope="module")
async def door(services: Services) -> AsyncIterator[Door]:
    """Connections with small buffers below, so that a client that does not read is noticed soon."""
    async with served(create_app(services), buffer=16_384) as url, httpx.AsyncClient(base_url=url) as http:
        yield Door(http, url, services.settings.data_dir)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Http, "head_seconds", 0.5)
    monkeypatch.setattr(connections, "PATIENCE", 0.5)
    monkeypatch.setattr(connections, "LEAST", 10)


async def dripped(door: Door, first: bytes, drops: Any, every: float = 0.05) -> bytes:
    """What comes back, until the server closes."""
    parts = urlsplit(door.url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    answer = asyncio.create_task(reader.read())
    try:
        writer.write(first)
        for drop in drops:
            await asyncio.wait((answer,), timeout=every)
            if answer.done():
                break
            writer.write(drop)
        async with asyncio.timeout(60):
            return await answer
    except ConnectionError:
        return b""
    finally:
        answer.cancel()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


def cut(part: str) -> float:
    return CUT_CONNECTIONS.labels(part)._value.get()


@pytest.mark.parametrize(
    "first",
    [b"", b"POST /graphql HTTP/1.1\r\nHost: x\r\n", b"GET /live HTTP/1.1\r\nHost: x\r\n\r\n"],
    ids=["at once", "in its headers", "at the second request"],
)
async def test_a_head_that_never_ends_is_cut_off_however_often_a_byte_comes(
    door: Door, hurried, first: bytes
):
    before = cut("head")
    answer = await dripped(door, first, repeat(b"x"))
    assert b"HTTP/1.1 408 Request Timeout" in answer
    assert answer.count(b"HTTP/1.1 200") == (b"GET" in first)
    assert cut("head") == before + 1
    assert (await door.http.get("/live")).status_code == 200


async def test_who_connects_and_says_nothing_is_closed_without_a_word(door: Door, hurried):
    before = cut("head")
    assert await dripped(door, b"", ()) == b""
    assert cut("head") == before + 1


async def test_a_body_that_drips_is_cut_off(door: Door, hurried, tenant: Tenant):
    before = cut("body")
    first = head(door.token(tenant), JSON, "Content-Length: 9999")
    answer = await dripped(door, first, repeat(b" "), every=0.2)
    assert answer.startswith(b"HTTP/1.1 408 Request Timeout")
    assert cut("body") == before + 1


async def test_a_body_that_comes_slowly_but_comes_is_taken(door: Door, hurried, tenant: Tenant):
    body = b" " * 300 + ME
    drops = [body[at : at + 10] for at in range(0, len(body), 10)]
    first = head(door.token(tenant), JSON, f"Content-Length: {len(body)}")
    answer = await dripped(door, first, drops)
    assert b'"role":"ADMINISTRATOR"' in answer.replace(b" ", b"")


async def test_a_socket_may_be_silent_for_longer(door: Door, hurried, tenant: Tenant):
    async with admitted(door.url, door.token(tenant)) as follower:
        await asyncio.sleep(1.5)
        await follower.send({"type": "ping"})
        assert (await follower.receive())["type"] == "pong"


async def test_a_socket_that_never_says_who_it_is_is_closed(door: Door, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        ApiController, "connection_init_wait_timeout", ApiController.connection_init_wait_timeout / 20
    )
    async with opened(door) as connection:
        assert await closed(connection) == 4408


async def test_fragments_without_end_close_the_socket(door: Door, tenant: Tenant):
    """Empty ones too, which add nothing to the message's size, and before anybody said who he is."""
    async with opened(door) as connection:
        connection.transport.write(frame(Opcode.TEXT, b"{", fin=False))
        for _ in range(connections.FRAGMENTS + 1):
            connection.transport.write(frame(Opcode.CONT, b"", fin=False))
        assert await closed(connection) == 1009


async def test_a_message_in_a_few_fragments_is_one(door: Door, tenant: Tenant):
    async with admitted(door.url, door.token(tenant)) as follower:
        await follower.connection.send(['{"type"', ': "pi', "", 'ng"}'])
        assert (await follower.receive())["type"] == "pong"


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b"\x81\xff" + b"\x7f" + b"\xff" * 7 + b"\0\0\0\0", 1009),  # says that it has 2^63 bytes
        (b"\x81\xff" + b"\xff" * 8 + b"\0\0\0\0", 1009),  # more than a frame can have
        (b"\x81\x02{}", 1002),  # not masked
        (b"\xf1\x80\0\0\0\0", 1002),  # reserved bits
        (b"\x83\x80\0\0\0\0", 1002),  # a reserved opcode
        (b"\x80\x80\0\0\0\0", 1002),  # goes on with nothing
        (b"\x09\x80\0\0\0\0", 1002),  # a ping in fragments
        (b"\x89\xfe\x00\x80\0\0\0\0" + b"\0" * 128, 1002),  # a ping that is too long
        (b"\x88\x81\0\0\0\0\x03", 1002),  # a close code of one byte
        (b"\x81\x82\0\0\0\0\xc3\x28", 1007),  # no UTF-8
    ],
    ids=lambda value: value[:2].hex() if isinstance(value, bytes) else "",
)
async def test_what_is_no_frame_closes_the_socket(door: Door, tenant: Tenant, sent: bytes, code: int):
    async with admitted(door.url, door.token(tenant)) as follower:
        follower.connection.transport.write(sent)
        assert await closed(follower.connection) == code


async def test_pings_of_one_that_reads_nothing_are_not_kept(
    door: Door, administrator: Asker, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
):
    kept, answered, over = [], WebSocket.handle_ping, asyncio.Event()

    def spy(self: WebSocket) -> None:
        answered(self)
        kept.append(self.transport.get_write_buffer_size())
        if len(kept) == 20_000:
            over.set()

    monkeypatch.setattr(WebSocket, "handle_ping", spy)
    async with admitted(door.url, door.token(tenant)) as follower:
        transport = follower.connection.transport
        transport.pause_reading()
        transport.write(frame(Opcode.PING, b"x" * 125) * 20_000)
        async with asyncio.timeout(60):
            await over.wait()
        assert max(kept) < 500_000, "what came in one piece, and no more"
        transport.abort()
    assert (await administrator.ask("{ me { role } }")).only == {"role": "ADMINISTRATOR"}


@asynccontextmanager
async def opened(door: Door) -> AsyncIterator[ClientConnection]:
    """A socket that has said nothing yet."""
    address = door.url.replace("http", "ws", 1) + "/graphql"
    async with websockets.connect(address, subprotocols=[PROTOCOL]) as connection:
        yield connection


async def closed(connection: ClientConnection) -> int | None:
    with suppress(websockets.ConnectionClosed):
        async with asyncio.timeout(60):
            while True:
                await connection.recv()
    return connection.close_code


def frame(opcode: Opcode, data: bytes, **more: bool) -> bytes:
    return Frame(opcode, data, **more).serialize(mask=True)
