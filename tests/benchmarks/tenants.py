"""10,000 tenants against a hundred: provisioning one more, the sweeps for work of every worker, and starts.

Two servers beside each other, every ledger with an entry that everybody has seen: what a sweep then does is
to find nothing. It reads a row or two of each tenant, so its time grows; what is judged is how many pages it
reads, which no other load on the machine changes."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import NamedTuple
from uuid import uuid4

import asyncpg
import click
import httpx
from appends import append_of as appended
from demonstrating import CONCORD, clean_environment
from measuring import Contender, Goal, Measured, interleaved, report

from concord.embedded import nats, postgres
from concord.eventstore import EventStore
from concord.eventstore.migrating import migrate
from concord.tenancy import Tenants

FEW, MANY = 100, 10_000
PROVISIONED = 50
"""Tenants more in each run."""
STARTS = 3
SWEPT = 20
"""Sweeps in each run."""
SWEEPS = {
    "projector": ("concord_projector", "select * from concord.projections_behind('{}', 500)"),
    "publisher": ("concord_projector", "select * from concord.publications_behind('-infinity', 500)"),
    "policies": ("concord_projector", "select * from concord.policies_behind('{}', 1000)"),
    "webhooks": ("concord_projector", "select * from concord.webhooks_due(500)"),
    "subscribers": ("concord_projector", "select * from concord.tenants_to_provision(false, '', 500)"),
    "evidence": ("concord_projector", "select * from concord.evidence_unsettled(now(), now(), 500)"),
    "erasures": ("concord_projector", "select * from concord.erasures()"),
    "commands": ("concord_projector", "select concord.forget_commands('-infinity', 1000)"),
    "looks": ("concord_projector", "select concord.forget_accesses('-infinity', 1000)"),
    "sealer": ("concord_sealer", "select * from concord.ledger_heads(null)"),
}
FLAT = 4
"""Times as many pages as with a hundred tenants: rows are small, and most pages are the catalog's."""
GOALS = [
    Goal(f"{kind}, 10,000 tenants / 100", f"{kind} {MANY}", f"{kind} {FEW}", 0.8)
    for kind in ("provision", "start of serve", "start of work")
]
CREATE = """
select concord.create_tenant(gen_random_uuid(), 'b' || n, '基准', '', false) from generate_series(1, $1) n"""
SEEN = """
insert into concord.progress (tenant_id, name, position, served_at)
    select h.tenant_id, n.name, h.position, now()
        from concord.head h cross join (values ('readmodels'), ('publisher')) as n (name);
insert into concord.policy_progress (tenant_id, position) select h.tenant_id, h.position from concord.head h;
insert into concord.policy (name, events, since) values ('none', '[]', now());
analyze"""
"""As workers leave it."""


class Place(NamedTuple):
    """A server with so many tenants."""

    server: postgres.Postgres
    folder: Path
    owner: asyncpg.Pool


