"""Projection against the physical limit: one `unnest` upsert of 500 rows per 500 events, from arrays that lie
ready in memory, with nothing read, parsed or checked. Both write the same table with the same durability."""

import os
import tempfile
import uuid
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

import asyncpg
from measuring import Contender, Goal, Measured, interleaved, report

from concord.embedded import postgres
from concord.eventstore import Append, Entry, EventStore
from concord.eventstore.composing import Metadata, compose
from concord.eventstore.migrating import migrate
from concord.projecting import Handler, ReadModel, Rows, Table, own, rebuild
from concord.projecting.serving import serve_shared
from concord.projecting.working import SESSION
from concord.tenancy import Tenant, Tenants, writing

EVENTS = 40_000
STREAMS = 4_000
"""Aggregates with ten events each, in turn: no two events of a batch are of the same row."""
BATCH = 500
TEXT = "企业反映厂区外道路夜间照明不足，请求协调。"

TABLE_SQL = """
    create table bench_ticket (
        tenant_id uuid not null, generation smallint not null, ticket uuid not null,
        title text not null, status text not null, level integer not null, raised_on date not null,
        changed_at timestamptz not null, cost numeric, note text, steps bigint not null,
        primary key (tenant_id, generation, ticket))
"""
RAW = """
    insert into bench_ticket
    select $1, $2, *
      from unnest($3::uuid[], $4::text[], $5::text[], $6::integer[], $7::date[], $8::timestamptz[],
                  $9::numeric[], $10::text[], $11::bigint[])
    on conflict (tenant_id, generation, ticket) do update
       set title = excluded.title, status = excluded.status, level = excluded.level,
           raised_on = excluded.raised_on, changed_at = excluded.changed_at, cost = excluded.cost,
           note = excluded.note, steps = excluded.steps
"""
TICKET = Table(
    "bench_ticket",
    key={"ticket": "uuid"},
    columns={
        "title": "text",
        "status": "text",
        "level": "integer",
        "raised_on": "date",
        "changed_at": "timestamptz",
        "cost": "numeric",
        "note": "text",
        "steps": "bigint",
    },
)


def _raised(rows: Rows, entry: Entry) -> None:
    members, data = entry.members, entry.data
    rows.put(
        TICKET,
        {
            "ticket": members["stream"],
            "title": data["title"],
            "status": "RAISED",
            "level": data["level"],
            "raised_on": members["occurred_on"],
            "changed_at": members["recorded_at"],
            "cost": data["cost"],
            "steps": 1,
        },
    )


def _moved(rows: Rows, entry: Entry) -> None:
    row = rows.change(TICKET, entry.members["stream"])
    row["status"] = entry.data["status"]
    row["changed_at"] = entry.members["recorded_at"]
    row["note"] = entry.data["title"]
    row["steps"] += 1


MODEL = ReadModel(
    name="bench",
    version=1,
    tables=(TICKET,),
    handles={"bench.Raised": Handler(_raised), "bench.Moved": Handler(_moved, reads=own(TICKET))},
)


def appends(tenant: Tenant, events: int = EVENTS, streams: int = STREAMS, size: int = 100) -> list[Append]:
    """A ledger of about 400 bytes an entry: every stream in turn, `size` events an append."""
    ids = [uuid.uuid4() for _ in range(streams)]
    made = []
    for first in range(0, events, size):
        command = uuid.uuid4()
        metadata = Metadata(
            tenant=tenant.code,
            actor=str(command),
            organization=ids[0],
            role="officer",
            command=command,
            correlation=command,
            causation=None,
            occurred_on=date(2026, 1, 31),
        )
        made.append(
            Append(
                tenant=tenant.id,
                command=command,
                digest=command.bytes * 2,
                events=tuple(_event(metadata, ids, n) for n in range(first, first + size)),
            )
        )
    return made


