"""`concord service-account create|rotate|revoke|list`."""

import asyncio
import getpass
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import click
import msgspec

from concord.cli.failures import unknown_tenant
from concord.cli.identifiers import ObjectId
from concord.cli.output import json_option, show
from concord.identity import Role, Standing
from concord.identity.accounts import PERSONS, ServiceAccount, ServiceAccounts
from concord.identity.changing import Change
from concord.settings import load
from concord.tenancy import Tenant, Tenants

COLUMNS = {
    "client_id": "client id 客户端编号",
    "role": "role 角色",
    "organization": "organization 单位",
    "secrets": "secrets 有效密钥",
    "last_used_at": "last used 最近使用",
    "revoked_at": "revoked 吊销",
}
LONGEST_OVERLAP = 168

tenant_option = click.option("--tenant", required=True, help="The tenant's code: jianghai.")
name_option = click.option("--name", required=True, help="The account's name: county-board.")


@click.group(name="service-account")
def service_account() -> None:
    """Machines of a tenant that ask for tokens themselves 服务账号.

    \b
    concord service-account create --tenant jianghai --name county-board --role auditor
    curl -u jianghai.county-board:SECRET -d grant_type=client_credentials http://127.0.0.1:8000/oauth/token
    concord service-account rotate --tenant jianghai --name county-board
    concord service-account revoke --tenant jianghai --name county-board
    """


@service_account.command()
@tenant_option
@name_option
@click.option(
    "--role", required=True, type=click.Choice([role.value for role in Role if role not in PERSONS])
)
@click.option(
    "--organization", type=ObjectId("Organization"), help="The organization it acts for, as GraphQL shows it."
)
@json_option
def create(tenant: str, name: str, role: str, organization: UUID | None, as_json: bool) -> None:
    """Create an account. Its secret is printed once, on standard error 密钥只显示一次."""

    async def make(known: ServiceAccounts, of: Tenant) -> str | None:
        return await known.create(change_of(of), name, Standing(Role(role), organization))

    _done(tenant, name, make, as_json)


@service_account.command()
@tenant_option
@name_option
@click.option(
    "--overlap-hours",
    default=24,
    show_default=True,
    type=click.IntRange(0, LONGEST_OVERLAP),
    help="How long the secret before stays good.",
)
@json_option
def rotate(tenant: str, name: str, overlap_hours: int, as_json: bool) -> None:
    """Make another secret; the one before stays good for a while, older ones end now."""

    async def turn(known: ServiceAccounts, of: Tenant) -> str | None:
        return await known.rotate(change_of(of), name, timedelta(hours=overlap_hours))

    _done(tenant, name, turn, as_json)


@service_account.command()
@tenant_option
@name_option
@json_option
def revoke(tenant: str, name: str, as_json: bool) -> None:
    """End an account for good: its secrets at once, its tokens and open streams within two seconds."""

    async def end(known: ServiceAccounts, of: Tenant) -> None:
        await known.revoke(change_of(of), name)

    _done(tenant, name, end, as_json)


@service_account.command(name="list")
@tenant_option
@json_option
def list_(tenant: str, as_json: bool) -> None:
    """Every account of a tenant, and when it was last used."""

    async def listed() -> list[dict[str, Any]]:
        async with opened(tenant) as (pool, of):
            return [_row(of, one) for one in await ServiceAccounts(pool).list(of.id)]

    show(asyncio.run(listed()), COLUMNS, as_json=as_json)


@asynccontextmanager
async def opened(code: str) -> AsyncIterator[tuple[asyncpg.Pool, Tenant]]:
    """A pool of the role that may change who comes in, and the tenant."""
    async with asyncpg.create_pool(load().dsn("concord_app"), min_size=0, max_size=1) as pool:
        found = await Tenants(pool).by_code(code)
        if found is None:
            raise unknown_tenant(code)
        yield pool, found


def change_of(tenant: Tenant) -> Change:
    """By whoever sits at this machine."""
    return Change(tenant=tenant.id, actor=f"system:{getpass.getuser()}", command=uuid4())


def _done(
    code: str, name: str, doing: Callable[[ServiceAccounts, Tenant], Awaitable[str | None]], as_json: bool
) -> None:
    async def do() -> list[dict[str, Any]]:
        async with opened(code) as (pool, of):
            known = ServiceAccounts(pool)
            secret = await doing(known, of)
            if secret is not None:
                click.echo(f"secret 密钥: {secret}", err=True)
            found = await known.find(of.id, name)
            return [_row(of, found)] if found else []

    show(asyncio.run(do()), COLUMNS, as_json=as_json)


def _row(tenant: Tenant, account: ServiceAccount) -> dict[str, Any]:
    return {"client_id": f"{tenant.code}.{account.name}", **msgspec.to_builtins(account)}
