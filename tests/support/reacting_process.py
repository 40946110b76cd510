"""A worker of the tiny policies in a process of its own, to be killed. Arguments: DSNs of the projector and
the application, key folder, and where it stops by itself: `-` (never), `between` (after a command), or never
with the policy that tells the parent alone: `telling`."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from annotating import POLICIES, TELLING
from notebook import NOTEBOOKS

from concord.commanding import Commander
from concord.privacy.keystore import KeyStore
from concord.reacting.reactor import run_policies

if __name__ == "__main__":
    projector, app, keys, where = sys.argv[1:]
    if where == "between":
        execute = Commander.execute

        async def execute_and_die(self, *arguments, **named):
            await execute(self, *arguments, **named)
            os.kill(os.getpid(), signal.SIGKILL)

        Commander.execute = execute_and_die
    opened = KeyStore(Path(keys))
    policies = (TELLING,) if where == "telling" else POLICIES
    asyncio.run(
        run_policies(projector, app, opened, asyncio.Event(), policies=policies, installed=(NOTEBOOKS,))
    )
