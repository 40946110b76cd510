"""`concord ledger ...`: what auditors and operators do with a sealed ledger."""

import click

from concord.cli.groups import Lazy

COMMANDS = {
    "verify": "Whether a ledger is what was signed 核验",
}


@click.command(cls=Lazy, commands_help=COMMANDS, package="concord.cli.ledger")
def ledger() -> None:
    """The sealed ledger of a tenant 台账: what was recorded, provably unchanged.

    \b
    concord ledger verify jianghai.ledger.tar               # an export bundle, offline 离线核验导出包
    """