def _event(metadata: Metadata, ids: Sequence[uuid.UUID], n: int):
    version = n // len(ids) + 1
    return compose(
        metadata,
        stream=ids[n % len(ids)],
        version=version,
        name="bench.Raised" if version == 1 else "bench.Moved",
        schema=1,
        data={"cost": "1250.00", "level": 2, "status": "DISPATCHED", "title": TEXT},
    )


def raw(pool: asyncpg.Pool, tenant: Tenant, batches: list[list[list]]) -> Contender:
    """The same rows as they stand at the end, BATCH at a time, as often as there are events."""

    async def run() -> Measured:
        await _clear(pool, tenant)
        started = perf_counter()
        for n in range(EVENTS // BATCH):
            async with writing(pool, tenant.id) as connection:
                await connection.execute(RAW, tenant.id, 9, *batches[n % len(batches)])
        return Measured(EVENTS / (perf_counter() - started))

    return run


async def _clear(pool: asyncpg.Pool, tenant: Tenant) -> None:
    async with writing(pool, tenant.id) as connection:
        await connection.execute(
            "delete from bench_ticket where tenant_id = $1 and generation = 9", tenant.id
        )


def rebuilding(pool: asyncpg.Pool, tenant: Tenant) -> Contender:
    """`concord projection rebuild` of the whole ledger, the deletion of the old rows included."""

    async def run() -> Measured:
        started = perf_counter()
        await rebuild(pool, MODEL, tenant.id)
        return Measured(EVENTS / (perf_counter() - started))

    return run


def live(pool: asyncpg.Pool, tenant: Tenant) -> Contender:
    """The projector from position 0, a checkpoint and a NOTIFY per batch of 500."""

    async def run() -> Measured:
        async with writing(pool, tenant.id) as connection:
            for table in ("progress", "read_model", "bench_ticket"):
                await connection.execute(f"delete from {table} where tenant_id = $1", tenant.id)
        started = perf_counter()
        while await serve_shared(pool, [MODEL], tenant.id):
            pass
        return Measured(EVENTS / (perf_counter() - started))

    return run


GOALS = [
    Goal("rebuild / raw unnest upserts", "ours, rebuild", "raw unnest upsert per 500", 0.5),
]


async def _columns(pool: asyncpg.Pool, tenant: Tenant) -> list[list[list]]:
    """The finished rows as arrays for the raw contender."""
    async with writing(pool, tenant.id) as connection:
        rows = await connection.fetch(
            "select ticket, title, status, level, raised_on, changed_at, cost, note, steps"
            " from bench_ticket where tenant_id = $1",
            tenant.id,
        )
    cut = [rows[n : n + BATCH] for n in range(0, len(rows), BATCH)]
    return [[[row[c] for row in some] for c in range(len(rows[0]))] for some in cut]


async def main(results: Path) -> bool:
    """Runs all of it. Returns whether every goal was met."""
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as folder:
        os.chmod(folder, 0o755)
        async with postgres.running(Path(folder) / "pg") as server:
            await migrate(server.dsn("concord_owner"))
            async with asyncpg.create_pool(server.dsn("concord_owner"), min_size=0) as owner:
                await owner.execute(TABLE_SQL)
                await owner.fetch("select protect('bench_ticket')")
                tenant = await Tenants(owner).create(code="bench", name="基准")
            store = await EventStore.open(server.dsn("concord_app"))
            for append in appends(tenant):
                await store.append(append)
            await store.close()
            async with asyncpg.create_pool(
                server.dsn("concord_projector"), min_size=1, max_size=2, server_settings=SESSION
            ) as pool:
                found = await _measure(pool, tenant)
    return report("projection", found, GOALS, results)


async def _measure(pool: asyncpg.Pool, tenant: Tenant) -> dict[str, list[Measured]]:
    await live(pool, tenant)()
    return await interleaved(
        {
            "raw unnest upsert per 500": raw(pool, tenant, await _columns(pool, tenant)),
            "ours, live": live(pool, tenant),
            "ours, rebuild": rebuilding(pool, tenant),
        }
    )
