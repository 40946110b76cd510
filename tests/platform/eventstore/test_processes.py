"""Writers in processes of their own: one ledger, one order; a killed one leaves nothing half done."""

import asyncio
import signal
import sys
from collections import Counter

WRITER = """
import asyncio, os, sys
from uuid import UUID
from appending import append_of
from concord.eventstore.errors import VersionConflict
from concord.eventstore.store import EventStore
from concord.tenancy import Tenant

async def main(dsn, tenant, shared):
    tenant = Tenant(id=UUID(tenant), code="two", name="两", division_code="", simulated=False)
    store = await EventStore.open(dsn)
    async def client(n):
        while True:
            appended = await store.append(append_of(tenant, events=2))
            print("stored", appended.position, flush=True)
            try:
                won = await store.append(append_of(tenant, stream=UUID(int=appended.position // 7 + 1)))
                print("stored", won.position, flush=True)
            except VersionConflict:
                pass
    await asyncio.gather(*(client(n) for n in range(8)))

asyncio.run(main(*sys.argv[1:]))
"""


async def _start(database, tenant) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        WRITER,
        database.app,
        str(tenant.id),
        "shared",
        stdout=asyncio.subprocess.PIPE,
        env={"PYTHONPATH": "tests/support", "PATH": "/usr/bin:/bin"},
    )


async def _killed_after(process: asyncio.subprocess.Process, count: int) -> list[int]:
    """What it was told is stored, until and after it is killed, once that was so many appends."""
    told: list[int] = []
    async for line in process.stdout:
        if line.endswith(b"\n"):
            told.append(int(line.split()[1]))
        if len(told) == count:
            process.send_signal(signal.SIGKILL)
    await process.wait()
    return told


async def test_two_processes_and_a_kill_leave_one_ledger_without_gap_or_double(database, store, tenant):
    first, second = await _start(database, tenant), await _start(database, tenant)
    answers = await asyncio.gather(_killed_after(first, 100), _killed_after(second, 300))
    acknowledged = [position for positions in answers for position in positions]

    head = await store.head(tenant.id)
    entries = [entry for at in range(0, head, 5000) for entry in await store.read(tenant.id, at, 5000)]

    assert [e.position for e in entries] == list(range(1, head + 1))
    assert set(acknowledged) <= set(range(1, head + 1))
    assert len(acknowledged) == len(set(acknowledged))
    versions = Counter((e.stream, e.version) for e in entries)
    assert versions.most_common(1)[0][1] == 1
    commands = Counter(e.members["command"] for e in entries)
    assert set(commands.values()) <= {1, 2}
