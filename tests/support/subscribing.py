"""What a subscriber sees: the stream read from the beginning, without any of the publisher's code."""

import json
from contextlib import asynccontextmanager

import nats
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy


@asynccontextmanager
async def connected(url):
    client = await nats.connect(url)
    try:
        yield client
    finally:
        await client.close()


async def received(url, subject="evt.v1.>"):
    """Every message of the stream that matches, in order: (subject, headers, payload)."""
    async with connected(url) as client:
        jetstream = client.jetstream()
        consumer = ConsumerConfig(ack_policy=AckPolicy.NONE, deliver_policy=DeliverPolicy.ALL)
        subscription = await jetstream.pull_subscribe(subject, stream="EVENTS", config=consumer)
        pending = (await subscription.consumer_info()).num_pending
        messages = []
        while len(messages) < pending:
            messages += await subscription.fetch(min(500, pending - len(messages)), timeout=5)
        return [(m.subject, m.headers, m.data) for m in messages]


async def events(url, tenant):
    """A tenant's messages as CloudEvents."""
    return [json.loads(payload) for _, _, payload in await received(url, f"evt.v1.{tenant.code}.>")]
