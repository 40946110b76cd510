"""`concord privacy erase|copy|rotate-keys`."""

import click

from concord import telemetry
from concord.cli.groups import Lazy

COMMANDS = {
    "erase": "Everything kept of one person, for good 删除个人信息",
    "copy": "What is held about one person, for that person 个人信息副本",
    "rotate-keys": "New keys of a tenant, or of the platform 轮换密钥",
}


@click.group(cls=Lazy, commands_help=COMMANDS, package="concord.cli.privacy")
def privacy() -> None:
    """Personal data: erasure, a copy of one's own, keys 个人信息.

    \b
    concord privacy erase --tenant yangdu --subject 5b0c...               # carries out what was asked for
    concord privacy copy --tenant yangdu --subject 5b0c... -o person.json # for the person
    concord privacy rotate-keys --tenant yangdu                           # a new key of the tenant
    """
    # What is logged goes to standard error, what was asked for to standard output.
    telemetry.configure("warning")
