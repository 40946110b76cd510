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

from concord.cli.failures import Failure
from concord.cli.output import json_option, show
from concord.identity import Role, Viewer
from concord.settings import load
from concord.tenancy import Tenants

if TYPE_CHECKING:
    from concord.commanding import Commander
    from concord.importing.running import Imported

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
            raise Failure(
                f"{file} 已存在，请换一个文件名 (it is there already: name another file, or delete it)."
            )
        write_template(sheets(), file)
        click.echo(f"填好 {file} 后试运行 (fill it in, then): concord import {file} --tenant CODE --dry-run")
        return
    if tenant is None:
        raise click.UsageError("请指明租户 (name the tenant): --tenant CODE; `concord tenant list`.")
    if not file.is_file():
        raise Failure(f"没有文件 {file} (there is no such file).")
    if not dry_run and subject is None:
        raise click.UsageError("请注明导入人 (say who imports): --subject UUID, or --dry-run.")
    try:
        done = asyncio.run(_import(tenant, subject, file, evidence, dry_run))
    except WorkbookInvalid as error:
        raise Failure(str(error)) from error
    _tell(done, dry_run, as_json)
    if done.mistakes:
        raise click.exceptions.Exit(1)


def _tell(done: "Imported", dry_run: bool, as_json: bool) -> None:
    if done.mistakes:
        show([one._asdict() for one in done.mistakes], COLUMNS, as_json=as_json)
        click.echo(f"{len(done.mistakes)} 处有误，没有导入任何内容 (nothing was imported)", err=True)
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
        click.echo("没有可以导入的内容：各表只有示例行，或者是空的 (there is nothing to import)")
    elif done.replayed:
        click.echo(f"这个文件已经导入过，台账止于第 {done.position} 条 (imported before: nothing changed)")
    elif dry_run:
        click.echo(f"可以导入：将产生 {done.events} 条记录，尚未保存 (dry run: nothing was stored)")
    else:
        click.echo(f"已导入 {done.events} 条记录，台账止于第 {done.position} 条 (imported)")


async def _import(
    code: str, subject: UUID | None, file: Path, evidence: Path | None, dry_run: bool
) -> "Imported":
    from concord.importing.running import import_workbook

    async with _commander() as (commander, tenants):
        tenant = await tenants.by_code(code)
        if tenant is None:
            raise Failure(f"没有租户 {code} (there is no such tenant): `concord tenant list`.")
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
