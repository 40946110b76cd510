"""Catching up after an outage: a backlog that a publisher in a process of its own finds when NATS is back.

CONCORD_BENCH_EVENTS: how many, 200,000 if it is not set; CONCORD_BENCH_TENANTS: in how many ledgers, 20.
Its speed is that of `publication`, whose goal stands there; here the memory must not grow with the backlog.
"""

import asyncio
import json
import os
import re
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import asyncpg
import click
import nats as client_library
from nats.aio.client import Client
from projection import appends

from concord.embedded import nats, postgres
from concord.eventstore import EventStore
from concord.eventstore.migrating import migrate
from concord.publishing import STREAM
from concord.publishing.stream import ensure_stream
from concord.tenancy import Tenants

EVENTS = int(os.environ.get("CONCORD_BENCH_EVENTS", 200_000))
TENANTS = int(os.environ.get("CONCORD_BENCH_TENANTS", 20))
MOST_GROWTH = 64
"""MiB that the publisher may grow over what it takes with nothing to do: a batch and the one read ahead."""
PATIENCE = 900.0
SETTLED = 3.0
"""Seconds after which a publisher with nothing to do has all that it needs."""


async def main(results: Path) -> bool:
    """Prints speed and memory and writes them as JSON; true if memory stayed within its bound."""
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as folder:
        os.chmod(folder, 0o755)
        async with (
            postgres.running(Path(folder) / "pg") as server,
            nats.running(Path(folder) / "nats") as broker,
        ):
            await migrate(server.dsn("concord_owner"))
            servers = server.dsn("concord_projector"), broker.url
            client = await client_library.connect(broker.url)
            await ensure_stream(client)
            idle = await _published(client, servers, 0)
            await _backlog(server)
            caught_up = await _published(client, servers, EVENTS // TENANTS * TENANTS)
            await client.close()
    return _report(idle["peak"], caught_up, results)


async def _backlog(server: postgres.Postgres) -> None:
    store = await EventStore.open(server.dsn("concord_app"))
    async with asyncpg.create_pool(server.dsn("concord_owner"), min_size=0) as pool:
        made = [await Tenants(pool).create(code=f"bench{n}", name="基准") for n in range(TENANTS)]
    with click.progressbar(made, label="backlog") as tenants:
        for tenant in tenants:
            for append in appends(tenant, EVENTS // TENANTS, 1_000):
                await store.append(append)
    await store.close()


async def _published(client: Client, servers: tuple[str, str], count: int) -> dict[str, float]:
    """From the first message in the stream to the last, by a publisher that begins now."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "forwarding.py", "ours", *servers), cwd=Path(__file__).parent
    )
    try:
        async with asyncio.timeout(PATIENCE):
            before = 0
            while count and not before:
                await asyncio.sleep(0.02)
                before = await _stored(client)
            began = perf_counter()
            stored = before
            while stored < count:
                await asyncio.sleep(0.05)
                stored = await _stored(client)
            if not count:
                await asyncio.sleep(SETTLED)
        took = perf_counter() - began
        return {"events": count - before, "seconds": took, "peak": _peak(process.pid)}
    finally:
        process.terminate()
        await process.wait()


async def _stored(client: Client) -> int:
    return (await client.jetstream().stream_info(STREAM)).state.messages


def _peak(pid: int) -> float:
    """MiB of memory that the process had at most (proc(5), VmHWM)."""
    status = Path(f"/proc/{pid}/status").read_text()
    (kib,) = re.findall(r"VmHWM:\s+(\d+) kB", status)
    return int(kib) / 1024


def _report(idle: float, found: dict[str, float], results: Path) -> bool:
    rate, growth = found["events"] / found["seconds"], found["peak"] - idle
    met = growth <= MOST_GROWTH
    click.echo(f"\noutage: {EVENTS:,} events of {TENANTS} ledgers in {found['seconds']:.1f} s")
    click.echo(f"  {'caught up':<44} {rate:>10,.0f} events/s")
    peak = f"{found['peak']:>10,.0f} MiB   ({idle:,.0f} with nothing to do)"
    click.echo(f"  {'peak memory of the publisher':<44} {peak}")
    click.echo(
        f"  {'met   ' if met else 'MISSED'} growth of memory, MiB {growth:6.1f} (at most {MOST_GROWTH})"
    )
    results.mkdir(parents=True, exist_ok=True)
    content = {"events": EVENTS, "rate": rate, "peak": found["peak"], "idle": idle, "met": met}
    (results / "outage.json").write_text(json.dumps(content, indent=1))
    return met
