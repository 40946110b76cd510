"""`concord ledger open`."""

import click

from concord.cli.ledger.deciding import decided


@click.command()
@click.option("--tenant", "code", required=True, help="Code of the tenant.")
def open(code: str) -> None:
    """Open checkpoints and hashes to everybody, by decision of the tenant; it is recorded in its ledger.

    \b
    concord ledger open --tenant jianghai
    curl http://127.0.0.1:8000/ledgers/jianghai/checkpoint

    Then anybody can follow the ledger and notice a change, without reading an entry.
    公开后，任何人可核对台账是否被改动，但不能阅读条目。
    """
    decided(code, opened=True)
