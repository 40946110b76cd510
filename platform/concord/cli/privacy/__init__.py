"""`concord privacy rotate-keys|...`."""

import click

from concord.cli.groups import Lazy

COMMANDS = {
    "rotate-keys": "New keys of a tenant, or of the platform 轮换密钥",
}


@click.group(cls=Lazy, commands_help=COMMANDS, package="concord.cli.privacy")
def privacy() -> None:
    """Personal data: keys, erasure, who looked 个人信息.

    \b
    concord privacy rotate-keys --tenant yangdu          # a new key of the tenant
    concord privacy rotate-keys --master                 # a new key above them all
    """
