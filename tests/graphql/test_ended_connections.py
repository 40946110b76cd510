"""However a socket or a stream ends, the client is told why and nobody reads a trace."""

import asyncio
import signal
import time
from asyncio.subprocess import PIPE

import httpx
import pytest
import websockets
from asking import Door
from demonstrating import CONCORD, clean_environment
from socketing import Socket, admitted, socket
from waiting import until

from concord.embedded.ports import any_free
from concord.identity import Role, issue_token
from concord.tenancy import Tenant

FOLLOW = "subscription { ledgerEntries { position } }"
SUBSCRIBE = {"type": "subscribe", "id": "1", "payload": {"query": FOLLOW}}


async def quiet(caplog) -> None:
    """Nothing was logged as an error, even after the server has put everything away."""
    await asyncio.sleep(0.3)
    assert not [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.parametrize("token", [None, "x"])
async def test_a_refused_client_that_went_on_talking_is_closed_once(api: Door, token: str | None, caplog):
    async with socket(api.url, token) as refused:
        for _ in range(3):
            await refused.send(SUBSCRIBE)
        assert await refused.closed() == (4403, "Forbidden")
    await quiet(caplog)


async def test_whoever_subscribes_without_introduction_is_closed_once(api: Door, caplog):
    address = api.url.replace("http", "ws", 1) + "/graphql"
    async with websockets.connect(address, subprotocols=["graphql-transport-ws"]) as connection:
        stranger = Socket(connection)
        for _ in range(3):
            await stranger.send(SUBSCRIBE)
        assert await stranger.closed() == (4401, "Unauthorized")
    await quiet(caplog)


@pytest.mark.parametrize("text", ["{", "[", '{"type": "nope"}'])
async def test_broken_messages_close_the_socket_once(api: Door, tenant: Tenant, text: str, caplog):
    async with admitted(api.url, api.token(tenant)) as broken:
        for _ in range(3):
            await broken.connection.send(text)
        code, _ = await broken.closed()
        assert code == 4400
    await quiet(caplog)


async def test_several_wrong_documents_at_once_close_the_socket_once(api: Door, tenant: Tenant, caplog):
    async with admitted(api.url, api.token(tenant)) as follower:
        for number in range(25):
            await follower.subscribe("{ me {", str(number))
        code, _ = await follower.closed()
        assert code == 4400
    await quiet(caplog)


async def test_a_client_that_vanishes_leaves_no_trace(api: Door, tenant: Tenant, caplog):
    async with admitted(api.url, api.token(tenant)) as follower:
        for number in range(25):
            await follower.subscribe("{ me { role } }", str(number))
        await follower.subscribe(FOLLOW, "last")
        follower.connection.transport.abort()
    await quiet(caplog)


@pytest.fixture
async def serving(database, tmp_path):
    """`concord serve` as a process of its own, and its address."""
    port = any_free()
    settings = {
        "CONCORD_DATABASE_URL": database.dsn("{role}"),
        "CONCORD_DATA_DIR": str(tmp_path),
        "CONCORD_DEMO": "yes",
        "CONCORD_PORT": str(port),
    }
    process = await asyncio.create_subprocess_exec(
        CONCORD, "serve", env=clean_environment() | settings, stdout=PIPE, stderr=PIPE
    )
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=10) as http:

        async def ready() -> bool:
            try:
                return (await http.get("/ready")).status_code == 200
            except httpx.TransportError:
                return False

        await until(ready)
        yield process, http
    if process.returncode is None:
        process.kill()
        await process.wait()


PATIENCE = 20
"""Seconds; followers would stay for ever."""


async def test_a_server_that_stops_says_goodbye_to_its_followers(serving, tenant: Tenant, tmp_path):
    process, http = serving
    token = issue_token(tmp_path, tenant.code, Role.ADMINISTRATOR)
    headers = {"authorization": f"Bearer {token}", "accept": "text/event-stream"}
    async with (
        admitted(str(http.base_url).rstrip("/"), token) as follower,
        http.stream("POST", "/graphql", json={"query": FOLLOW}, headers=headers) as answer,
    ):
        await follower.subscribe(FOLLOW)
        await asyncio.sleep(0.3)
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert await follower.closed() == (1001, "Going away")
        assert (await answer.aread()).decode().rstrip().endswith("event: complete\r\ndata:")
    said = b"".join(await process.communicate()).decode()

    assert process.returncode == 0
    assert time.monotonic() - started < PATIENCE, "it waited for its followers to go by themselves"
    assert "error" not in said.lower()
