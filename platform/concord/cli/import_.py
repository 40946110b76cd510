"""`concord import`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import asyncpg
import click
from rich.console import Console
from rich.progress import Progress

from concord.cli.failures import Failure, unknown_tenant
from concord.cli.language import said
from concord.cli.output import json_option, show
from concord.identity import Role, Viewer
from concord.refusals import Message
from concord.settings import load
from concord.tenancy import Tenants

if TYPE_CHECKING:
    from concord.commanding import Commander
    from concord.importing.running import Imported

THERE_ALREADY = Message(
    "{file} 已存在：请换一个文件名，或先删除它",
    "{file} is there already: name another file, or delete it",
)
FILL_IN = Message(
    "填好后试运行：concord import {file} --tenant CODE --dry-run",
    "Fill it in, then: concord import {file} --tenant CODE --dry-run",
)
NO_TENANT_NAMED = Message(
    "请指明租户：--tenant CODE（用 `concord tenant list` 查看）",
    "Name the tenant: --tenant CODE (`concord tenant list` shows all).",
)
NO_FILE = Message("没有文件 {file}", "There is no file {file}.")
NO_SUBJECT = Message(
    "请注明导入人：--subject UUID；只想试运行，用 --dry-run",
    "Say who imports: --subject UUID; to try only, --dry-run.",
)
MISTAKEN = Message("{count} 处有误，没有导入任何内容", "{count} mistakes: nothing was imported.")
NOTHING_THERE = Message(
    "没有可以导入的内容：各表只有示例行，或者是空的",
    "There is nothing to import: the sheets hold the example row only, or nothing.",
)
BEFORE = Message(
    "这个文件已经导入过，没有改变任何内容：台账止于第 {position} 条",
    "This file was imported before, nothing was changed: the ledger ends with entry {position}.",
)
COULD_BE = Message(
    "可以导入：将产生 {events} 条记录，尚未保存",
    "It can be imported: {events} entries, of which nothing is stored yet.",
)
TAKEN = Message(
    "已导入 {events} 条记录，台账止于第 {position} 条",
    "{events} entries are imported; the ledger ends with entry {position}.",
)
COLUMNS = {"sheet": "工作表", "row": "行", "column": "列", "sentence": "问题"}


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--tenant", help="Code of the tenant, for example jianghai.")
@click.option("--template", is_flag=True, help="Write an empty workbook to FILE instead of reading it.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and store nothing.")
@click.option(
    "--evidence",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of the files that rows name as evidence.",
)
@click.option(
    "--subject", type=click.UUID, help="Random id of who imports, as in its token: the entries' actor."
)
@json_option
def import_(
    file: Path,
    tenant: str | None,
    template: bool,
    dry_run: bool,
    evidence: Path | None,
    subject: UUID | None,
    as_json: bool,
) -> None:
    """Bring organizations, memberships, past activities, tickets and resources in from a workbook 导入 Excel.

    \b
    concord import 模板.xlsx --template
    concord import 台账.xlsx --tenant jianghai --dry-run
    concord import 台账.xlsx --tenant jianghai --evidence 佐证/ --subject 5f0c6a1e-0b1c-4f0e-9a57-1d2c3b4a5e6f

    All rows are stored, or none: every mistake is named by sheet, row and column. The same file again
    changes nothing.
    """
    from concord.importing.running import sheets
    from concord.importing.workbook import WorkbookInvalid, write_template

    if template:
        if file.exists():
            raise Failure(said(THERE_ALREADY, file=file))
        write_template(sheets(), file)
        click.echo(said(FILL_IN, file=file))
        return
    if tenant is None:
        raise click.UsageError(said(NO_TENANT_NAMED))
    if not file.is_file():
        raise Failure(said(NO_FILE, file=file))
    try:
        done = asyncio.run(_import(tenant, subject, file, evidence, dry_run))
    except WorkbookInvalid as error:
        raise Failure(said(error.message)) from error
    _tell(done, dry_run, as_json)
    if done.mistakes:
        raise click.exceptions.Exit(1)


def _tell(done: "Imported", dry_run: bool, as_json: bool) -> None:
    if done.mistakes:
        show([one._asdict() for one in done.mistakes], COLUMNS, as_json=as_json)
        click.echo(said(MISTAKEN, count=len(done.mistakes)), err=True)
        return
    rows = [{"sheet": title, "rows": count} for title, count in done.rows.items()]
    if as_json:
        show(
            [
                {
                    "rows": done.rows,
                    "events": done.events,
                    "position": done.position,
                    "replayed": done.replayed,
                }
            ],
            {},
            as_json=True,
        )
        return
    show(rows, {"sheet": "工作表", "rows": "行数"}, as_json=False)
    if not any(done.rows.values()):
        click.echo(said(NOTHING_THERE))
    elif done.replayed:
        click.echo(said(BEFORE, position=done.position))
    elif dry_run:
        click.echo(said(COULD_BE, events=done.events))
    else:
        click.echo(said(TAKEN, events=done.events, position=done.position))


async def _import(
    code: str, subject: UUID | None, file: Path, evidence: Path | None, dry_run: bool
) -> "Imported":
    from concord.importing.running import import_workbook

    async with _commander() as (commander, tenants):
        tenant = await tenants.by_code(code)
        if tenant is None:
            raise unknown_tenant(code)
        if subject is None and not dry_run:
            raise click.UsageError(said(NO_SUBJECT))
        viewer = Viewer(tenant=tenant, subject=str(subject or uuid4()), role=Role.ADMINISTRATOR)
        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("rows 行", total=None)
            return await import_workbook(
                commander,
                viewer,
                file,
                evidence=evidence,
                dry_run=dry_run,
                report=lambda done, total: progress.update(task, completed=done, total=total),
            )


@asynccontextmanager
async def _commander() -> AsyncIterator[tuple["Commander", Tenants]]:
    from concord.commanding import Commander
    from concord.eventstore import EventStore
    from concord.privacy.opening import opened_keys

    settings = load()
    store = await EventStore.open(settings.dsn("concord_app"))
    try:
        async with (
            asyncpg.create_pool(settings.dsn("concord_app"), min_size=0, max_size=2) as pool,
            opened_keys(settings) as keys,
        ):
            yield Commander(store, keys), Tenants(pool)
    finally:
        await store.close()
