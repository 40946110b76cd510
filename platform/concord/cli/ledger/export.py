"""`concord ledger export`."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path

import asyncpg
import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from concord.book import Contents, Format, Period, bind, find_vocabulary
from concord.cli.failures import Failure, unknown_tenant
from concord.commanding import ZONE
from concord.commanding.commander import contexts
from concord.eventstore.mapper import Mapper
from concord.exporting.bundle import Attachment, Exported
from concord.exporting.bundle import Contents as Held
from concord.exporting.bundle import export as export_
from concord.exporting.errors import ExportError
from concord.exporting.layout import HUMAN
from concord.exporting.ledger import ROLE, Ledger
from concord.ledger.checkpoints import exactly
from concord.projecting import find_read_models
from concord.settings import load
from concord.tenancy import Tenant, Tenants, reading

Step = Callable[[str], Callable[[int, int], None]]
"""Begins a step by its name; what it returns is told (done, of how many)."""
DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--tenant", "code", required=True, help="Code of the tenant.")
@click.option(
    "--from", "since", type=DAY, help="First day, 2026-01-01 (Asia/Shanghai); the ledger's first if omitted."
)
@click.option("--to", "until", type=DAY, help="Last day, included; the last that is sealed if omitted.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; named for tenant and days if omitted.",
)
@click.option(
    "--book/--no-book", default=True, help="With the ledger as people read it (.xlsx and .pdf), or without."
)
def export(
    code: str, since: datetime | None, until: datetime | None, output: Path | None, book: bool
) -> None:
    """Write a ledger, or a period of it, into one file that proves itself 导出可独立核验的台账.

    \b
    concord ledger export --tenant jianghai
    concord ledger export --tenant jianghai --from 2026-01-01 --to 2026-03-31 -o q1.ledger.tar

    It holds entries, hash tree, checkpoints with cosignatures and time stamps, verifier keys, the ledger as
    people read it (personal values and narrative text as a dash), and encrypted what only the key store
    discloses. An ordinary tar file: `tar tf` lists it. Interrupted, it goes on when it is asked again.
    """
    path = output or Path(f"{code}{_suffix(since, until)}.ledger.tar")
    exported(code, path, since, until, book=book)


def exported(
    code: str, path: Path, since: datetime | None, until: datetime | None, *, book: bool = True
) -> Held:
    """Writes the bundle and says what is in it. Raises `Failure`."""
    try:
        done = asyncio.run(_export(code, path, since, until, book=book))
    except ExportError as error:
        raise Failure(str(error)) from None
    held = done.contents
    click.echo(
        f"{path}: entries {held.first:,} – {held.last:,} of {held.size:,} sealed; "
        f"check it: concord ledger verify {path}. 已导出。"
    )
    return held


async def _export(
    code: str, path: Path, since: datetime | None, until: datetime | None, *, book: bool
) -> Exported:
    async with asyncpg.create_pool(load().dsn(ROLE), min_size=0, max_size=2) as pool:
        tenant = await Tenants(pool).by_code(code)
        if tenant is None:
            raise unknown_tenant(code)
        versions = {model.name: model.version for model in find_read_models()}
        with _progress() as step:
            books = [_book(pool, tenant, since, until, step)] if book else []
            report = step(f"{code} → {path.name}")
            begin, end = _begin(since), _begin(until, days=1)
            return await export_(Ledger(pool, tenant), path, begin, end, versions, report, books)


def _book(
    pool: asyncpg.Pool,
    tenant: Tenant,
    since: datetime | None,
    until: datetime | None,
    step: Step,
) -> Attachment:
    """The human ledger of just what the bundle holds, against the bundle's own checkpoint."""

    async def make(held: Held, files: Sequence[Path]) -> None:
        async with reading(pool, tenant.id) as connection:
            checkpoint = await exactly(connection, tenant.id, held.epoch, held.size)
        period = Period(
            first=held.first,
            last=held.last,
            begins_on=since and since.date(),
            ends_on=until and until.date(),
        )
        contents = Contents(
            tenant=tenant,
            period=period,
            made_at=datetime.now(ZONE),
            checkpoint=checkpoint,
            disclosing=False,
        )
        mapper = Mapper(contexts())
        made = dict(zip(Format, files, strict=True))
        await bind(pool, None, contents, find_vocabulary(), mapper, made, step("human ledger 台账簿册"))

    return Attachment([f"{HUMAN}/{tenant.code}.{form}" for form in Format], make)


@contextmanager
def _progress() -> Iterator[Step]:
    screen = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:

        def step(name: str) -> Callable[[int, int], None]:
            task = bar.add_task(name, total=None)
            return lambda done, total: bar.update(task, completed=done, total=total)

        yield step


def _begin(day: datetime | None, days: int = 0) -> datetime | None:
    """The first moment of a day in China."""
    return None if day is None else datetime.combine(day.date() + timedelta(days), time(), ZONE)


def _suffix(since: datetime | None, until: datetime | None) -> str:
    days = [day.date().isoformat() if day else "" for day in (since, until)]
    return "." + "_".join(days) if any(days) else ""
