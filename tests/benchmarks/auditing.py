"""What auditors wait for: a moment of a tenant with 10,000 events, and the export bundle of a long ledger.

Goals are absolute, as those who wait have them: as-of under 2 s cold and under 100 ms warm; a bundle of
1,000,000 events, human ledger included, in at most 200 MB of memory.
"""

import asyncio
import json
import os
import subprocess
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import asyncpg
import click
from demonstrating import CONCORD, clean_environment
from sealing import Ours
from towns import Town
from waiting import until

from concord.embedded import postgres
from concord.eventstore import EventStore
from concord.eventstore.migrating import migrate
from concord.privacy import Narrative
from concord.privacy.keystore import KeyStore
from concord.projecting.asof import history
from concord.tenancy import Tenants
from concord.tickets.commands import RaiseTicket

MOMENT = 10_000
"""Events of the tenant whose past is asked for."""
COLD, WARM = 2.0, 0.1
"""Seconds."""
LOOKS = 3
ENTRIES = 1_000_000
MEGABYTES = 200.0
STEP = 50_000

REPEAT = """
insert into concord.event (tenant_id, position, stream_id, version, type, entry)
select tenant_id, $2 + n, made.stream, version, type, convert_to(
         replace(replace(convert_from(entry, 'UTF8'), stream_id::text, made.stream::text),
                 '"position":' || position || ',', '"position":' || ($2 + n) || ','), 'UTF8')
  from concord.event,
       generate_series(1, $3::bigint) as n,
       lateral (select md5(tenant_id::text || ($2 + n))::uuid as stream) as made
 where tenant_id = $1 and position = $4
"""
"""Tickets, as somebody raised one, each another's."""


async def main(folder: Path, size: int = ENTRIES) -> bool:
    """Prints what was measured and writes it as JSON; true if every goal was met."""
    with tempfile.TemporaryDirectory() as place:
        async with postgres.running(Path(place) / "postgres") as server:
            await migrate(server.dsn("concord_owner"))
            ours = await _town(server, Path(place))
            cold, warm, used = await _look(ours)
            click.echo(f"\nas-of, {MOMENT:,} events")
            click.echo(f"  cold   {cold:6.2f} s   (at most {COLD}); of this process {used:.2f} s of a core")
            click.echo(f"  warm   {warm:6.3f} s   (at most {WARM})")
            await _prepare(ours, size)
            megabytes, seconds = await _export(ours, Path(place))
            click.echo(f"export of {size:,} events with its human ledger")
            click.echo(f"  memory {megabytes:6.0f} MB  (at most {MEGABYTES:.0f}); {seconds:,.0f} s of a core")
            await ours.store.close()
    _keep(folder, {"cold": cold, "warm": warm, "megabytes": megabytes, "seconds": seconds, "size": size})
    return cold <= COLD and warm <= WARM and megabytes <= MEGABYTES


def _keep(folder: Path, found: dict[str, float]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "auditing.json").write_text(json.dumps(found))


async def _town(server: postgres.Postgres, place: Path) -> Ours:
    """A tenant with an alliance and a ticket."""
    async with asyncpg.create_pool(server.dsn("concord_owner"), min_size=0, max_size=1) as pool:
        tenant = await Tenants(pool).create(code="bench", name="测", division_code="", simulated=True)
    store = await EventStore.open(server.dsn("concord_app"))
    town = await Town(tenant, store, KeyStore(place / "keys")).found()
    raised = RaiseTicket(
        alliance=town.alliance, raiser=town.units[0], title="照明", description=Narrative("路灯坏了")
    )
    assert await town.ask(raised)
    return Ours(server, store, tenant, place / "sealer")


async def _lengthen(ours: Ours, size: int) -> None:
    """Up to so many events, written by the database itself."""
    connection = await asyncpg.connect(ours.server.dsn(postgres.SUPERUSER))
    await connection.execute("set session_replication_role = replica")
    tenant = ours.tenant.id
    first = last = await connection.fetchval("select position from concord.head where tenant_id = $1", tenant)
    while last < size:
        upto = min(size, last + STEP)
        await connection.execute(REPEAT, tenant, last, upto - last, first)
        await connection.execute("update concord.head set position = $2 where tenant_id = $1", tenant, upto)
        last = upto
    await connection.execute("analyze")
    await connection.close()


async def _look(ours: Ours) -> tuple[float, float, float]:
    """Seconds until a moment is there, and of a look at it afterwards; processor time of the first."""
    await _lengthen(ours, MOMENT + LOOKS)
    cold, warm, used = [], [], []
    async with history.opened(ours.server.dsn(history.ROLE)) as past:
        for n in range(LOOKS):
            began, before = perf_counter(), process_time()
            await past.prepare(ours.tenant.id, MOMENT + n)
            cold.append(perf_counter() - began)
            used.append(process_time() - before)
            for _ in range(2):
                began = perf_counter()
                await past.prepare(ours.tenant.id, MOMENT + n)
                async with past.reading(ours.tenant.id, MOMENT + n) as connection:
                    assert await connection.fetchval("select count(*) from ticket") > MOMENT * 0.9
            warm.append(perf_counter() - began)
    return median(cold), median(warm), median(used)


async def _prepare(ours: Ours, size: int) -> None:
    """So many events, written and sealed."""
    began = perf_counter()
    await _lengthen(ours, size)
    written = perf_counter()
    async with ours.sealing():
        await until(ours.all_sealed, seconds=1800, every=0.2)
    took = f"written in {written - began:.0f} s, sealed in {perf_counter() - written:.0f} s"
    click.echo(f"{size:,} events {took}")


async def _export(ours: Ours, place: Path) -> tuple[float, float]:
    """The most memory of `concord ledger export` in megabytes, and its processor time."""
    environment = clean_environment() | {
        "CONCORD_DATABASE_URL": ours.server.dsn("{role}"),
        "CONCORD_DATA_DIR": str(place / "data"),
    }
    return await asyncio.to_thread(_run, environment, place / "bench.ledger.tar")


def _run(environment: dict[str, str], file: Path) -> tuple[float, float]:
    command = [CONCORD, "ledger", "export", "--tenant", "bench", "-o", file]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
