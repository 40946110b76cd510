"""`concord ledger book`."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import asyncpg
import click
from rich.console import Console
from rich.progress import Progress

from concord.book import Contents, Format, Period, bind, find_vocabulary, period_of
from concord.book.period import NothingRecorded
from concord.cli.failures import Failure
from concord.cli.output import written_whole
from concord.commanding.commander import ZONE, contexts
from concord.eventstore.mapper import Mapper
from concord.settings import load
from concord.tenancy import Tenant, Tenants, reading

DAY = click.DateTime(["%Y-%m-%d"])
FORMATS = click.Choice([form.value for form in Format])
Days = tuple[date | None, date | None]


@click.command()
@click.option("--tenant", "code", required=True, help="Code of the tenant.")
@click.option("--from", "begins_on", type=DAY, help="First day, 2024-01-01; the ledger's first if omitted.")
@click.option("--to", "ends_on", type=DAY, help="Last day, included; the ledger's last if omitted.")
@click.option("--format", "form", type=FORMATS, required=True)
@click.option("-o", "--output", "file", type=click.Path(path_type=Path, dir_okay=False), required=True)
def book(code: str, begins_on: datetime | None, ends_on: datetime | None, form: str, file: Path) -> None:
    """A period of a ledger for people: one row per fact, each naming its position 台账簿册.

    Days are those on which the ledger took the entries. Personal values and narrative text are shown as a
    dash.

    \b
    concord ledger book --tenant jianghai --format xlsx -o jianghai.xlsx
    concord ledger book --tenant jianghai --from 2024-01-01 --to 2024-03-31 --format pdf -o q1.pdf
    """
    days = begins_on and begins_on.date(), ends_on and ends_on.date()
    if days[0] and days[1] and days[1] < days[0]:
        raise click.BadParameter(f"use a day not before --from ({days[0]})", param_hint="--to")
    with written_whole(file) as draft, Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task(f"{code} {form}", total=None)
        period = asyncio.run(
            _bound(
                code,
                days,
                Format(form),
                draft,
                lambda done, total: bar.update(task, completed=done, total=total),
            )
        )
    click.echo(f"{file}: positions {period.first} to {period.last} of {code}, {period.size} facts. 已生成。")


async def _bound(
    code: str, days: Days, form: Format, draft: Path, report: Callable[[int, int], None]
) -> Period:
    async with asyncpg.create_pool(load().dsn("concord_app"), min_size=0, max_size=1) as pool:
        tenant = await Tenants(pool).by_code(code)
        if tenant is None:
            raise Failure(f"There is no tenant {code}: `concord tenant list` shows all.")
        period = await _period(pool, tenant, days)
        contents = Contents(tenant=tenant, period=period, made_at=datetime.now(ZONE), disclosing=False)
        await bind(pool, None, contents, find_vocabulary(), Mapper(contexts()), form, draft, report)
    return period


async def _period(pool: asyncpg.Pool, tenant: Tenant, days: Days) -> Period:
    try:
        async with reading(pool, tenant.id) as connection:
            return await period_of(connection, tenant.id, *days)
    except NothingRecorded:
        raise Failure(f"The ledger of {tenant.code} took no entry in that period.") from None
