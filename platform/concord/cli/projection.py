"""`concord projection list|audit|retry|skip|rebuild`."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

import asyncpg
import click
import msgspec
from rich.console import Console
from rich.progress import Progress, TaskID

from concord.cli.failures import Failure, unknown_tenant
from concord.cli.language import said
from concord.cli.output import json_option, show
from concord.eventstore import EventStore
from concord.privacy.opening import opened_keys
from concord.projecting import (
    Audit,
    DeadLetter,
    NothingToRebuild,
    NotParked,
    ReadModel,
    RebuildDiffers,
    RebuildFailed,
    RebuildTakenOver,
    find_read_models,
    list_projections,
)
from concord.projecting import audit as audit_
from concord.projecting import rebuild as rebuild_
from concord.projecting import retry as retry_
from concord.projecting import skip as skip_
from concord.projecting.lag import PUBLISHER
from concord.publishing import resume
from concord.refusals import Message
from concord.settings import load
from concord.tenancy import Tenant, Tenants

NO_MODEL = Message(
    "没有读模型 {name}，现有：{known}",
    "There is no read model {name}: there are {known}.",
)
PARKED_AGAIN = Message(
    "{code} 的 {name} 又在台账第 {position} 条搁置：{error}",
    "{name} of {code} is parked again, at position {position}: {error}.",
)
NOT_PARKED = Message(
    "无须处理，该处没有搁置：{error}",
    "Nothing to do, it is not parked there: {error}.",
)
NOTHING_YET = Message(
    "还没有投影任何事件：{error}",
    "No event was projected yet: {error}.",
)
DIFFERS = Message(
    "现有数据保持不变：{error}。如属正常，请加上 {names}",
    "The live rows stay as they were: {error}. If that is right, add {names}.",
)
UNCHANGED = Message(
    "现有数据保持不变：{error}",
    "The live rows stay as they were: {error}.",
)

T = TypeVar("T")
COLUMNS = {
    "tenant": "tenant 租户",
    "name": "projection 读模型",
    "state": "state 状态",
    "position": "position 位置",
    "head": "head 账本末端",
    "dead_position": "stopped at 停于",
    "error": "error 错误",
}
DIFFERENCES = {
    "model": "projection 读模型",
    "table": "table 表",
    "key": "row 行",
    "column": "column 列",
    "live": "live 现值",
    "rebuilt": "from the ledger 账本重算",
}


@click.group()
def projection() -> None:
    """Read models: how far they are, and what to do with one that is parked 读模型.

    A read model that cannot take an event is parked for that tenant alone, with a dead letter.

    \b
    concord projection list
    concord projection audit --tenant yangdu                  # are the rows what the ledger says? 对账
    concord projection retry tickets --tenant yangdu          # after a repair
    concord projection skip tickets --tenant yangdu --position 4711 --reason "..."
    concord projection rebuild tickets --tenant yangdu        # reads never stop
    """


named = click.argument("name")
of_tenant = click.option("--tenant", "code", required=True, help="Code of the tenant.")


@projection.command(name="list")
@click.option("--tenant", "code", help="Only this tenant.")
@json_option
def list_(code: str | None, as_json: bool) -> None:
    """Every read model and the publisher of every tenant, with its state."""
    rows = asyncio.run(_list(code))
    show(rows, COLUMNS, as_json=as_json)


@projection.command()
@named
@of_tenant
def retry(name: str, code: str) -> None:
    """Try the event again that parked it, and go on from there.

    `publisher` as the name: compare the stream with the ledger again.
    """

    async def run(pool: asyncpg.Pool, tenant: Tenant) -> DeadLetter | None:
        if name == PUBLISHER:
            if not await resume(pool, tenant.id):
                raise NotParked(f"{name} of tenant {code}")
            return None
        return await retry_(pool, _model(name), tenant.id)

    _report(name, code, asyncio.run(_with_tenant(code, run)))


@projection.command()
@named
@of_tenant
@click.option("--position", required=True, type=click.IntRange(1), help="Of the entry it stopped at.")
@click.option("--reason", required=True, help="Why; a permanent entry of the ledger.")
def skip(name: str, code: str, position: int, reason: str) -> None:
    """Pass over one event for ever, with a reason. Recorded in the ledger; rebuilds honour it."""

    async def run(pool: asyncpg.Pool, tenant: Tenant) -> DeadLetter | None:
        settings = load()
        store = await EventStore.open(settings.dsn("concord_app"))
        try:
            async with opened_keys(settings) as keys:
                return await skip_(pool, store, keys, _model(name), tenant, position, reason)
        finally:
            await store.close()

    _report(name, code, asyncio.run(_with_tenant(code, run)))


@projection.command()
@click.argument("name", required=False)
@of_tenant
@json_option
def audit(name: str | None, code: str, as_json: bool) -> None:
    """Compare live rows with what the ledger makes anew, and name those that differ. Exit code 0: none.

    Of all read models, or of NAME. Nothing is changed; reads and writes go on. 与账本重算结果对账。
    """
    models = [_model(name)] if name else list(find_read_models())

    async def run(pool: asyncpg.Pool, tenant: Tenant) -> list[tuple[ReadModel, Audit]]:
        found = []
        with _progress() as bar:
            for model in models:
                task = bar.add_task(f"{code} {model.name}", total=None)
                with suppress(NothingToRebuild):
                    found.append((model, await audit_(pool, model, tenant.id, _reporting(bar, task))))
        return found

    audits = asyncio.run(_with_tenant(code, run))
    rows = [
        {"model": model.name, "position": one.position, **msgspec.to_builtins(difference)}
        for model, one in audits
        for difference in one.reconciled.rows
    ]
    if rows or as_json:
        show(rows, DIFFERENCES, as_json=as_json)
    else:
        for model, one in audits:
            click.echo(f"{model.name} of {code} equals the ledger up to position {one.position}. 一致。")
    if rows:
        sys.exit(1)


@projection.command()
@named
@of_tenant
@click.option(
    "--accept",
    multiple=True,
    metavar="DIFFERENCE",
    help="A difference that may be there: TABLE.COLUMN, or TABLE where only one side has a row. Repeatable.",
)
def rebuild(name: str, code: str, accept: tuple[str, ...]) -> None:
    """Make its rows anew beside the live ones, then swap if both are equal. Safe to repeat.

    Where they differ the live rows stay, and the differences are named: accept those that you understand.
    """

    async def run(pool: asyncpg.Pool, tenant: Tenant) -> int:
        with _progress() as bar:
            task = bar.add_task(f"{code} {name}", total=None)
            built = await rebuild_(pool, _model(name), tenant.id, _reporting(bar, task), accept)
        return built.position

    position = asyncio.run(_with_tenant(code, run))
    click.echo(f"{name} of {code} is rebuilt and level with position {position}. 已重建。")


def _progress() -> Progress:
    screen = Console(stderr=True)
    return Progress(console=screen, disable=not screen.is_terminal)


def _reporting(bar: Progress, task: TaskID) -> Callable[[int, int], None]:
    return lambda reached, goal: bar.update(task, completed=reached, total=goal)


def _model(name: str) -> ReadModel:
    models = {model.name: model for model in find_read_models()}
    if name not in models:
        raise Failure(said(NO_MODEL, name=name, known=", ".join(sorted(models))))
    return models[name]


def _report(name: str, code: str, letter: DeadLetter | None) -> None:
    if letter is not None:
        raise Failure(said(PARKED_AGAIN, name=name, code=code, position=letter.position, error=letter.error))
    click.echo(f"{name} of {code} is live again. 已恢复。")


async def _list(code: str | None) -> list[dict[str, object]]:
    async with _pool() as pool:
        tenant = (await _tenant(pool, code)).id if code else None
        found = await list_projections(pool, find_read_models(), tenant)
    return [msgspec.to_builtins(row) for row in found]


@asynccontextmanager
async def _pool() -> AsyncIterator[asyncpg.Pool]:
    async with asyncpg.create_pool(load().dsn("concord_projector"), min_size=0, max_size=2) as pool:
        yield pool


async def _tenant(pool: asyncpg.Pool, code: str) -> Tenant:
    found = await Tenants(pool).by_code(code)
    if found is None:
        raise unknown_tenant(code)
    return found


async def _with_tenant(code: str, run: Callable[[asyncpg.Pool, Tenant], Awaitable[T]]) -> T:
    async with _pool() as pool:
        try:
            return await run(pool, await _tenant(pool, code))
        except NotParked as error:
            raise Failure(said(NOT_PARKED, error=error)) from None
        except NothingToRebuild as error:
            raise Failure(said(NOTHING_YET, error=error)) from None
        except RebuildDiffers as error:
            show([msgspec.to_builtins(row) for row in error.reconciled.rows], DIFFERENCES, as_json=False)
            names = " ".join(f"--accept {name}" for name in error.names)
            raise Failure(said(DIFFERS, error=error, names=names)) from None
        except (RebuildFailed, RebuildTakenOver) as error:
            raise Failure(said(UNCHANGED, error=error)) from None
