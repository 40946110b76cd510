"""Entries as subscribers got them: a source to recover from."""

from collections.abc import AsyncIterator

from nats.aio.client import Client
from nats.errors import TimeoutError as NatsTimeout
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from concord.publishing import STREAM, subjects_of
from concord.publishing.envelope import entry_of

PAGE = 500
TIMEOUT = 10.0


class Stream:
    """One tenant's messages in the stream EVENTS."""

    def __init__(self, client: Client, tenant: str) -> None:
        """`tenant`: its code."""
        self._client, self._tenant = client, tenant

    async def entries(self, after: int) -> AsyncIterator[bytes]:
        """Stored bytes after a position, in order. Raises `TimeoutError` where the server stops answering."""
        jetstream = self._client.jetstream()
        config = ConsumerConfig(ack_policy=AckPolicy.NONE, deliver_policy=DeliverPolicy.ALL)
        subscription = await jetstream.pull_subscribe(subjects_of(self._tenant), stream=STREAM, config=config)
        try:
            left = (await subscription.consumer_info()).num_pending or 0
            while left:
                try:
                    messages = await subscription.fetch(min(PAGE, left), timeout=TIMEOUT)
                except NatsTimeout as error:
                    raise TimeoutError(f"NATS stopped answering with {left} messages left") from error
                left -= len(messages)
                for message in messages:
                    position, raw = entry_of(message.data)
                    if position > after:
                        yield raw
        finally:
            await subscription.unsubscribe()
