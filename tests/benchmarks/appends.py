"""Appends against pgbench inserting the same rows (the physical limit) and the `eventsourcing` library's
PostgreSQL recorder (what one would pick instead), all on one embedded server with default durability."""

import asyncio
import os
import re
import subprocess
import tempfile
import threading
import uuid
from datetime import date
from pathlib import Path
from time import perf_counter

import asyncpg
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from measuring import Contender, Goal, Measured, interleaved, percentile_99, report

from concord.embedded import cluster, postgres
from concord.eventstore import Append, EventStore
from concord.eventstore.composing import Metadata, compose
from concord.eventstore.migrating import migrate
from concord.tenancy import Tenant, Tenants

SECONDS = 2.0
TEXT = "企业反映厂区外道路夜间照明不足，请求协调。" + "x" * 40
CLIENTS = (1, 16, 64)
BATCHES = (1, 10)
MANY_TENANTS = 10_000


def append_of(tenant: Tenant, events: int) -> Append:
    command, stream = uuid.uuid4(), uuid.uuid4()
    metadata = Metadata(
        tenant=tenant.code,
        actor=str(command),
        organization=stream,
        role="officer",
        command=command,
        correlation=command,
        causation=None,
        occurred_on=date(2026, 1, 1),
    )
    made = tuple(
        compose(metadata, stream=stream, version=n + 1, name="tests.Happened", schema=1, data={"text": TEXT})
        for n in range(events)
    )
    return Append(tenant=tenant.id, command=command, digest=command.bytes * 2, events=made)


def ours(store: EventStore, tenants: list[Tenant], clients: int, batch: int) -> Contender:
    """Our event store: command row, splicing and metadata in place, `clients` at once in one process."""

    async def run() -> Measured:
        latencies: list[float] = []
        end = perf_counter() + SECONDS

        async def client(n: int) -> None:
            while (started := perf_counter()) < end:
                await store.append(append_of(tenants[n % len(tenants)], batch))
                latencies.append(perf_counter() - started)
                n += clients

        started = perf_counter()
        await asyncio.gather(*(client(n) for n in range(clients)))
        return Measured(len(latencies) * batch / (perf_counter() - started), percentile_99(latencies))

    return run


PGBENCH_TABLE = """
    create table if not exists public.pgbench_event (
        tenant_id uuid not null, position bigint generated always as identity, stream_id uuid not null,
        version integer not null, type text not null, entry bytea not null,
        primary key (tenant_id, position), unique (tenant_id, stream_id, version))
"""


def pgbench(server: postgres.Postgres, clients: int, batch: int) -> Contender:
    """pgbench: one INSERT of `batch` rows a transaction, prepared, the same columns, indexes and sizes."""
    entry = append_of(
        Tenant(id=uuid.uuid4(), code="bench", name="", division_code="", simulated=False), 1
    ).events[0]
    size = len(entry.before) + len(entry.after) + 50
    row = f"('{uuid.uuid4()}', gen_random_uuid(), 1, 'tests.Happened', '\\x{'61' * size}')"
    script = (
        "insert into public.pgbench_event (tenant_id, stream_id, version, type, entry) values "
        + ", ".join([row] * batch)
    )

    async def run() -> Measured:
        return await asyncio.to_thread(_run_pgbench, server, script, clients, batch)

    return run


def _run_pgbench(server: postgres.Postgres, script: str, clients: int, batch: int) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "insert.sql").write_text(script + ";\n")
        done = subprocess.run(
            [
                *(
                    cluster.program("pgbench"),
                    "-n",
                    "-M",
                    "prepared",
                    "-T",
                    str(int(SECONDS)),
                    "-c",
                    str(clients),
                ),
                *("-j", "2" if clients > 1 else "1", "-f", "insert.sql", "-l", "--log-prefix=log"),
                *("-h", str(server.socket), "-U", postgres.SUPERUSER, postgres.DATABASE),
            ],
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        )
        found = re.search(r"tps = ([0-9.]+)", done.stdout)
        assert found, done.stdout
        lines = [line for log in Path(folder).glob("log.*") for line in log.read_text().splitlines()]
        p99 = percentile_99([int(line.split()[2]) / 1e6 for line in lines])
    return Measured(float(found[1]) * batch, p99)


