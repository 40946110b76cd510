"""The gap test: many writers, tailing readers, and the database killed under them."""

import asyncio
import os
import random
import signal
from collections import defaultdict
from time import monotonic

import asyncpg
from appending import append_of

from concord.embedded import postgres
from concord.eventstore.errors import AWAY, StoreUnavailable
from concord.eventstore.migrating import migrate
from concord.eventstore.store import EventStore
from concord.tenancy import Tenants

SECONDS = 20
WRITERS = 16
READERS = 3


class Tally:
    def __init__(self) -> None:
        self.acknowledged: dict[object, tuple[object, int]] = {}
        self.unanswered: set[object] = set()
        self.writing = self.growing = True


async def _write(store, tenants, tally, seed) -> None:
    random_ = random.Random(seed)
    while tally.writing:
        append = append_of(random_.choice(tenants), events=random_.choice((1, 1, 1, 3)))
        try:
            appended = await store.append(append)
            tally.acknowledged[append.command] = (append.tenant, appended.position)
        except StoreUnavailable:
            tally.unanswered.add(append.command)


async def _tail(store, tenants, seen, tally) -> None:
    """Follows all ledgers and keeps exactly what it was given, in the order given."""
    idle = 0
    while idle < 3:
        got = 0
        for tenant in tenants:
            after = seen[tenant.id][-1].position if seen[tenant.id] else 0
            try:
                entries = await store.read(tenant.id, after, 200)
            except AWAY:
                continue
            seen[tenant.id] += entries
            got += len(entries)
        idle = 0 if got or tally.growing else idle + 1
        await asyncio.sleep(0.002)


async def test_no_reader_misses_doubles_or_reorders_an_event_while_the_database_is_killed(tmp_path):
    """Given 16 writers on 4 tenants and 3 readers, when the database is killed with -9 twice in 20 s,
    then every reader has seen every ledger without a gap, and what was acknowledged stands there once."""
    server = await postgres.start(tmp_path / "pg")
    try:
        await migrate(server.dsn("concord_owner"))
        async with asyncpg.create_pool(server.dsn("concord_owner"), min_size=0) as pool:
            tenants = [await Tenants(pool).create(code=f"gap{n}", name="缺口") for n in range(4)]
        writers = [await EventStore.open(server.dsn("concord_app")) for _ in range(2)]
        reader = await EventStore.open(server.dsn("concord_app"))
        tally, seen = Tally(), [defaultdict(list) for _ in range(READERS)]
        work = [_write(writers[n % 2], tenants, tally, n) for n in range(WRITERS)]
        tails = [_tail(reader, tenants, one, tally) for one in seen]
        writing, tailing = [[asyncio.create_task(one) for one in these] for these in (work, tails)]

        started = monotonic()
        for kill_at in (SECONDS / 3, SECONDS * 2 / 3):
            await asyncio.sleep(started + kill_at - monotonic())
            os.kill(server.process.pid, signal.SIGKILL)
            server.process.wait()
            server.lock.close()
            server = await postgres.start(tmp_path / "pg")
        await asyncio.sleep(max(0.0, started + SECONDS - monotonic()))
        tally.writing = False
        await asyncio.gather(*writing)
        tally.growing = False
        await asyncio.gather(*tailing)

        heads = {tenant.id: await reader.head(tenant.id) for tenant in tenants}
        for one in (*writers, reader):
            await one.close()
    finally:
        server.stop()

    assert len(tally.acknowledged) > 1_000
    for one in seen:
        for tenant in tenants:
            assert [e.position for e in one[tenant.id]] == list(range(1, heads[tenant.id] + 1))
    _each_command_once(seen[0], tally)


def _each_command_once(seen, tally) -> None:
    commands = defaultdict(list)
    for tenant, entries in seen.items():
        for entry in entries:
            commands[entry.members["command"]].append((tenant, entry.position, entry.version))
    for command, (tenant, position) in tally.acknowledged.items():
        stored = commands.pop(str(command))
        assert stored[-1][:2] == (tenant, position)
        assert [version for *_, version in stored] == list(range(1, len(stored) + 1))
    left = set(commands)
    assert left <= {str(c) for c in tally.unanswered}, "stored, though its writer was told otherwise"
