"""A subscriber as somebody outside is one: a connection by credentials, and a durable consumer."""

import asyncio
import json
from contextlib import asynccontextmanager
from functools import partial

import nats

from concord.accounts import Access, Login, Operator
from concord.publishing import run_publisher
from concord.subscribers.provisioning import run_provisioning

DOMAIN = "concord"


@asynccontextmanager
async def following(url, creds, access: Access, **more):
    """A connection by the text of a `.creds` file."""
    file = more.pop("folder") / f"{access.consumer}.creds"
    file.write_text(creds)
    client = await nats.connect(
        url,
        user_credentials=str(file),
        inbox_prefix=access.inbox,
        allow_reconnect=False,
        error_cb=more.pop("error_cb", _ignored),
        **more,
    )
    try:
        yield client
    finally:
        await client.close()


async def take(client, access: Access, count, *, ack=True, seconds=5.0):
    """The next events, acknowledged."""
    subscription = await client.jetstream(domain=DOMAIN).pull_subscribe_bind(access.consumer, stream="EVENTS")
    found = []
    while len(found) < count:
        for message in await subscription.fetch(count - len(found), timeout=seconds):
            found.append(json.loads(message.data))
            if ack:
                await message.ack()
    await client.flush()
    await subscription.unsubscribe()
    return found


def positions(events):
    return [int(event["sequence"]) for event in events]


@asynccontextmanager
async def working(dsn, url, operator: Operator):
    """Publisher and provisioning, as `concord work` runs them."""
    stop = asyncio.Event()
    login = partial(Login(operator).options, "concord publisher")
    tasks = [
        asyncio.create_task(run_publisher(dsn, url, stop, login=login)),
        asyncio.create_task(run_provisioning(dsn, url, operator, stop)),
    ]
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*tasks)


async def _ignored(_error):
    """What the server refuses is looked at by the test."""
