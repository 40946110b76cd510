"""Sealing beside appends at their fastest, its effect on them, and proofs in a long ledger."""

import asyncio
import tempfile
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

import asyncpg
import click
from appends import append_of
from measuring import Contender, Goal, Measured, interleaved, percentile_99, report
from waiting import until

from concord.embedded import postgres
from concord.eventstore import EventStore
from concord.eventstore.migrating import migrate
from concord.ledger import journal, keys
from concord.ledger.alarms import Alarms
from concord.ledger.proving import prove_inclusion
from concord.ledger.sealer import Policy, run_sealer
from concord.tenancy import Tenant, Tenants, reading

SECONDS = 3.0
RATE = 200
"""Events a second, where the effect on appends is asked."""
LONG = 1_000_000
PROOFS = 200

UNSEALED = """
select h.position - coalesce((select max(c.size) from checkpoint c where c.tenant_id = h.tenant_id), 0)
  from head h where h.tenant_id = $1
"""


class Ours:
    """A database, a tenant in it, and a sealer that can be started and stopped."""

    def __init__(self, server: postgres.Postgres, store: EventStore, tenant: Tenant, folder: Path) -> None:
        self.server, self.store, self.tenant, self._folder = server, store, tenant, folder

    @asynccontextmanager
    async def sealing(self) -> AsyncIterator[None]:
        stop = asyncio.Event()
        with journal.opened(self._folder / "state") as said:
            ring = keys.read_or_create(self._folder / "keys", is_new=not said.heads)
            dsn = self.server.dsn("concord_sealer")
            running = asyncio.create_task(run_sealer(dsn, said, ring, Policy(name="bench"), stop, Alarms()))
            try:
                yield
            finally:
                stop.set()
                await running

    async def unsealed(self) -> int:
        async with (
            asyncpg.create_pool(self.server.dsn("concord_app"), min_size=0, max_size=1) as pool,
            reading(pool, self.tenant.id) as connection,
        ):
            return int(await connection.fetchval(UNSEALED, self.tenant.id))

    async def all_sealed(self) -> bool:
        return not await self.unsealed()

    async def burst(self, clients: int, batch: int) -> int:
        """Events appended in `SECONDS`."""
        count, end = 0, perf_counter() + SECONDS

        async def client() -> None:
            nonlocal count
            while perf_counter() < end:
                await self.store.append(append_of(self.tenant, batch))
                count += batch

        await asyncio.gather(*(client() for _ in range(clients)))
        return count


def appending(ours: Ours, *, sealed: bool) -> Contender:
    """`RATE` events a second for a while, with or without a sealer beside."""

    async def run() -> Measured:
        latencies: list[float] = []

        async def one() -> None:
            started = perf_counter()
            await ours.store.append(append_of(ours.tenant, 1))
            latencies.append(perf_counter() - started)

        async def steadily() -> None:
            began = perf_counter()
            tasks = []
            for n in range(int(SECONDS * RATE)):
                await asyncio.sleep(max(0.0, began + n / RATE - perf_counter()))
                tasks.append(asyncio.create_task(one()))
            await asyncio.gather(*tasks)

        if sealed:
            async with ours.sealing():
                await steadily()
        else:
            await steadily()
        return Measured(len(latencies) / SECONDS, percentile_99(latencies))

    return run


def keeping_up(ours: Ours) -> Contender:
    """Entries a second that a sealer gets under checkpoints, alone, of a backlog."""

    async def run() -> Measured:
        waiting = await ours.unsealed()
        started = perf_counter()
        async with ours.sealing():
            await until(ours.all_sealed, seconds=600)
            return Measured(waiting / (perf_counter() - started))

    return run


def bursting(ours: Ours) -> Contender:
    """Appends at their fastest: 64 clients, ten events each."""

    async def run() -> Measured:
        return Measured(await ours.burst(64, 10) / SECONDS)

    return run


async def lengthen(ours: Ours, size: int) -> None:
    """Entries up to a size, written by the database itself, and sealed."""
    connection = await asyncpg.connect(ours.server.dsn(postgres.SUPERUSER))
    await connection.execute("set session_replication_role = replica")
    with click.progressbar(length=size, label="a long ledger") as progress:
        first = await connection.fetchval(
            "select position from concord.head where tenant_id = $1", ours.tenant.id
        )
        while first < size:
            upto = min(size, first + 50_000)
            await connection.execute(
                "insert into concord.event select $1, n, gen_random_uuid(), 1, 'tests.Happened',"
                " convert_to(repeat('x', 400) || n, 'UTF8') from generate_series($2::bigint, $3) as n",
                *(ours.tenant.id, first + 1, upto),
            )
            await connection.execute(
                "update concord.head set position = $2 where tenant_id = $1", ours.tenant.id, upto
            )
            progress.update(upto - first)
            first = upto
    await connection.execute("analyze")
    await connection.close()
    async with ours.sealing():
        await until(ours.all_sealed, seconds=600, every=0.2)


async def prove(ours: Ours, size: int) -> bool:
    """Cold proofs at random positions; p95 against 15 ms, queries against 10."""
    seconds: list[float] = []
    queries: list[int] = []
    async with asyncpg.create_pool(ours.server.dsn("concord_app"), min_size=1, max_size=1) as pool:
        for n in range(PROOFS):
            asked: list[object] = []
            position = uuid.uuid4().int % size + 1
            started = perf_counter()
            async with reading(pool, ours.tenant.id) as connection:
                with connection.query_logger(asked.append):
                    await prove_inclusion(connection, ours.tenant.id, position, None)
            if n:  # the first one opens the connection
                seconds.append(perf_counter() - started)
                queries.append(len(asked) + 3)  # BEGIN, COMMIT, the pool's reset
    p95 = sorted(seconds)[int(len(seconds) * 0.95)]
    met = p95 < 0.015 and max(queries) < 10
    click.echo(
        f"  {'met   ' if met else 'MISSED'} inclusion proof in {size:,} entries"
        f"   p50 {median(seconds) * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms (at most 15),"
        f" {max(queries)} queries (below 10)"
    )
    return met


async def main(folder: Path, size: int = LONG) -> bool:
    """Whether every goal was met."""
    with tempfile.TemporaryDirectory() as place:
        async with postgres.running(Path(place) / "postgres") as server:
            await migrate(server.dsn("concord_owner"))
            async with asyncpg.create_pool(server.dsn("concord_owner"), min_size=0, max_size=1) as pool:
                made = [
                    await Tenants(pool).create(code=code, name="测", division_code="", simulated=False)
                    for code in ("steady", "long")
                ]
            store = await EventStore.open(server.dsn("concord_app"))
            ours, long = (Ours(server, store, tenant, Path(place) / "sealer") for tenant in made)
            contenders = {
                "appends at 200/s": appending(ours, sealed=False),
                "appends at 200/s, sealed": appending(ours, sealed=True),
                "appends 64 x 10": bursting(ours),
                "sealing of what they left": keeping_up(ours),
            }
            goals = [
                Goal(
                    "no effect on appends", "appends at 200/s, sealed", "appends at 200/s", p99_at_most=1.25
                ),
                Goal("keeps up", "sealing of what they left", "appends 64 x 10", at_least=1.0),
            ]
            met = report("sealing", await interleaved(contenders), goals, folder)
            await lengthen(long, size)
            proven = await prove(long, size)
            await store.close()
    return met and proven
