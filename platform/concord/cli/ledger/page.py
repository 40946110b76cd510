"""`concord ledger page`."""

import asyncio
from datetime import datetime
from pathlib import Path

import asyncpg
import click

from concord.book import page_code
from concord.cli.failures import Failure, unknown_tenant
from concord.cli.language import said
from concord.ledger.checkpoints import Checkpoint, TreeHead, exactly, latest, parsed
from concord.ledger.merkle import leaf_hash
from concord.ledger.tiles import WIDTH
from concord.refusals import Message
from concord.settings import load
from concord.tenancy import Tenants, reading
from concord.verifying import Wrong
from concord.verifying.sources.bundle import Bundle

ONE_OF_BOTH = Message("请给出 BUNDLE，或 --tenant 和 --size", "give either BUNDLE, or --tenant and --size")
TOO_MANY = Message(
    "最多 {most} 条，--from 不得晚于 --to", "use at most {most} positions, --from not after --to"
)

NOT_IN_BUNDLE = Message(
    "{file} 只含第 {first} 至 {last} 条",
    "{file} holds the entries from {first} to {last}.",
)
NEVER_SIGNED = Message(
    "{code} 没有签署过 {size} 条的检查点",
    "No checkpoint of {size} entries was ever signed for {code}.",
)
ENTRIES_MISSING = Message(
    "{code} 的台账没有第 {first} 至 {last} 条的全部记录",
    "The ledger of {code} does not have all of the entries from {first} to {last}.",
)

MOST = 1_000
"""Positions of a page."""
ENTRIES = """
select entry from concord.event where tenant_id = $1 and position >= $2 and position <= $3 order by position
"""


@click.command()
@click.argument("bundle", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--tenant", "code", help="Without BUNDLE: of this tenant, in the database of the settings.")
@click.option(
    "--size", type=click.IntRange(1), help="Of the checkpoint that the page shows (条); the bundle's."
)
@click.option("--from", "first", type=click.IntRange(1), required=True, help="First position on the page.")
@click.option("--to", "last", type=click.IntRange(1), required=True, help="Last position on the page.")
def page(bundle: Path | None, code: str | None, size: int | None, first: int, last: int) -> None:
    """The verification code that a printed page must show, from the entries as they are now 核验码.

    \b
    concord ledger page jianghai.ledger.tar --from 101 --to 110          # offline 离线
    concord ledger page --tenant jianghai --size 845 --from 101 --to 110

    Offline it is of the bundle's own human ledger; whether the bundle holds, `concord ledger verify` says.
    """
    if (bundle is None) == (code is None) or (code is not None and size is None):
        raise click.UsageError(said(ONE_OF_BOTH))
    if not first <= last < first + MOST:
        raise click.BadParameter(said(TOO_MANY, most=MOST), param_hint="--to")
    if bundle is not None:
        click.echo(asyncio.run(_code_of_bundle(bundle, first, last)))
    else:
        click.echo(asyncio.run(_code(str(code), size or 0, first, last)))


async def _code_of_bundle(file: Path, first: int, last: int) -> str:
    try:
        with Bundle(file) as bundle:
            held, made_at = await bundle.held(), datetime.fromisoformat(bundle.manifest.made_at)
            if not held.first <= first <= last <= held.last:
                raise Failure(said(NOT_IN_BUNDLE, file=file, first=held.first, last=held.last))
            begin = max(held.first, first - (first - 1) % WIDTH)  # members are whole tiles
            end = min(held.last, last + -last % WIDTH)
            found = [raw async for some in bundle.entries(begin, end) for raw in some]
    except Wrong as wrong:
        raise Failure(str(wrong)) from None
    origin, size, root = parsed(held.checkpoint.decode())
    checkpoint = Checkpoint(TreeHead(1, origin, size, root), held.checkpoint.decode(), made_at)
    return page_code(checkpoint, first, last, map(leaf_hash, found[first - begin : last - begin + 1]))


async def _code(code: str, size: int, first: int, last: int) -> str:
    async with asyncpg.create_pool(load().dsn("concord_app"), min_size=0, max_size=1) as pool:
        tenant = await Tenants(pool).by_code(code)
        if tenant is None:
            raise unknown_tenant(code)
        async with reading(pool, tenant.id) as connection:
            newest = await latest(connection, tenant.id)
            checkpoint: Checkpoint | None = None
            for epoch in range(newest.head.epoch if newest else 0, 0, -1):
                checkpoint = checkpoint or await exactly(connection, tenant.id, epoch, size)
            if checkpoint is None:
                raise Failure(said(NEVER_SIGNED, size=size, code=code))
            rows = await connection.fetch(ENTRIES, tenant.id, first, last)
    if len(rows) != last - first + 1:
        raise Failure(said(ENTRIES_MISSING, code=code, first=first, last=last))
    return page_code(checkpoint, first, last, (leaf_hash(row["entry"]) for row in rows))
