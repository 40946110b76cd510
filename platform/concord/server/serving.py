"""`concord serve`: one API process, until it is told to stop."""

import asyncio

from concord.server.app import create_app
from concord.server.lasting import lasting
from concord.server.listening import listening, told_to_stop
from concord.server.probes import database_answers
from concord.server.probing import probing
from concord.server.services import opened
from concord.settings import Settings

FAREWELL = 0.2
"""Seconds in which subscriptions say goodbye, before the server closes connections its own way."""


async def serve(settings: Settings, *, read_only: bool = False) -> None:
    """Answer on CONCORD_HOST:CONCORD_PORT until SIGINT or SIGTERM; what was begun is finished.

    `read_only`: refuse every mutation.
    """
    told = told_to_stop()
    async with opened(settings, read_only=read_only) as services:
        with lasting():
            app = create_app(services)
        server = listening(app, settings.host, settings.port, settings.request_bytes, settings.head_seconds)
        serving = asyncio.create_task(server.serve())
        checks = [database_answers(services.pool)]
        beside = asyncio.create_task(probing(settings, checks, told)) if settings.metrics_port else None
        stopping = asyncio.create_task(told.wait())
        await asyncio.wait((serving, stopping), return_when=asyncio.FIRST_COMPLETED)
        services.stopping.set()
        await asyncio.sleep(FAREWELL)
        server.should_exit = True
        stopping.cancel()
        await serving
        if beside is not None:
            await beside
