"""Subscribers on tenants, and whether appends feel them: events at a rate, published by a process of its own,
with nobody following and with everybody taking what his consumer has, from another process.

CONCORD_BENCH_SUBSCRIBERS, CONCORD_BENCH_TENANTS: how many, if not 200 on 50. As a program it is one of those
processes: `work DSN URL KEYS`, or `URL FOLDER` with a `.creds` file of each subscriber.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import cycle
from pathlib import Path
from time import perf_counter
from uuid import uuid4

import asyncpg
import nats
from appends import append_of
from following import DOMAIN, working
from measuring import Contender, Goal, Measured, interleaved, percentile_99, report
from waiting import until

from concord.accounts import Access, Operator, configuration
from concord.embedded import nats as broker
from concord.embedded import postgres
from concord.eventstore import EventStore
from concord.eventstore.migrating import migrate
from concord.subscribers import Change, Registration, Subscribers
from concord.tenancy import Tenant, Tenants

SUBSCRIBERS = int(os.environ.get("CONCORD_BENCH_SUBSCRIBERS", 200))
TENANTS = int(os.environ.get("CONCORD_BENCH_TENANTS", 50))
RATE, SECONDS, PAIRS = 200, 5.0, 7
READY = b"ready\n"
HERE = Path(__file__).parent


class Bench:
    """What both contenders share."""

    def __init__(self, store: EventStore, tenants: list[Tenant], url: str, folder: Path) -> None:
        self.store, self.tenants, self.url, self.folder = store, tenants, url, folder


async def main(results: Path) -> bool:
    """Whether subscribers have no effect on appends."""
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as place:
        os.chmod(place, 0o755)
        folder = Path(place)
        operator = Operator.obtained(folder / "keys")
        accounts = configuration(operator, str(folder / "accounts"))
        async with (
            postgres.running(folder / "pg") as server,
            broker.running(folder / "nats", accounts=accounts) as events,
        ):
            await migrate(server.dsn("concord_owner"))
            store = await EventStore.open(server.dsn("concord_app"))
            tenants = await _registered(server, store, operator, folder)
            bench = Bench(store, tenants, events.url, folder / "creds")
            async with _at_work(server.dsn("concord_projector"), events.url, folder / "keys"):
                await until(lambda: _provisioned(server, tenants), seconds=120, every=0.2)
                contenders = {"nobody": appending(bench), f"{SUBSCRIBERS} subscribers": followed(bench)}
                found = await interleaved(contenders, PAIRS)
            await store.close()
    goal = Goal("no effect on appends", f"{SUBSCRIBERS} subscribers", "nobody", p99_at_most=1.25)
    return report("subscribing", found, [goal], results)


async def _registered(
    server: postgres.Postgres, store: EventStore, operator: Operator, folder: Path
) -> list[Tenant]:
    """Tenants with an event each, their subscribers, and these's credentials in files."""
    (folder / "creds").mkdir()
    async with (
        asyncpg.create_pool(server.dsn("concord_owner"), min_size=0, max_size=1) as owner,
        asyncpg.create_pool(server.dsn("concord_app"), min_size=0, max_size=1) as pool,
    ):
        tenants = [await Tenants(owner).create(code=f"bench{n}", name="测") for n in range(TENANTS)]
        subscribers = Subscribers(pool, [])
        for tenant in tenants:
            await store.append(append_of(tenant, 1))
        for number, tenant in zip(range(SUBSCRIBERS), cycle(tenants), strict=False):
            name = f"follower{number}"
            change = Change(tenant=tenant.id, actor="bench", command=uuid4())
            await subscribers.register(change, Registration(name=name))
            access = Access(tenant.code, name)
            _, creds = operator.subscriber_credentials(access)
            (folder / "creds" / f"{access.consumer}.creds").write_text(creds)
    return tenants


async def _provisioned(server: postgres.Postgres, tenants: list[Tenant]) -> bool:
    async with postgres.connection(server.dsn(postgres.SUPERUSER)) as connection:
        return not await connection.fetchval(
            "select count(*) from concord.subscriber where revision <> provisioned"
        )


def appending(bench: Bench) -> Contender:
    """`RATE` events a second, each tenant's in turn; how long an append takes."""

    async def run() -> Measured:
        latencies: list[float] = []

        async def one(tenant: Tenant) -> None:
            started = perf_counter()
            await bench.store.append(append_of(tenant, 1))
            latencies.append(perf_counter() - started)

        began, tasks = perf_counter(), []
        for n, tenant in zip(range(int(SECONDS * RATE)), cycle(bench.tenants), strict=False):
            await asyncio.sleep(max(0.0, began + n / RATE - perf_counter()))
            tasks.append(asyncio.create_task(one(tenant)))
        await asyncio.gather(*tasks)
        return Measured(len(latencies) / SECONDS, percentile_99(latencies))

    return run


def followed(bench: Bench) -> Contender:
    """The same, once every subscriber has taken what it had not."""

    async def run() -> Measured:
        async with _process("subscribing.py", bench.url, str(bench.folder)) as process:
            assert process.stdout is not None
            assert await asyncio.wait_for(process.stdout.readline(), 120) == READY
            return await appending(bench)()

    return run


@asynccontextmanager
async def _at_work(*arguments: object) -> AsyncIterator[None]:
    async with _process("subscribing.py", "work", *map(str, arguments)):
        yield


@asynccontextmanager
async def _process(*arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, *arguments),
        cwd=HERE,
        env=os.environ | {"PYTHONPATH": str(HERE.parent / "support")},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.terminate()
        await process.wait()


async def work(dsn: str, url: str, keys: str) -> None:
    """Publication and provisioning until it is ended."""
    async with working(dsn, url, Operator.obtained(Path(keys))):
        await asyncio.Event().wait()


async def follow(url: str, files: list[Path]) -> None:
    """Every subscriber, each over a connection of its own; says so when nothing is left to take."""
    async with AsyncExitStack() as stack, asyncio.TaskGroup() as group:
        level = []
        for file in files:
            client = await nats.connect(
                url, user_credentials=str(file), inbox_prefix=f"_INBOX_{file.stem}", allow_reconnect=False
            )
            stack.push_async_callback(client.close)
            level.append(asyncio.Event())
            group.create_task(_take(client, file.stem, level[-1]))
        for one in level:
            await one.wait()
        sys.stdout.buffer.write(READY)
        sys.stdout.flush()


async def _take(client: nats.NATS, consumer: str, level: asyncio.Event) -> None:
    events = await client.jetstream(domain=DOMAIN).pull_subscribe_bind(consumer, stream="EVENTS")
    while True:
        try:
            for message in await events.fetch(100, timeout=2):
                await message.ack()
        except TimeoutError:  # nothing came
            level.set()


if __name__ == "__main__":
    if sys.argv[1] == "work":
        asyncio.run(work(*sys.argv[2:]))
    else:
        asyncio.run(follow(sys.argv[1], sorted(Path(sys.argv[2]).iterdir())))
