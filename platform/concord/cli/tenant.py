"""`concord tenant create|list|show`."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import click

from concord.cli.failures import Failure
from concord.cli.output import json_option, show
from concord.settings import load
from concord.tenancy import NotAParent, Tenant, Tenants

CODE = re.compile(r"[a-z][a-z0-9]{1,30}")
DIVISION = re.compile(r"(\d{6}|\d{12})?")
COLUMNS = {
    "code": "code 代码",
    "name": "name 名称",
    "division_code": "division 行政区划",
    "position": "events 事件数",
    "simulated": "simulated 演示",
}


@click.group()
def tenant() -> None:
    """Tenants: who owns a ledger 租户.

    \b
    concord tenant create --code yangdu --name 阳都街道 --division 371321003000
    concord tenant list
    concord tenant show yangdu --json
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
    """Create a tenant with an empty ledger; again with the same code and name, nothing changes.

    Figures that it releases go into the ledger of its parent, which reads nothing else of it.
    """
    if not CODE.fullmatch(code):
        raise click.BadParameter(
            "use 2 to 31 lowercase letters and digits, a letter first: yangdu", param_hint="--code"
        )
    if not DIVISION.fullmatch(division):
        raise click.BadParameter("use 6 or 12 digits: 371321", param_hint="--division")
    if not 1 <= len(name.strip()) <= 200:
        raise click.BadParameter("use 1 to 200 characters: 阳都街道", param_hint="--name")
    made = asyncio.run(_create(code, name, division, simulated, parent))
    show([_row(made, None)], {name: COLUMNS[name] for name in COLUMNS if name != "position"}, as_json=as_json)


@tenant.command(name="list")
@json_option
def list_(as_json: bool) -> None:
    """Every tenant, with the length of its ledger."""
    show(asyncio.run(_list()), COLUMNS, as_json=as_json)


@tenant.command(name="show")
@click.argument("code")
@json_option
def show_(code: str, as_json: bool) -> None:
    """One tenant."""
    found = [row for row in asyncio.run(_list()) if row["code"] == code]
    if not found:
        raise Failure(f"There is no tenant {code}: `concord tenant list` shows all.")
    show(found, COLUMNS, as_json=as_json)


@asynccontextmanager
async def tenants() -> AsyncIterator[Tenants]:
    """Tenants by the owner's role, which may see and create all of them."""
    async with asyncpg.create_pool(load().dsn("concord_owner"), min_size=0, max_size=2) as pool:
        yield Tenants(pool)


async def _create(code: str, name: str, division: str, simulated: bool, parent: str | None) -> Tenant:
    async with tenants() as known:
        if parent is not None and await known.by_code(parent) is None:
            raise Failure(f"There is no tenant {parent}: create the parent first. Nothing was changed.")
        made = await known.create(code=code, name=name, division_code=division, simulated=simulated)
        if made.name != name:
            raise Failure(f"There is a tenant {code} already, named {made.name}: nothing was changed.")
        if parent is not None:
            await _put_under(known, code, parent)
    return made


async def _put_under(known: Tenants, code: str, parent: str) -> None:
    try:
        await known.set_parent(code, parent)
    except NotAParent as error:
        raise Failure(f"{code} is not put under {parent}: {error}.") from error


async def _list() -> list[dict[str, Any]]:
    async with tenants() as known:
        return [_row(tenant, position) async for tenant, position in known.list()]


def _row(tenant: Tenant, position: int | None) -> dict[str, Any]:
    return {
        "code": tenant.code,
        "name": tenant.name,
        "division_code": tenant.division_code,
        "position": position,
        "simulated": tenant.simulated,
        "id": str(tenant.id),
    }
