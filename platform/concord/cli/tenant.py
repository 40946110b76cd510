"""`concord tenant create|list|show|configure|suspend|resume|export|close`."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import click
import msgspec

from concord.cli.failures import Failure, unknown_tenant
from concord.cli.language import said
from concord.cli.ledger.export import exported
from concord.cli.output import json_option, show
from concord.eventstore import EventStore
from concord.ledger.checkpoints import latest
from concord.lifecycle import Retention, StateChange, change_state, configuration_of, configure
from concord.lifecycle.recording import Actor
from concord.refusals import Message
from concord.settings import load
from concord.tenancy import NotAParent, SuspensionReason, Tenant, Tenants, TenantState, reading

NOT_UNDER = {
    "UNKNOWN": Message(
        "未能将 {code} 置于 {parent} 之下：没有租户 {code} 或 {parent}",
        "{code} is not put under {parent}: there is no tenant {code}, or no tenant {parent}.",
    ),
    "TAKEN": Message(
        "未能将 {code} 置于 {parent} 之下：{code} 已有上级，只能设置一次",
        "{code} is not put under {parent}: {code} stands under another tenant already, and that is set once.",
    ),
    "CYCLE": Message(
        "未能将 {code} 置于 {parent} 之下：{parent} 本身在 {code} 之下",
        "{code} is not put under {parent}: {parent} stands under {code} itself.",
    ),
    "CLOSED": Message(
        "未能将 {code} 置于 {parent} 之下：{parent} 已注销，不再接收数字",
        "{code} is not put under {parent}: {parent} is closed and takes no figures any more.",
    ),
    "SIMULATED": Message(
        "未能将 {code} 置于 {parent} 之下：二者之一为演示租户，演示数字不与真实数字汇总",
        "{code} is not put under {parent}: one of them is simulated, and figures of a demo are not added to "
        "real ones.",
    ),
}
NO_PARENT = Message(
    "没有租户 {parent}：请先创建上级租户。未作任何更改",
    "There is no tenant {parent}: create the parent first. Nothing was changed.",
)

CODE = re.compile(r"[a-z][a-z0-9]{1,30}")
DIVISION = re.compile(r"(\d{6}|\d{12})?")
COLUMNS = {
    "code": "code 代码",
    "name": "name 名称",
    "division_code": "division 行政区划",
    "state": "state 状态",
    "why": "why 说明",
    "position": "events 事件数",
    "simulated": "simulated 演示",
}
CONFIGURATION = {
    "charters": "charters 章程",
    "language": "language 语言",
    "resource_lists": "resource lists 资源清单",
    "retention": "retention 保管期限",
    "themes": "themes 主题",
    "time_zone": "time zone 时区",
    "version": "version 版本",
}
SEALED_WITHIN = 30.0
"""Seconds that the sealer may take to sign a ledger that was closed; it takes about one."""

OTHERWISE = Message(
    "已有租户 {code}：名称 {name}，区划 {division}，演示 {simulated}。未作改动；请换一个代码，"
    "或按上述信息重新填写",
    "There is a tenant {code} already, named {name} (division {division}, simulated {simulated}): nothing "
    "was changed. Choose another code, or give just these particulars if it is this one that you mean.",
)
USED_UP = Message(
    "代码 {code} 属于已注销的租户，不再启用；请换一个代码",
    "The code {code} is of a closed tenant and is not used again: choose another one.",
)
WRONG_CODE = Message(
    "应为 2 到 31 个小写字母和数字，以字母开头，如 yangdu",
    "use 2 to 31 lowercase letters and digits, a letter first: yangdu",
)
WRONG_DIVISION = Message("应为 6 或 12 位数字，如 371321", "use 6 or 12 digits: 371321")
WRONG_NAME = Message("应为 1 到 200 个字，如 阳都街道", "use 1 to 200 characters: 阳都街道")
NOT_SEALED = Message(
    "租户已注销，但台账尚未签署到最后一条：请启动 `concord seal`，再用 `concord tenant export {code}` 导出",
    "The tenant is closed, but its ledger is not sealed to the end yet: start `concord seal`, then "
    "`concord tenant export {code}`.",
)
SEALED = Message(
    "台账共 {size} 条，已签署到最后一条；导出：concord tenant export {code}",
    "Its ledger of {size} entries is sealed to the end; export it: concord tenant export {code}",
)

code_argument = click.argument("code")


@click.group()
def tenant() -> None:
    """Tenants: who owns a ledger 租户.

    \b
    concord tenant create --code yangdu --name 阳都街道 --division 371321003000
    concord tenant list
    concord tenant show yangdu --json
    concord tenant configure yangdu --language en --theme 共学 --theme 共建
    concord tenant suspend yangdu --reason maintenance
    concord tenant resume yangdu
    concord tenant export yangdu
    concord tenant close yangdu --successor linyi     # for ever 永久
    """


@tenant.command()
@click.option(
    "--code", required=True, help="Permanent; lowercase letters and digits, a part of NATS subjects."
)
@click.option("--name", required=True, help="As people call it, for example 阳都街道.")
@click.option("--division", default="", help="行政区划代码 (GB/T 2260), 6 or 12 digits.")
@click.option("--parent", help="Code of the tenant above, a county over its towns; set once, for ever.")
@click.option("--simulated", is_flag=True, help="May bring its own time: for demos only, for ever visible.")
@json_option
def create(code: str, name: str, division: str, parent: str | None, simulated: bool, as_json: bool) -> None:
    """Create a tenant with an empty ledger; again with the same particulars, nothing changes.

    Figures that it releases go into the ledger of its parent, which reads nothing else of it.
    """
    if not CODE.fullmatch(code):
        raise click.BadParameter(said(WRONG_CODE), param_hint="--code")
    if not DIVISION.fullmatch(division):
        raise click.BadParameter(said(WRONG_DIVISION), param_hint="--division")
    if not 1 <= len(name.strip()) <= 200:
        raise click.BadParameter(said(WRONG_NAME), param_hint="--name")
    made = asyncio.run(_create(code, name, division, simulated, parent))
    show([_row(made, None)], COLUMNS, as_json=as_json)


@tenant.command(name="list")
@json_option
def list_(as_json: bool) -> None:
    """Every tenant, with its state and the length of its ledger."""
    show(asyncio.run(_list()), COLUMNS, as_json=as_json)


@tenant.command(name="show")
@code_argument
@json_option
def show_(code: str, as_json: bool) -> None:
    """One tenant."""
    found = [row for row in asyncio.run(_list()) if row["code"] == code]
    if not found:
        raise unknown_tenant(code)
    show(found, COLUMNS, as_json=as_json)


@tenant.command(name="configure")
@code_argument
@click.option(
    "--charter", "charters", multiple=True, help="A shipped charter to offer; repeat it for several."
)
@click.option("--theme", "themes", multiple=True, help="A theme that it works under; repeat it for several.")
@click.option("--resource-list", "resource_lists", multiple=True, help="A list that it keeps; repeat it.")
@click.option("--language", type=click.Choice(["zh", "en"]), help="Of answers to those who ask for neither.")
@click.option("--time-zone", help="Asia/Shanghai: China has one legal time.")
@click.option("--retention", type=click.Choice([one.value for one in Retention]), help="Of closed periods.")
@click.option(
    "--clear",
    multiple=True,
    type=click.Choice(["charters", "themes", "resource_lists"]),
    help="Empty a list.",
)
@json_option
def configure_(code: str, clear: Sequence[str], as_json: bool, **given: Any) -> None:
    """Show a tenant's configuration, or change it: each change is an entry of its ledger.

    What is not given stays; a list is given whole. The tenant's administrator can do the same by GraphQL
    (tenantConfigure). 不给选项则只显示；列表整体替换。
    """
    chosen = {name: value for name, value in given.items() if value} | dict.fromkeys(clear, ())
    show([asyncio.run(_configure(code, chosen))], CONFIGURATION, as_json=as_json)


@tenant.command()
@code_argument
@click.option(
    "--reason",
    default="requested",
    show_default=True,
    type=click.Choice([one.value.lower() for one in SuspensionReason]),
    help="Shown to whoever is refused.",
)
@json_option
def suspend(code: str, reason: str, as_json: bool) -> None:
    """Stop a tenant: nothing is written, published or sent, no policy acts; administrators and auditors read.

    What is under way is finished or refused whole. The entry tenants.TenantSuspended is its last until it is
    resumed. 停用：不写入、不发布，仅管理员与审计员可读。
    """
    change = StateChange(TenantState.SUSPENDED, reason=SuspensionReason(reason.upper()))
    _changed(code, change, as_json)


@tenant.command()
@code_argument
@json_option
def resume(code: str, as_json: bool) -> None:
    """Let a suspended tenant go on; what waited is published and sent 恢复."""
    _changed(code, StateChange(TenantState.ACTIVE), as_json)


@tenant.command()
@code_argument
@click.option(
    "--successor", default="", help="Code of the tenant that goes on with its work (a merger 撤并)."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
def close(code: str, successor: str, yes: bool, as_json: bool) -> None:
    """Close a tenant for ever: its last entry is tenants.TenantClosed (only erasures follow), and its
    code is never used again.

    注销：台账永久只读，代码不再启用。
    """
    if not yes:
        click.confirm(f"{code}: close it for ever? 永久注销？", abort=True, err=True)
    _changed(code, StateChange(TenantState.CLOSED, successor=successor), as_json)
    size = asyncio.run(_sealed(code))
    if size is None:
        raise Failure(said(NOT_SEALED, code=code))
    click.echo(said(SEALED, size=size, code=code), err=True)


@tenant.command()
@code_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; <code>.ledger.tar if omitted.",
)
def export(code: str, output: Path | None) -> None:
    """Write the whole ledger into one file that proves itself, in any state of the tenant 导出全部台账.

    The configuration and every change of state are entries of it. A period: `concord ledger export`.
    """
    exported(code, output or Path(f"{code}.ledger.tar"), None, None)


@asynccontextmanager
async def tenants() -> AsyncIterator[Tenants]:
    """Tenants by the owner's role, which may see and create all of them."""
    async with _owner() as pool:
        yield Tenants(pool)


