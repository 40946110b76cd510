"""Sealers to be killed, one for each line that comes in: forked, because Python takes longer to start than a
sealer lives here. Prints `started` and its process id, `signed`, size and root each time, and `ended`."""

import asyncio
import os
import sys
from pathlib import Path

from concord.ledger import journal, keys, sealer, sealing
from concord.ledger.alarms import Alarms

signed = sealing.signed


def told(head, ring):
    print("signed", head.size, head.root.hex(), flush=True)
    return signed(head, ring)


async def main(dsn: str, folder: Path) -> None:
    with journal.opened(folder / "state") as said:
        ring = keys.read_or_create(folder / "keys", is_new=not said.heads)
        policy = sealer.Policy(name="ledger.example.org", cadence=0.02)
        await sealer.run_sealer(dsn, said, ring, policy, asyncio.Event(), Alarms())


if __name__ == "__main__":
    sealing.signed = told
    sealer.LEASE = 1
    while sys.stdin.readline():
        if child := os.fork():
            os.waitpid(child, 0)
            print("ended", flush=True)
            continue
        print("started", os.getpid(), flush=True)
        asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