async def main(results: Path) -> bool:
    """Runs all of it. Returns whether every goal was met."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="concord-bench-")))
        os.chmod(folder, 0o755)
        places = {n: await stack.enter_async_context(_populated(folder, n)) for n in (FEW, MANY)}
        contenders: dict[str, Contender] = {}
        starts: dict[str, Contender] = {}
        for count, place in places.items():
            pools = await stack.enter_async_context(_pools(place))
            contenders[f"provision {count}"] = _provisioning(place)
            for command in ("serve", "work"):
                starts[f"start of {command} {count}"] = _starting(place, command)
            for name, (role, query) in SWEEPS.items():
                contenders[f"sweep {name} {count}"] = _sweeping(pools[role], query)
        found = await interleaved(contenders) | await interleaved(starts, STARTS)
        met = report("tenants", found, GOALS, results, unit="/s, starts /h")
        return await _pages_are_flat(places) and met


@asynccontextmanager
async def _populated(folder: Path, count: int) -> AsyncIterator[Place]:
    async with (
        postgres.running(folder / f"postgres{count}") as server,
        asyncpg.create_pool(server.dsn("concord_owner"), min_size=0) as owner,
    ):
        await migrate(server.dsn("concord_owner"))
        await owner.execute(CREATE, count)
        tenants = [tenant async for tenant, _ in Tenants(owner).list()]
        store = await EventStore.open(server.dsn("concord_app"))
        try:
            for at in range(0, count, FEW):
                await asyncio.gather(*(store.append(appended(one, 1)) for one in tenants[at : at + FEW]))
        finally:
            await store.close()
        async with postgres.connection(server.dsn(postgres.SUPERUSER)) as connection:
            await connection.execute(SEEN)
        yield Place(server, folder / f"data{count}", owner)


@asynccontextmanager
async def _pools(place: Place) -> AsyncIterator[dict[str, asyncpg.Pool]]:
    async with AsyncExitStack() as stack:
        roles = {role for role, _ in SWEEPS.values()}
        yield {
            role: await stack.enter_async_context(
                asyncpg.create_pool(place.server.dsn(role), max_size=1, min_size=1)
            )
            for role in roles
        }


def _provisioning(place: Place) -> Contender:
    async def run() -> Measured:
        tenants, began = Tenants(place.owner), perf_counter()
        for _ in range(PROVISIONED):
            await tenants.create(code=f"n{uuid4().hex[:20]}", name="基准")
        return Measured(PROVISIONED / (perf_counter() - began))

    return run


def _sweeping(pool: asyncpg.Pool, query: str) -> Contender:
    async def run() -> Measured:
        began = perf_counter()
        for _ in range(SWEPT):
            await pool.fetch(query)
        return Measured(SWEPT / (perf_counter() - began))

    return run


def _starting(place: Place, command: str) -> Contender:
    """From the command to the first time that it says it is ready."""

    async def run() -> Measured:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        async with nats.running(place.folder / "nats") as events:
            environment = {
                **clean_environment(),
                "CONCORD_DATA_DIR": str(place.folder),
                "CONCORD_DATABASE_URL": place.server.dsn("{role}"),
                "CONCORD_NATS_URL": events.url,
                **({"CONCORD_METRICS_PORT": str(port)} if command == "work" else {"CONCORD_PORT": str(port)}),
            }
            began = perf_counter()
            process = await asyncio.create_subprocess_exec(
                CONCORD, command, env=environment, stderr=subprocess.DEVNULL
            )
            try:
                await _ready(f"http://127.0.0.1:{port}/ready", process)
                return Measured(3600 / (perf_counter() - began))
            finally:
                process.send_signal(signal.SIGTERM)
                await process.wait()

    return run


async def _ready(url: str, process: asyncio.subprocess.Process) -> None:
    async with httpx.AsyncClient() as http:
        while process.returncode is None:
            try:
                if (await http.get(url)).is_success:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.02)
    raise RuntimeError(f"it ended with {process.returncode}")


async def _pages_are_flat(places: dict[int, Place]) -> bool:
    click.echo(f"\npages read by a sweep, {FEW} and {MANY} tenants (at most {FLAT} times as many)")
    met = True
    for name, (_, query) in SWEEPS.items():
        few, many = [await _pages(place, query) for place in places.values()]
        flat = many <= FLAT * few
        met = met and flat
        click.echo(f"  {'met   ' if flat else 'MISSED'} {name:<14} {few:>7} {many:>7}")
    return met


async def _pages(place: Place, query: str) -> int:
    """Of the shared buffers, planning included, as a session's first time."""
    async with postgres.connection(place.server.dsn(postgres.SUPERUSER)) as connection:
        rows = await connection.fetch(f"explain (analyze, buffers) {query}")
    return sum(int(found) for found in re.findall(r"shared hit=(\d+)", "".join(row[0] for row in rows)))
