"""`concord ledger page`."""

import asyncio

import asyncpg
import click

from concord.book import page_code
from concord.cli.failures import Failure
from concord.ledger.checkpoints import Checkpoint, exactly, latest
from concord.ledger.merkle import leaf_hash
from concord.settings import load
from concord.tenancy import Tenants, reading

MOST = 1_000
"""Positions of a page."""
ENTRIES = """
select entry from concord.event where tenant_id = $1 and position >= $2 and position <= $3 order by position
"""


@click.command()
@click.option("--tenant", "code", required=True, help="Code of the tenant.")
@click.option(
    "--size", type=click.IntRange(1), required=True, help="Of the checkpoint that the page shows (条)."
)
@click.option("--from", "first", type=click.IntRange(1), required=True, help="First position on the page.")
@click.option("--to", "last", type=click.IntRange(1), required=True, help="Last position on the page.")
def page(code: str, size: int, first: int, last: int) -> None:
    """The verification code that a printed page must show, from the entries as they are now 核验码.

    \b
    concord ledger page --tenant jianghai --size 845 --from 101 --to 110
    """
    if not first <= last < first + MOST:
        raise click.BadParameter(f"use at most {MOST} positions, --from not after --to", param_hint="--to")
    click.echo(asyncio.run(_code(code, size, first, last)))


async def _code(code: str, size: int, first: int, last: int) -> str:
    async with asyncpg.create_pool(load().dsn("concord_app"), min_size=0, max_size=1) as pool:
        tenant = await Tenants(pool).by_code(code)
        if tenant is None:
            raise Failure(f"There is no tenant {code}: `concord tenant list` shows all.")
        async with reading(pool, tenant.id) as connection:
            newest = await latest(connection, tenant.id)
            checkpoint: Checkpoint | None = None
            for epoch in range(newest.head.epoch if newest else 0, 0, -1):
                checkpoint = checkpoint or await exactly(connection, tenant.id, epoch, size)
            if checkpoint is None:
                raise Failure(f"No checkpoint of {size} entries was ever signed for {code}.")
            rows = await connection.fetch(ENTRIES, tenant.id, first, last)
    if len(rows) != last - first + 1:
        raise Failure(f"The ledger of {code} does not have all of the entries from {first} to {last}.")
    return page_code(checkpoint, first, last, (leaf_hash(row["entry"]) for row in rows))