def recorder(server: postgres.Postgres, clients: int, batch: int) -> Contender:
    """The `eventsourcing` library's application recorder as it comes: safe, with a table lock."""

    async def run() -> Measured:
        return await asyncio.to_thread(_run_recorder, server, clients, batch)

    return run


def _run_recorder(server: postgres.Postgres, clients: int, batch: int) -> Measured:
    datastore = PostgresDatastore(
        dbname=postgres.DATABASE,
        host=str(server.socket),
        port="5432",
        user=postgres.SUPERUSER,
        password="",
        pool_size=clients,
        max_overflow=clients,
        schema="public",
    )
    made = PostgresApplicationRecorder(datastore, events_table_name="bench_recorder")
    made.create_table()
    state = b"a" * 400
    counts = [0] * clients
    end = perf_counter() + SECONDS

    def client(n: int) -> None:
        while perf_counter() < end:
            stream = uuid.uuid4()
            made.insert_events([StoredEvent(stream, v, "tests.Happened", state) for v in range(1, batch + 1)])
            counts[n] += batch

    threads = [threading.Thread(target=client, args=(n,)) for n in range(clients)]
    started = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = perf_counter() - started
    datastore.close()
    return Measured(sum(counts) / taken)


GOALS = [
    Goal("append 64 x 1, 1 tenant / pgbench", "ours 64x1 1 tenant", "pgbench 64x1", 1.5),
    Goal("append 64 x 1, 100 tenants / pgbench", "ours 64x1 100 tenants", "pgbench 64x1", 1.2),
    Goal("append 16 x 1 / pgbench", "ours 16x1 1 tenant", "pgbench 16x1", 0.65),
    Goal("append 16 x 1, p99 / pgbench's p99", "ours 16x1 1 tenant", "pgbench 16x1", p99_at_most=3.0),
    Goal("append 1 x 1 / pgbench", "ours 1x1 1 tenant", "pgbench 1x1", 0.6),
    Goal("append 16 x 10 / pgbench ten-row INSERT", "ours 16x10 1 tenant", "pgbench 16x10", 0.5),
    Goal("append 64 x 1 / eventsourcing recorder", "ours 64x1 1 tenant", "recorder 64x1", 25.0),
    Goal("10,000 tenants / 100", "ours 64x1 10000 tenants", "ours 64x1 100 tenants", 0.8),
]


async def main(results: Path) -> bool:
    """Runs all of it. Returns whether every goal was met."""
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as folder:
        os.chmod(folder, 0o755)
        async with postgres.running(Path(folder) / "pg") as server:
            await migrate(server.dsn("concord_owner"))
            async with asyncpg.create_pool(server.dsn("concord_owner"), min_size=0) as pool:
                tenants = [await Tenants(pool).create(code=f"b{n}", name="基准") for n in range(MANY_TENANTS)]
            async with postgres.connection(server.dsn(postgres.SUPERUSER)) as connection:
                await connection.execute(PGBENCH_TABLE)
            store = await EventStore.open(server.dsn("concord_app"))
            try:
                found = await interleaved(_contenders(server, store, tenants))
            finally:
                await store.close()
    return report("appends", found, GOALS, results)


def _contenders(server: postgres.Postgres, store: EventStore, tenants: list[Tenant]) -> dict[str, Contender]:
    contenders: dict[str, Contender] = {}
    for clients in CLIENTS:
        for batch in BATCHES:
            contenders[f"pgbench {clients}x{batch}"] = pgbench(server, clients, batch)
            for count, word in ((1, "tenant"), (100, "tenants")):
                name = f"ours {clients}x{batch} {count} {word}"
                contenders[name] = ours(store, tenants[:count], clients, batch)
            contenders[f"recorder {clients}x{batch}"] = recorder(server, clients, batch)
    contenders[f"ours 64x1 {MANY_TENANTS} tenants"] = ours(store, tenants, 64, 1)
    return contenders
