"""`concord serve`: one API process, until it is told to stop."""

import uvicorn
from litestar import Litestar

from concord.server.app import create_app
from concord.server.services import opened
from concord.settings import Settings

GRACE = 5
"""Seconds that open requests and subscriptions get at the end."""


async def serve(settings: Settings) -> None:
    """Answer on CONCORD_HOST:CONCORD_PORT until SIGINT or SIGTERM."""
    async with opened(settings) as services:
        await listen(create_app(services), settings.host, settings.port)


async def listen(app: Litestar, host: str, port: int) -> None:
    """Run an application in this event loop until SIGINT or SIGTERM."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,  # concord.telemetry has configured it
        access_log=False,  # query strings and addresses are personal values
        timeout_graceful_shutdown=GRACE,
        lifespan="on",
        server_header=False,
        ws_max_size=1 << 20,
    )
    await uvicorn.Server(config).serve()
