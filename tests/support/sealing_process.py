"""A sealer in a process of its own, to be killed. Prints `signed`, size and root of whatever it signs."""

import asyncio
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
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
