"""`concord privacy rotate-keys`."""

import asyncio
from uuid import UUID

import click
from rich.console import Console
from rich.progress import Progress

from concord.cli.failures import unknown_tenant
from concord.cli.language import said
from concord.cli.tenant import tenants
from concord.privacy.rotating import Report, rotate_master_key, rotate_tenant_key
from concord.refusals import Message
from concord.settings import Settings, load

WHICH = Message(
    "请注明哪些：--tenant CODE、--all-tenants 或 --master",
    "say which: --tenant CODE, --all-tenants or --master",
)


@click.command()
@click.option("--tenant", "code", help="Code of the tenant whose key is replaced.")
@click.option("--all-tenants", is_flag=True, help="The key of every tenant, one after the other.")
@click.option("--master", is_flag=True, help="The master key, which wraps the keys of tenants.")
def rotate_keys(code: str | None, all_tenants: bool, master: bool) -> None:
    """Replace a key that wraps others. Entries and disclosures are not touched 轮换密钥.

    Everything goes on meanwhile. Stopped at any instant, the same command finishes it.

    \b
    concord privacy rotate-keys --tenant yangdu
    concord privacy rotate-keys --all-tenants
    concord privacy rotate-keys --master

    A master key of the key folder is made anew. One of CONCORD_MASTER_KEY is yours to make: put the new
    one in front (new,old), restart every process, run this, then take the old one away.
    """
    if [code is not None, all_tenants, master].count(True) != 1:
        raise click.UsageError(said(WHICH))
    with Progress(console=Console(stderr=True)) as bar:
        told = _master(load(), bar) if master else _of_tenants(load(), code, bar)
    click.echo(told)


def _master(settings: Settings, bar: Progress) -> str:
    report = _reporting(bar, "master key 主密钥")
    count = rotate_master_key(settings.keys, settings.master_key, report)
    return f"The keys of {count} tenants are wrapped by the new master key. 主密钥已轮换。"


def _of_tenants(settings: Settings, code: str | None, bar: Progress) -> str:
    chosen = asyncio.run(_tenants(code))
    for name, tenant in chosen.items():
        rotate_tenant_key(settings.keys, settings.master_key, tenant, _reporting(bar, name))
    return f"New keys for {code or f'{len(chosen)} tenants'}. 租户密钥已轮换。"


def _reporting(bar: Progress, name: str) -> Report:
    task = bar.add_task(name, total=None)
    return lambda done, total: bar.update(task, completed=done, total=total)


async def _tenants(code: str | None) -> dict[str, UUID]:
    async with tenants() as known:
        if code is None:
            return {tenant.code: tenant.id async for tenant, _ in known.list()}
        found = await known.by_code(code)
    if found is None:
        raise unknown_tenant(code)
    return {code: found.id}
