"""`concord policy list|retry|retire`."""

import asyncio
from uuid import UUID

import asyncpg
import click
import msgspec

from concord.cli.failures import Failure, unknown_tenant
from concord.cli.language import said
from concord.cli.output import json_option, show
from concord.reacting.finding import find_policies
from concord.reacting.listing import list_policies
from concord.reacting.listing import retire as retire_
from concord.reacting.listing import retry as retry_
from concord.refusals import Message
from concord.settings import load
from concord.tenancy import Tenants

NO_POLICY = Message(
    "没有自动办理规则 {name}，现有：{known}",
    "There is no policy {name}: there are {known}.",
)
NOT_PARKED = Message(
    "无须重试：{code} 中没有搁置的 {name}",
    "Nothing to do: no reaction of {name} is parked in {code}.",
)
STILL_THERE = Message(
    "{name} 是本版本的自动办理规则，只能停用已不存在的规则",
    "{name} is a policy of this version: only one that is gone can be retired.",
)
NOT_KNOWN = Message(
    "数据库中没有自动办理规则 {name}：用 `concord policy list` 查看全部",
    "There is no policy {name} in the database: `concord policy list` shows all.",
)

COLUMNS = {
    "tenant": "tenant 租户",
    "name": "policy 规则",
    "position": "position 位置",
    "head": "head 账本末端",
    "pending": "to do 待办",
    "parked": "parked 停放",
    "done": "done 已办",
    "refused": "refused 被拒绝",
    "stopped_at": "stopped at 停于",
    "error": "error 错误",
}


@click.group()
def policy() -> None:
    """Policies: what follows by rule from an event or a deadline 自动办理规则.

    A policy gives commands as `policy:<name>`; one that a rule refuses is recorded as refused. While the
    database or the ledger is away it is tried again, once a minute, for as long as that lasts; what fails for
    another reason is parked. Other events are not held up by it.

    \b
    concord policy list
    concord policy list --tenant yangdu --json
    concord policy retry urge-late-ticket --tenant yangdu      # after a repair
    concord policy retire old-rule                             # a rule that this version has no more
    """


@policy.command(name="list")
@click.option("--tenant", "code", help="Only this tenant.")
@json_option
def list_(code: str | None, as_json: bool) -> None:
    """Every policy of every tenant: how far it is, and what came of it."""
    show(asyncio.run(_list(code)), COLUMNS, as_json=as_json)


@policy.command()
@click.argument("name")
@click.option("--tenant", "code", required=True, help="Code of the tenant.")
def retry(name: str, code: str) -> None:
    """Try what is parked again. A running worker does it within a second."""
    known = [one.name for one in find_policies()]
    if name not in known:
        raise Failure(said(NO_POLICY, name=name, known=", ".join(known)))
    count = asyncio.run(_retry(name, code))
    if count == 0:
        raise Failure(said(NOT_PARKED, name=name, code=code))
    click.echo(f"{count} reactions of {name} in {code} are tried again. 将重新办理。")


@policy.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def retire(name: str, yes: bool) -> None:
    """Forget a policy that no running version has any more: nothing is noted for it, what it had to do is
    given up, what it has done stays."""
    if name in [one.name for one in find_policies()]:
        raise Failure(said(STILL_THERE, name=name))
    if not yes:
        click.confirm(f"Give up everything that {name} still has to do? 放弃其全部待办？", abort=True)
    given_up = asyncio.run(_retire(name))
    if given_up is None:
        raise Failure(said(NOT_KNOWN, name=name))
    click.echo(f"{name} is retired; {given_up} reactions are given up. 已停用，放弃 {given_up} 项待办。")


async def _retire(name: str) -> int | None:
    async with asyncpg.create_pool(load().dsn("concord_projector"), min_size=0, max_size=1) as pool:
        return await retire_(pool, name)


async def _list(code: str | None) -> list[dict[str, object]]:
    async with asyncpg.create_pool(load().dsn("concord_projector"), min_size=0, max_size=2) as pool:
        rows = await list_policies(pool, await _tenant(pool, code) if code else None)
    return [msgspec.to_builtins(row) for row in rows]


async def _retry(name: str, code: str) -> int:
    async with asyncpg.create_pool(load().dsn("concord_projector"), min_size=0, max_size=2) as pool:
        return await retry_(pool, await _tenant(pool, code), name)


async def _tenant(pool: asyncpg.Pool, code: str) -> UUID:
    found = await Tenants(pool).by_code(code)
    if found is None:
        raise unknown_tenant(code)
    return found.id
