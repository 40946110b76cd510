"""Probes on a port of their own."""

import asyncio
from collections.abc import Sequence

from litestar import Litestar

from concord.server.listening import listening
from concord.server.probes import Check, probes
from concord.settings import Settings


async def probing(settings: Settings, checks: Sequence[Check], stop: asyncio.Event) -> None:
    """Answer /live, /ready and /metrics on CONCORD_METRICS_PORT until `stop`."""
    app = Litestar(route_handlers=probes(checks, measured=True), openapi_config=None, logging_config=None)
    server = listening(app, settings.host, settings.metrics_port)
    serving = asyncio.create_task(server.serve())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((serving, stopping), return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    stopping.cancel()
    await serving
