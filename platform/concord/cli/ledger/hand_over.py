"""`concord ledger hand-over`."""

import asyncio
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

import asyncpg
import click

from concord.cli.failures import Failure, unknown_tenant
from concord.cli.language import said
from concord.cli.ledger.export import exported
from concord.commanding import ZONE, day_of
from concord.eventstore import EventStore
from concord.exporting.bundle import Contents
from concord.lifecycle.configuring import configuration_of
from concord.lifecycle.events import PeriodOffered
from concord.lifecycle.handing_over import kept_until, offer
from concord.refusals import Message
from concord.settings import load
from concord.tenancy import Tenant, Tenants, reading

NOT_SEALED = Message(
    "{year} 年的记录到第 {last} 条，目前签署到第 {sealed} 条：请运行 `concord seal`，删除该文件后重试",
    "Entries up to {last} are of {year}, and sealed are those up to {sealed}: start `concord seal`, "
    "remove the file, and try again.",
)

RECORDED_BEFORE = "select concord.position_at($1, $2::timestamptz - interval '1 microsecond')"


@click.command()
@click.option("--tenant", "code", required=True, help="Code of the tenant.")
@click.option(
    "--year", type=click.IntRange(2000, 9998), required=True, help="A year that is over (Asia/Shanghai)."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; <code>.<year>.ledger.tar if omitted.",
)
def hand_over(code: str, year: int, output: Path | None) -> None:
    """Export a year that is over and offer it to an archive 移交.

    The offer is an entry of the ledger: positions, retention class and until when it must be kept, SHA-256 of
    the file. An administrator of the tenant confirms with that digest that the archive has it
    (periodReceive). Nothing is deleted. 导出年度台账包并记入移交；接收由租户管理员确认，台账不删。

    \b
    concord ledger hand-over --tenant jianghai --year 2025
    """
    asyncio.run(_check_over(code, year))
    path = output or Path(f"{code}.{year}.ledger.tar")
    held = exported(code, path, *map(datetime.fromisoformat, (f"{year}-01-01", f"{year}-12-31")))
    with path.open("rb") as file:
        sha256 = file_digest(file, "sha256").hexdigest()
    position, retention = asyncio.run(_offered(code, year, held, sha256))
    click.echo(f"Offered as entry {position}, {retention}; SHA-256 {sha256}. 已记入移交。")
    click.echo(
        f"An administrator of {code} confirms: periodReceive(year: {year}, sha256, archive). 待接收确认。"
    )


async def _check_over(code: str, year: int) -> None:
    async with asyncpg.create_pool(load().dsn("concord_app"), min_size=0, max_size=1) as pool:
        tenant = await _found(pool, code)
        store = await EventStore.open(load().dsn("concord_app"))
        try:
            last = await store.last_recorded_at(tenant.id) if tenant.simulated else None
        finally:
            await store.close()
    if day_of(last or datetime.now(UTC)).year <= year:
        raise Failure(f"The year {year} is not over. 该年度尚未结束。")


async def _offered(code: str, year: int, held: Contents, sha256: str) -> tuple[int, str]:
    async with asyncpg.create_pool(load().dsn("concord_app"), min_size=0, max_size=2) as pool:
        tenant = await _found(pool, code)
        async with reading(pool, tenant.id) as connection:
            last = await connection.fetchval(
                RECORDED_BEFORE, tenant.id, datetime(year + 1, 1, 1, tzinfo=ZONE)
            )
        if last > held.last:
            raise Failure(said(NOT_SEALED, last=last, year=year, sealed=held.last))
        retention = (await configuration_of(pool, tenant.id)).configuration.retention
        offered = PeriodOffered(
            year=year,
            first=held.first,
            last=held.last,
            retention=retention.value,
            keep_until=kept_until(year, retention),
            sha256=sha256,
        )
        store = await EventStore.open(load().dsn("concord_app"))
        try:
            return await offer(pool, store, tenant, offered), retention.value
        finally:
            await store.close()


async def _found(pool: asyncpg.Pool, code: str) -> Tenant:
    tenant = await Tenants(pool).by_code(code)
    if tenant is None:
        raise unknown_tenant(code)
    return tenant
