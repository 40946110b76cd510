"""`concord work`."""

import click
import uvloop

from concord import telemetry
from concord.server.lasting import lasting
from concord.settings import load


@click.command()
def work() -> None:
    """Run one worker until Ctrl-C or SIGTERM: read models, publication to NATS, policies.

    Start as many as you like: work is claimed tenant by tenant, and none of them is a leader.

    \b
    concord work
    CONCORD_METRICS_PORT=9100 concord work
    """
    settings = load()
    telemetry.configure(settings.log_level)
    with lasting():
        from concord.server.working import work as run

    uvloop.run(run(settings))
