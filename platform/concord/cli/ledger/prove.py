"""`concord ledger prove`."""

import asyncio
import json

import asyncpg
import click

from concord.cli.failures import Failure, unknown_tenant
from concord.cli.language import said
from concord.ledger.proving import (
    ConsistencyProof,
    Contradiction,
    InclusionProof,
    NotSealed,
    prove_consistency,
    prove_inclusion,
)
from concord.refusals import Message
from concord.settings import load
from concord.tenancy import Tenants, reading

ONE_OF_BOTH = Message("请给出 --position 或 --continues 之一", "give either --position or --continues")
TOO_SMALL = Message("应不小于 {least}", "use a size of at least {least}")
SIZE_MISSING = Message("请注明到哪个条数，不小于 {least}", "say up to which size, at least {least}")

NOT_SEALED = Message(
    "{code} 的台账目前签署到第 {sealed} 条",
    "The ledger of {code} is signed up to position {sealed} so far.",
)
NOT_AS_SIGNED = Message(
    "{code} 的台账与签署的内容不符，请告知审计人员：{error}",
    "The ledger of {code} is not what was signed, tell its auditors: {error}.",
)


@click.command()
@click.option("--tenant", "code", required=True, help="Code of the tenant.")
@click.option("--position", type=click.IntRange(1), help="Of the entry to prove.")
@click.option("--size", type=click.IntRange(1), help="In a ledger of so many entries; the newest if omitted.")
@click.option("--continues", type=click.IntRange(1), help="Prove that an earlier size was only continued.")
def prove(code: str, position: int | None, size: int | None, continues: int | None) -> None:
    """Print a receipt (C2SP tlog-proof) for one entry, or a consistency proof as JSON. Needs no key.

    \b
    concord ledger prove --tenant jianghai --position 8 > 8.tlog-proof
    concord ledger prove --tenant jianghai --position 8 --size 100          # a size without checkpoint: JSON
    concord ledger prove --tenant jianghai --continues 100 --size 250

    A receipt proves the entry offline, to whoever knows the verifier key: /.well-known/concord-ledger-keys.
    """
    if (position is None) == (continues is None):
        raise click.UsageError(said(ONE_OF_BOTH))
    if position is not None and size is not None and size < position:
        raise click.BadParameter(said(TOO_SMALL, least=position), param_hint="--size")
    if continues is not None and (size is None or size < continues):
        raise click.BadParameter(said(SIZE_MISSING, least=continues), param_hint="--size")
    click.echo(asyncio.run(_proven(code, position, size, continues)), nl=False)


async def _proven(code: str, position: int | None, size: int | None, old: int | None) -> str:
    async with asyncpg.create_pool(load().dsn("concord_app"), min_size=0, max_size=1) as pool:
        tenant = await Tenants(pool).by_code(code)
        if tenant is None:
            raise unknown_tenant(code)
        try:
            async with reading(pool, tenant.id) as connection:
                if position is not None:
                    return _inclusion(await prove_inclusion(connection, tenant.id, position, size))
                return _consistency(await prove_consistency(connection, tenant.id, old or 0, size or 0))
        except NotSealed as error:
            raise Failure(said(NOT_SEALED, code=code, sealed=error.sealed)) from None
        except Contradiction as error:
            raise Failure(said(NOT_AS_SIGNED, code=code, error=error)) from None


def _inclusion(proof: InclusionProof) -> str:
    if proof.receipt is not None:
        return proof.receipt
    found = {"position": proof.position, "size": proof.size, "root": proof.root.hex()}
    return json.dumps({**found, "hashes": [one.hex() for one in proof.path]}) + "\n"


def _consistency(proof: ConsistencyProof) -> str:
    sizes = {
        "from": proof.old,
        "fromRoot": proof.old_root.hex(),
        "to": proof.new,
        "toRoot": proof.new_root.hex(),
    }
    return json.dumps({**sizes, "hashes": [one.hex() for one in proof.path]}) + "\n"
