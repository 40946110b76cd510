"""`concord policy list|retry`."""

import asyncio
from uuid import UUID

import asyncpg
import click
import msgspec

from concord.cli.failures import Failure
from concord.cli.output import json_option, show
from concord.reacting.finding import find_policies
from concord.reacting.listing import list_policies
from concord.reacting.listing import retry as retry_
from concord.settings import load
from concord.tenancy import Tenants

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
        raise Failure(f"There is no policy {name}: there are {', '.join(known)}.")
    count = asyncio.run(_retry(name, code))
    if count == 0:
        raise Failure(f"Nothing to do: no reaction of {name} is parked in {code}.")
    click.echo(f"{count} reactions of {name} in {code} are tried again. 将重新办理。")


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
        raise Failure(f"There is no tenant {code}: `concord tenant list` shows all.")
    return found.id
