"""`concord ledger close`."""

import click

from concord.cli.ledger.deciding import decided


@click.command()
@click.option("--tenant", "code", required=True, help="Code of the tenant.")
def close(code: str) -> None:
    """Ask for a token again for checkpoints and hashes; it is recorded in the tenant's ledger.

    What was opened may have been kept by others. 已公开的内容可能已被他人保存。
    """
    decided(code, opened=False)
