"""`concord ledger export`."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path

import asyncpg
import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from concord.cli.failures import Failure
from concord.commanding.commander import ZONE
from concord.exporting.bundle import Exported
from concord.exporting.bundle import export as export_
from concord.exporting.errors import ExportError
from concord.exporting.ledger import ROLE, Ledger
from concord.projecting import find_read_models
from concord.settings import load
from concord.tenancy import Tenants

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
def export(code: str, since: datetime | None, until: datetime | None, output: Path | None) -> None:
    """Write a ledger, or a period of it, into one file that proves itself 导出可独立核验的台账.

    \b
    concord ledger export --tenant jianghai
    concord ledger export --tenant jianghai --from 2026-01-01 --to 2026-03-31 -o q1.ledger.tar

    It holds entries, hash tree, checkpoints, verifier keys, and encrypted what only the key store discloses.
    An ordinary tar file: `tar tf` lists it. Interrupted, it goes on when it is asked again.
    """
    path = output or Path(f"{code}{_suffix(since, until)}.ledger.tar")
    try:
        done = asyncio.run(_export(code, path, _begin(since), _begin(until, days=1)))
    except ExportError as error:
        raise Failure(str(error)) from None
    held = done.contents
    click.echo(
        f"{path}: entries {held.first:,} – {held.last:,} of {held.size:,} sealed; "
        f"check it: concord ledger verify {path}. 已导出。"
    )


async def _export(code: str, path: Path, since: datetime | None, until: datetime | None) -> Exported:
    async with asyncpg.create_pool(load().dsn(ROLE), min_size=0, max_size=2) as pool:
        tenant = await Tenants(pool).by_code(code)
        if tenant is None:
            raise Failure(f"There is no tenant {code}: `concord tenant list` shows all.")
        versions = {model.name: model.version for model in find_read_models()}
        with _progress(f"{code} → {path.name}") as report:
            return await export_(Ledger(pool, tenant), path, since, until, versions, report)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    screen = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _begin(day: datetime | None, days: int = 0) -> datetime | None:
    """The first moment of a day in China."""
    return None if day is None else datetime.combine(day.date() + timedelta(days), time(), ZONE)


def _suffix(since: datetime | None, until: datetime | None) -> str:
    days = [day.date().isoformat() if day else "" for day in (since, until)]
    return "." + "_".join(days) if any(days) else ""
