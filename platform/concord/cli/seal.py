"""`concord seal`."""

import click
import uvloop

from concord import telemetry
from concord.server.lasting import lasting
from concord.settings import load


@click.command()
@click.option(
    "--adopt",
    is_flag=True,
    help="Take over ledgers that were sealed, of which the state folder knows nothing (it was lost).",
)
def seal(adopt: bool) -> None:
    """Sign checkpoints of every ledger until Ctrl-C or SIGTERM.

    \b
    concord seal
    CONCORD_LEDGER_NAME=ledger.example.org CONCORD_METRICS_PORT=9101 concord seal

    It alone has the signing keys (CONCORD_SEALER_KEYS_DIR) and remembers outside the database what it signed
    (CONCORD_SEALER_STATE_DIR): a ledger that is not what was sealed is not signed again. Of several, one
    signs and the others wait. The first start makes a key: back it up (docs/operators.md).
    """
    settings = load()
    telemetry.configure(settings.log_level)
    with lasting():
        from concord.server.sealing import seal as run

    uvloop.run(run(settings, adopt=adopt))