@asynccontextmanager
async def _owner() -> AsyncIterator[asyncpg.Pool]:
    async with asyncpg.create_pool(load().dsn("concord_owner"), min_size=0, max_size=2) as pool:
        yield pool


@asynccontextmanager
async def _store() -> AsyncIterator[EventStore]:
    store = await EventStore.open(load().dsn("concord_app"))
    try:
        yield store
    finally:
        await store.close()


async def _create(code: str, name: str, division: str, simulated: bool, parent: str | None) -> Tenant:
    async with tenants() as known:
        if parent is not None and await known.by_code(parent) is None:
            raise Failure(said(NO_PARENT, parent=parent))
        made = await known.create(code=code, name=name, division_code=division, simulated=simulated)
        if made.state is TenantState.CLOSED:
            raise Failure(said(USED_UP, code=code))
        if (made.name, made.division_code, made.simulated) != (name, division, simulated):
            old = {"name": made.name, "division": made.division_code or "-", "simulated": made.simulated}
            raise Failure(said(OTHERWISE, code=code, **old))
        if parent is not None:
            await _put_under(known, code, parent)
    return made


async def _put_under(known: Tenants, code: str, parent: str) -> None:
    try:
        await known.set_parent(code, parent)
    except NotAParent as error:
        raise Failure(said(NOT_UNDER[error.reason], code=code, parent=parent)) from error


