"""`concord ledger book`."""

import asyncio
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, datetime
from hashlib import file_digest
from pathlib import Path

import asyncpg
import click
from rich.console import Console
from rich.progress import Progress

from concord.book import Contents, Format, NothingRecorded, Words, find_vocabulary, make
from concord.cli.failures import Failure, unknown_tenant
from concord.cli.language import said
from concord.cli.output import written_whole
from concord.commanding.commander import contexts
from concord.eventstore import EventStore
from concord.eventstore.mapper import Mapper
from concord.ledger.releasing import Recipient, Release, record_release
from concord.privacy.opening import opened_keys
from concord.refusals import Message
from concord.settings import Settings, load
from concord.tenancy import Tenants

BEFORE_FROM = Message("应不早于 --from（{first}）", "use a day not before --from ({first})")

NO_ENTRY = Message(
    "{code} 的台账在该期间没有记录",
    "The ledger of {code} took no entry in that period.",
)

DAY = click.DateTime(["%Y-%m-%d"])
FORMATS = click.Choice([form.value for form in Format])
Days = tuple[date | None, date | None]


@click.command()
@click.option("--tenant", "code", required=True, help="Code of the tenant.")
@click.option("--from", "begins_on", type=DAY, help="First day, 2024-01-01; the ledger's first if omitted.")
@click.option("--to", "ends_on", type=DAY, help="Last day, included; the ledger's last if omitted.")
@click.option("--format", "form", type=FORMATS, required=True)
@click.option(
    "--disclose", is_flag=True, help="Show personal values and narrative text; recorded in the ledger."
)
@click.option("-o", "--output", "file", type=click.Path(path_type=Path, dir_okay=False), required=True)
def book(
    code: str,
    begins_on: datetime | None,
    ends_on: datetime | None,
    form: str,
    disclose: bool,
    file: Path,
) -> None:
    """A period of a ledger for people: one row per fact, each naming its position 台账簿册.

    Days are those on which the ledger took the entries. Once the ledger is sealed, every page of a PDF shows
    the checkpoint and a code that ties its facts to it (`concord ledger page` computes it again).

    \b
    concord ledger book --tenant jianghai --format xlsx -o jianghai.xlsx
    concord ledger book --tenant jianghai --from 2024-01-01 --to 2024-03-31 --format pdf -o q1.pdf

    Personal values and narrative text are shown as a dash. With --disclose they are in clear, as far as they
    have not been erased, and that this copy was made is an entry of the ledger before the file exists.
    """
    days = begins_on and begins_on.date(), ends_on and ends_on.date()
    if days[0] and days[1] and days[1] < days[0]:
        raise click.BadParameter(said(BEFORE_FROM, first=days[0]), param_hint="--to")
    with written_whole(file) as draft, Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task(f"{code} {form}", total=None)

        def report(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        made = asyncio.run(_made(load(), code, days, Format(form), draft, report, disclose=disclose))
    period = made.period
    click.echo(f"{file}: positions {period.first} to {period.last} of {code}, {period.size} facts. 已生成。")


async def _made(
    settings: Settings,
    code: str,
    days: Days,
    form: Format,
    draft: Path,
    report: Callable[[int, int], None],
    *,
    disclose: bool,
) -> Contents:
    async with (
        asyncpg.create_pool(settings.dsn("concord_app"), min_size=0, max_size=1) as pool,
        opened_keys(settings) if disclose else nullcontext() as keys,
    ):
        tenant = await Tenants(pool).by_code(code)
        if tenant is None:
            raise unknown_tenant(code)
        words = Words(find_vocabulary(), Mapper(contexts()))
        try:
            made = await make(pool, keys, tenant, days, words, form, draft, report)
        except NothingRecorded:
            raise Failure(said(NO_ENTRY, code=code)) from None
        if disclose:
            store = await EventStore.open(settings.dsn("concord_app"))
            try:
                await record_release(
                    pool, store, tenant, await asyncio.to_thread(_release, made, form, draft), Recipient()
                )
            finally:
                await store.close()
    return made


def _release(made: Contents, form: Format, draft: Path) -> Release:
    with draft.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return Release(first=made.period.first, last=made.period.last, format=form.value, sha256=digest)
