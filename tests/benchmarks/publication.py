"""Publication against nats-py's raw atomic batches of payloads that lie ready, and the way from a commit to a
subscriber against the barest thing that could do it: NOTIFY, publish, receive."""

import asyncio
import os
import sys
import tempfile
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import asyncpg
import nats as client_library
import orjson
from forwarding import CHANNEL
from measuring import RUNS, Contender, Goal, Measured, interleaved, percentile_99, report
from nats.aio.client import Client
from projection import appends

from concord.embedded import nats, postgres
from concord.eventstore import EventStore
from concord.eventstore.migrating import migrate
from concord.projecting.working import SESSION
from concord.publishing import Message, envelope
from concord.publishing.serving import Publication
from concord.publishing.stream import ensure_stream
from concord.tenancy import Tenant, Tenants, writing

EVENTS = 20_000
BATCH = 500
RATE = 200
"""Events a second, evenly, for the latency."""
SECONDS = 4.0
START = 1.5
"""Seconds for a forwarding process to be ready."""
BARE = "bare.>"
BODY = "x" * 400


class Bench:
    """What the contenders share."""

    def __init__(self, server: postgres.Postgres, broker: nats.Nats, store: EventStore) -> None:
        self.server, self.broker, self.store = server, broker, store
        self.owner: asyncpg.Pool
        self.made = 0

    async def tenant(self) -> Tenant:
        """A fresh one: its part of the stream is empty."""
        self.made += 1
        return await Tenants(self.owner).create(code=f"bench{self.made}", name="基准")

    @asynccontextmanager
    async def client(self) -> AsyncIterator[Client]:
        connected = await client_library.connect(self.broker.url, allow_reconnect=False)
        try:
            yield connected
        finally:
            await connected.close()


async def ledgers(bench: Bench) -> list[Tenant]:
    """One for each turn, before any turn: the database is at rest when publication is measured."""
    made = [await bench.tenant() for _ in range(RUNS + 1)]
    for tenant in made:
        for append in appends(tenant, EVENTS, 1_000):
            await bench.store.append(append)
        await parked(bench, tenant, True)
    async with postgres.connection(bench.server.dsn(postgres.SUPERUSER)) as connection:
        await connection.execute("vacuum analyze concord.event")
        await connection.execute("checkpoint")
    return made


def ours(bench: Bench, ready: list[Tenant]) -> Contender:
    """A ledger that was never published, from the database to the last acknowledgement."""

    async def run() -> Measured:
        tenant = ready.pop()
        await parked(bench, tenant, False)
        pool = asyncpg.create_pool(
            bench.server.dsn("concord_projector"), min_size=1, max_size=1, server_settings=SESSION
        )
        async with pool, bench.client() as client:
            await ensure_stream(client)
            publication = Publication(pool, client, datetime.now(UTC))
            started = perf_counter()
            while await publication.serve(tenant.id):
                pass
            return Measured(EVENTS / (perf_counter() - started))

    return run


def raw(bench: Bench, messages: Sequence[Message]) -> Contender:
    """The same payloads, ready in memory, in atomic batches of the same size with one expectation each."""

    async def run() -> Measured:
        bench.made += 1
        prefix = f"evt.v1.raw{bench.made}"
        async with bench.client() as client:
            await ensure_stream(client)
            started = perf_counter()
            last = 0
            for n in range(0, EVENTS, BATCH):
                last = await _batch(client, prefix, messages[n % len(messages) :][:BATCH], last)
            return Measured(EVENTS / (perf_counter() - started))

    return run


async def _batch(client: Client, prefix: str, messages: Sequence[Message], last: int) -> int:
    batch = uuid.uuid4().hex
    for number, message in enumerate(messages, 1):
        headers = {
            "content-type": "application/cloudevents+json",
            "Nats-Batch-Id": batch,
            "Nats-Batch-Sequence": str(number),
        }
        if number == 1:
            headers["Nats-Expected-Last-Subject-Sequence"] = str(last)
            headers["Nats-Expected-Last-Subject-Sequence-Subject"] = f"{prefix}.>"
        if number < len(messages):
            await client.publish(f"{prefix}.bench.Moved", message.payload, headers=headers)
    headers["Nats-Batch-Commit"] = "1"
    answer = await client.request(f"{prefix}.bench.Moved", messages[-1].payload, timeout=10, headers=headers)
    return int(orjson.loads(answer.data)["seq"])


def latency(bench: Bench) -> Contender:
    """From `append` returning to a subscriber holding the event, at RATE events a second."""

    async def run() -> Measured:
        tenant = await bench.tenant()
        committed: dict[int, float] = {}
        waiting = iter(appends(tenant, int(RATE * SECONDS), int(RATE * SECONDS), 1))

        async def commit(_: int) -> None:
            done = await bench.store.append(next(waiting))
            committed[done.position] = perf_counter()

        def position(payload: bytes) -> int:
            return int(orjson.loads(payload)["sequence"])

        async with forwarding(bench, "ours", bench.server.dsn("concord_projector")):
            return await _paced(bench, f"evt.v1.{tenant.code}.>", commit, position, committed)

    return run


