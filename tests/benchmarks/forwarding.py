"""The processes between a commit and a subscriber, as deployed: one of their own. Arguments: `ours` or
`bare`, the DSN, the NATS URL."""

import asyncio
import sys

import asyncpg
import nats

from concord.publishing import run_publisher

CHANNEL = "bare"
SUBJECT = "bare.event"


async def bare(dsn: str, url: str) -> None:
    """Publishes what it hears, one message awaited at a time: nothing read, nothing fenced, lost if down."""
    heard: asyncio.Queue[bytes] = asyncio.Queue()
    listener = await asyncpg.connect(dsn)
    jetstream = (await nats.connect(url)).jetstream()
    await listener.add_listener(CHANNEL, lambda *said: heard.put_nowait(str(said[-1]).encode()))
    while True:
        await jetstream.publish(SUBJECT, await heard.get())


if __name__ == "__main__":
    which, dsn, url = sys.argv[1:]
    asyncio.run(bare(dsn, url) if which == "bare" else run_publisher(dsn, url, asyncio.Event()))
