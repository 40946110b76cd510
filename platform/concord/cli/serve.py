"""`concord serve`."""

import click
import uvloop

from concord import telemetry
from concord.cli.failures import PORT_TAKEN, Failure
from concord.cli.language import said
from concord.embedded.ports import is_free
from concord.server.lasting import lasting
from concord.settings import load


@click.command()
def serve() -> None:
    """Run one API process until Ctrl-C or SIGTERM. Start as many as you like; they hold no state.

    \b
    concord serve
    CONCORD_PORT=8080 concord serve

    /live says that the process runs, /ready that it can answer. /metrics, for Prometheus, is on
    CONCORD_METRICS_PORT alone; in a demo here as well.
    """
    settings = load()
    telemetry.configure(settings.log_level)
    if not is_free(settings.port, settings.host):
        raise Failure(said(PORT_TAKEN, port=settings.port))
    with lasting():
        from concord.server.serving import serve as run  # the web framework is slow to import

    uvloop.run(run(settings))
