"""A publisher in a process of its own, to be killed. Arguments: DSN, NATS URL, and where it stops by itself:
`-` (never) or `between` (after a batch is in the stream, before the checkpoint says so)."""

import asyncio
import os
import signal
import sys

from concord.publishing import run_publisher, serving

if __name__ == "__main__":
    if sys.argv[3] == "between":
        publish = serving.publish

        async def publish_and_die(*arguments):
            await publish(*arguments)
            os.kill(os.getpid(), signal.SIGKILL)

        serving.publish = publish_and_die
    asyncio.run(run_publisher(sys.argv[1], sys.argv[2], asyncio.Event()))