def bare(bench: Bench) -> Contender:
    """INSERT, commit, NOTIFY; `forwarding.bare` publishes it."""

    async def run() -> Measured:
        committed: dict[int, float] = {}
        dsn = bench.server.dsn(postgres.SUPERUSER)

        async def commit(number: int) -> None:
            await writer.execute("insert into public.bare (number, body) values ($1, $2)", number, BODY)
            committed[number] = perf_counter()
            await writer.execute("select pg_notify($1, $2)", CHANNEL, f"{number}:{BODY}")

        def number(payload: bytes) -> int:
            return int(payload.partition(b":")[0])

        async with postgres.connection(dsn) as writer, forwarding(bench, "bare", dsn):
            await writer.execute("truncate public.bare")
            return await _paced(bench, BARE, commit, number, committed)

    return run


@asynccontextmanager
async def forwarding(bench: Bench, which: str, dsn: str) -> AsyncIterator[None]:
    """A forwarding process that is ready, ended afterwards."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "forwarding.py", which, dsn, bench.broker.url), cwd=Path(__file__).parent
    )
    try:
        await asyncio.sleep(START)
        yield
    finally:
        process.terminate()
        await process.wait()


async def _paced(bench: Bench, subject: str, commit, position, committed: dict[int, float]) -> Measured:
    """Commits at RATE, one after the other, and measures until a plain subscriber has each."""
    latencies: list[float] = []
    total = int(RATE * SECONDS)
    everything = asyncio.Event()
    received: dict[int, float] = {}

    async def receive(message) -> None:
        received[position(message.data)] = perf_counter()
        if len(received) == total:
            everything.set()

    async with bench.client() as subscriber:
        await subscriber.subscribe(subject, cb=receive)
        await subscriber.flush()
        started = perf_counter()
        for number in range(1, total + 1):
            await asyncio.sleep(max(0.0, started + number / RATE - perf_counter()))
            await commit(number)
        await asyncio.wait_for(everything.wait(), 30)
        taken = perf_counter() - started
    latencies = [max(0.0, received[n] - at) for n, at in committed.items()]
    return Measured(total / taken, percentile_99(latencies))


GOALS = [
    Goal("publication / raw atomic batches", "ours, a ledger's backlog", "raw nats-py atomic batches", 0.7),
    Goal(
        "commit to subscriber, p99 / bare's p99",
        "ours, 200 events/s",
        "bare NOTIFY + publish + receive",
        p99_at_most=2.0,
    ),
]


async def main(results: Path) -> bool:
    """Runs all of it. Returns whether every goal was met."""
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as folder:
        os.chmod(folder, 0o755)
        async with (
            postgres.running(Path(folder) / "pg") as server,
            nats.running(Path(folder) / "nats") as broker,
        ):
            await migrate(server.dsn("concord_owner"))
            store = await EventStore.open(server.dsn("concord_app"))
            bench = Bench(server, broker, store)
            async with asyncpg.create_pool(server.dsn("concord_owner"), min_size=0) as bench.owner:
                found = await _measure(bench)
            await store.close()
    return report("publication", found, GOALS, results)


async def _measure(bench: Bench) -> dict[str, list[Measured]]:
    async with postgres.connection(bench.server.dsn(postgres.SUPERUSER)) as connection:
        await connection.execute("create table public.bare (number integer primary key, body text)")
    async with bench.client() as client:
        await client.jetstream().add_stream(name="BARE", subjects=[BARE])
    messages = await _messages(bench)
    return await interleaved(
        {
            "raw nats-py atomic batches": raw(bench, messages),
            "ours, a ledger's backlog": ours(bench, await ledgers(bench)),
            "bare NOTIFY + publish + receive": bare(bench),
            "ours, 200 events/s": latency(bench),
        }
    )


async def _messages(bench: Bench) -> list[Message]:
    tenant = await bench.tenant()
    for append in appends(tenant, 5_000, 1_000):
        await bench.store.append(append)
    entries = await bench.store.read(tenant.id, 0, 5_000)
    await parked(bench, tenant, True)
    return [envelope(entry) for entry in entries]


async def parked(bench: Bench, tenant: Tenant, yes: bool) -> None:
    """Keeps a tenant's publication from the runs that are not about it."""
    pool = asyncpg.create_pool(bench.server.dsn("concord_projector"), min_size=0)
    async with pool, writing(pool, tenant.id) as connection:
        await connection.execute(
            "insert into progress (tenant_id, name, parked) values ($1, 'publisher', $2)"
            " on conflict (tenant_id, name) do update set parked = excluded.parked",
            tenant.id,
            yes,
        )
