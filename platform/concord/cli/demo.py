"""`concord demo`: everything on this machine."""

import asyncio
import signal
from contextlib import suppress

import click

from concord import telemetry
from concord.cli.demonstration import Demonstration
from concord.cli.output import complain
from concord.embedded import parts
from concord.settings import load


@click.command()
@click.option(
    "--empty", is_flag=True, help="Without demo tenants: create your own by `concord tenant create`."
)
@click.option(
    "--with-parent", is_flag=True, hidden=True, help="Stop when the starting process ends: make run."
)
def demo(empty: bool, with_parent: bool) -> None:
    """Start PostgreSQL, NATS, API, worker and sealer, with five demo tenants. Ctrl-C stops all of it.

    \b
    concord demo
    CONCORD_PORT=8001 CONCORD_DATA_DIR=/tmp/second concord demo     # a second one beside it

    What it stores stays in CONCORD_DATA_DIR (.concord) and is there again at the next start.
    演示数据保存在 CONCORD_DATA_DIR，下次启动仍在。
    """
    settings = load()
    telemetry.configure("warning" if settings.log_level == "info" else settings.log_level)
    if with_parent:
        parts.die_with_parent()
    asyncio.run(_until_told(Demonstration(settings, with_tenants=not empty)))


async def _until_told(demonstration: Demonstration) -> None:
    """Run until SIGINT or SIGTERM; stop everything in any case."""
    running = asyncio.ensure_future(demonstration.run())
    told = asyncio.Event()

    def stop() -> None:
        told.set()
        running.cancel()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stop)
    try:
        with suppress(asyncio.CancelledError):
            await running
    finally:
        if told.is_set():
            complain("stopping ... 正在停止")
        demonstration.stop()