async def _list() -> list[dict[str, Any]]:
    async with tenants() as known:
        return [_row(tenant, position) async for tenant, position in known.list()]


async def _found(pool: asyncpg.Pool, code: str) -> Tenant:
    found = await Tenants(pool).by_code(code)
    if found is None:
        raise unknown_tenant(code)
    return found


async def _configure(code: str, chosen: dict[str, Any]) -> dict[str, Any]:
    async with _owner() as pool, _store() as store:
        found = await _found(pool, code)
        if chosen:
            now = await configure(pool, store, found, chosen, Actor())
        else:
            now = await configuration_of(pool, found.id)
    return {**msgspec.to_builtins(now.configuration), "version": now.version, "position": now.position}


def _changed(code: str, change: StateChange, as_json: bool) -> None:
    show([asyncio.run(_change(code, change))], COLUMNS, as_json=as_json)


async def _change(code: str, change: StateChange) -> dict[str, Any]:
    async with _owner() as pool, _store() as store:
        found = await _found(pool, code)
        changed, position = await change_state(pool, store, code, change)
        head = await store.head(found.id) if position is None else position
        return _row(changed, head)


async def _sealed(code: str) -> int | None:
    """Entries of a closed ledger, once all of them are under a checkpoint; None: they are not in time."""
    deadline = time.monotonic() + SEALED_WITHIN
    async with _owner() as pool, _store() as store:
        found = await _found(pool, code)
        head = await store.head(found.id)
        while time.monotonic() < deadline:
            async with reading(pool, found.id) as connection:
                newest = await latest(connection, found.id)
            if newest is not None and newest.head.size == head:
                return head
            await asyncio.sleep(0.2)
    return None


def _row(tenant: Tenant, position: int | None) -> dict[str, Any]:
    return {
        "code": tenant.code,
        "name": tenant.name,
        "division_code": tenant.division_code,
        "state": tenant.state.value,
        "why": tenant.reason or (f"→ {tenant.successor}" if tenant.successor else ""),
        "position": position,
        "simulated": tenant.simulated,
        "since": tenant.since,
        "id": str(tenant.id),
    }
