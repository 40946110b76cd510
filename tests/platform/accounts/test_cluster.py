"""Three NATS servers in a cluster, told nothing but the configuration that `concord nats config` prints and
who the others are: accounts hold on each of them, and the stream outlives one of them."""

from contextlib import asynccontextmanager

import nats
import pytest
from following import following, positions, take
from nats.errors import Error
from nats.js.api import AckPolicy, ConsumerConfig
from waiting import until

from concord.accounts import Access, Login, Operator, Pusher, configuration, connect
from concord.embedded import nats as embedded
from concord.embedded.ports import any_free
from concord.projecting.outage import Away
from concord.publishing.stream import ensure_stream

OURS, OTHERS = Access("jianghai", "board"), Access("yangdu", "board")
CLUSTER = """
server_name: "{name}"
cluster {{
    name: "concord"
    listen: "127.0.0.1:{port}"
    routes: [{routes}]
}}
"""


@pytest.fixture
def operator(tmp_path):
    return Operator.obtained(tmp_path / "keys")


@pytest.fixture
async def servers(tmp_path, operator):
    """Started one after the other, as they are found by their addresses."""
    ports = [any_free() for _ in range(3)]
    routes = ", ".join(f'"nats://127.0.0.1:{port}"' for port in ports)
    running = []
    for number, port in enumerate(ports):
        folder = tmp_path / f"nats{number}"
        told = configuration(operator, str(folder / "accounts"))
        told += CLUSTER.format(name=f"n{number}", port=port, routes=routes)
        running.append(await embedded.start(folder, accounts=told))
    yield running
    for server in running:
        server.stop()


@asynccontextmanager
async def platform(urls, operator):
    """Connections to any server that is there."""
    client = await connect(urls, Login(operator), "test")
    system = await connect(urls, Login(operator), "test", system=True)
    try:
        yield client, Pusher(system)
    finally:
        await client.close()
        await system.close()


async def made(client):
    """The stream, kept by all three, once they have chosen who leads."""
    try:
        await ensure_stream(client, 3)
    except (Away, Error):
        return False
    return True


async def stored(client, number):
    """One more event of each tenant, once whatever becomes of the answer."""
    try:
        for tenant in ("jianghai", "yangdu"):
            subject, once = f"evt.v1.{tenant}.tickets.TicketRaised", {"Nats-Msg-Id": f"{tenant}:{number}"}
            await client.jetstream().publish(subject, b'{"sequence": "%d"}' % number, timeout=1, headers=once)
    except Error:
        return False
    return True


async def lets_in(server, creds, folder):
    """Once the accounts have come to it."""
    try:
        async with following(server.url, creds, OURS, folder=folder):
            return True
    except Error:
        return False


async def took(server, creds, access, folder, expected):
    """The next event of a consumer, once there is a server again that leads it."""
    try:
        async with following(server.url, creds, access, folder=folder) as client:
            assert positions(await take(client, access, 1)) == [expected]
    except Error:
        return False
    return True


async def denied(client, subject):
    with pytest.raises(Error):
        await client.request(subject, timeout=0.3)


async def test_accounts_hold_on_every_server_and_the_stream_outlives_one(servers, operator, tmp_path):
    async with platform(",".join(server.url for server in servers), operator) as (client, pusher):
        await until(lambda: made(client), every=0.1)
        for access in (OURS, OTHERS):
            durable = ConsumerConfig(
                durable_name=access.consumer,
                filter_subject=f"evt.v1.{access.tenant}.>",
                ack_policy=AckPolicy.EXPLICIT,
            )
            await client.jetstream().add_consumer("EVENTS", durable)
            await pusher.push(operator.tenant_jwt(access.tenant, [access], {}))
        assert await stored(client, 1)
        info = await client.jetstream().stream_info("EVENTS")
    assert (info.config.num_replicas, len(info.cluster.replicas)) == (3, 2)

    ours, others = (operator.subscriber_credentials(access)[1] for access in (OURS, OTHERS))
    for server in servers:
        await until(lambda server=server: lets_in(server, ours, tmp_path), every=0.1)
        async with following(server.url, ours, OURS, folder=tmp_path) as client:
            await denied(client, f"$JS.concord.API.CONSUMER.MSG.NEXT.EVENTS.{OTHERS.consumer}")
            await denied(client, "$JS.API.STREAM.INFO.EVENTS")
        with pytest.raises(Error):
            await nats.connect(server.url, allow_reconnect=False)
    assert await took(servers[1], ours, OURS, tmp_path, 1)

    servers.pop(int(info.cluster.leader[1:])).stop()
    async with platform(",".join(server.url for server in servers), operator) as (client, _):
        await until(lambda: stored(client, 2), every=0.1)
    for number, server in enumerate(servers, 1):
        await until(lambda n=number, s=server: took(s, others, OTHERS, tmp_path, n), every=0.1)
    await until(lambda: took(servers[0], ours, OURS, tmp_path, 2), every=0.1)
