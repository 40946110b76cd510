"""The reference consumer: what a subscriber has to do, and nothing of ours that it could not do itself."""

import base64
import re
from collections.abc import AsyncIterator
from pathlib import Path

import nats
import orjson

from concord.accounts.consumer import DOMAIN
from concord.publishing.stream import STREAM

BATCH = 100
PATIENCE = 5.0
"""Seconds that a pull waits for events before it is asked again."""


async def tail(
    server: str, creds: Path, *, count: int | None = None, acknowledge: bool = True
) -> AsyncIterator[str]:
    """Events as lines of JSON, each acknowledged after it was taken. The credentials name the consumer."""
    consumer = _consumer(creds)
    client = await nats.connect(
        server.split(","), user_credentials=str(creds), inbox_prefix=f"_INBOX_{consumer}"
    )
    try:
        jetstream = client.jetstream(domain=DOMAIN)
        subscription = await jetstream.pull_subscribe_bind(consumer, stream=STREAM)
        left = count
        while left is None or left > 0:
            try:
                messages = await subscription.fetch(min(BATCH, left or BATCH), timeout=PATIENCE)
            except TimeoutError:
                continue
            for message in messages:
                yield orjson.dumps(orjson.loads(message.data)).decode()
                if acknowledge:
                    await message.ack()
            left = None if left is None else left - len(messages)
    finally:
        await client.close()


def _consumer(creds: Path) -> str:
    """The name in the user's JWT."""
    (jwt,) = re.findall(r"BEGIN NATS USER JWT-+\n(\S+)", creds.read_text("utf-8"))[:1]
    payload = jwt.split(".")[1]
    claims = orjson.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return str(claims["name"])
