"""A publisher in a process of its own, to be killed. Arguments: DSN, NATS URL, and where it stops by itself:
`-` (never), `between` (after a batch is in the stream, before the checkpoint says so), or `<tenant>:<number>`
(once so many messages of it are in the stream, before the next one of their group is sent)."""

import asyncio
import os
import signal
import sys

from streaming import then

from concord.publishing import run_publisher, serving, stream


async def die():
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    tenant, _, number = sys.argv[3].partition(":")
    if tenant == "between":
        publish = serving.publish

        async def publish_and_die(*arguments):
            await publish(*arguments)
            await die()

        serving.publish = publish_and_die
    elif number:
        stream._store = then(die, stream._store, tenant, int(number))
    asyncio.run(run_publisher(sys.argv[1], sys.argv[2], asyncio.Event()))
