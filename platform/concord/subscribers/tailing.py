"""The reference consumer: what a subscriber has to do, and nothing of ours that it could not do itself."""

import base64
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import nats
import nats.errors
import orjson

from concord.accounts.consumer import DOMAIN
from concord.publishing.stream import STREAM

BATCH = 100
PATIENCE = 5.0
"""Seconds that a pull waits for events before it is asked again."""


class NotLetIn(Exception):
    """The server is away, or the credentials were rotated, revoked or are another's. One sentence."""


async def tail(
    server: str, creds: Path, *, count: int | None = None, acknowledge: bool = True
) -> AsyncIterator[str]:
    """Events as lines of JSON, each acknowledged after it was taken. The credentials name the consumer.
    Raises `NotLetIn`."""
    consumer = _consumer(creds)
    login: dict[str, Any] = {"servers": server.split(","), "user_credentials": str(creds), "error_cb": _quiet}
    try:  # once without trying again: who is refused would try for two minutes
        await (await nats.connect(**login, allow_reconnect=False)).close()
    except (nats.errors.Error, OSError) as error:
        raise NotLetIn(f"{server} does not let {creds} in ({error})") from error
    client = await nats.connect(**login, inbox_prefix=f"_INBOX_{consumer}")
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


async def _quiet(_error: Exception) -> None:
    """The client prints a traceback for each; it comes back by itself."""


def _consumer(creds: Path) -> str:
    """The name in the user's JWT."""
    (jwt,) = re.findall(r"BEGIN NATS USER JWT-+\n(\S+)", creds.read_text("utf-8"))[:1]
    payload = jwt.split(".")[1]
    claims = orjson.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return str(claims["name"])
