"""`concord nats init|config`."""

from pathlib import Path

import click

from concord.accounts import Operator, configuration
from concord.embedded.infra import infra
from concord.settings import load


@click.group()
def nats() -> None:
    """Accounts of NATS: one for each tenant 消息服务器的账户隔离.

    \b
    concord nats config --store /data > nats-server.conf    # then: nats-server -c nats-server.conf
    concord work                                            # pushes every tenant's account to it

    An embedded server (`concord demo`) has them without this.
    """


@nats.command()
@click.option("--store", default="/data", show_default=True, help="Folder on the server for accounts.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of standard output."
)
def config(store: str, output: Path | None) -> None:
    """Print a server configuration that trusts this installation's operator.

    The operator's key (nats/operator.seed in the key folder) is made at the first time. It signs every
    account: `concord serve` and `concord work` read it there; back it up as the other keys. What is printed
    is not secret.
    """
    operator = Operator.obtained(load().keys)
    text = infra("nats/nats-server.conf").read_text("utf-8")
    whole = f"{text}\n{configuration(operator, f'{store}/accounts')}"
    if output is None:
        click.echo(whole, nl=False)
    else:
        output.write_text(whole, "utf-8")
