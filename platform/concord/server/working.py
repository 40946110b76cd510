"""`concord work`: read models and publication, until it is told to stop."""

import asyncio

import asyncpg
from litestar import Litestar

from concord.eventstore.forgetting import run_forgetting
from concord.projecting import run_projector
from concord.publishing import run_publisher
from concord.server.listening import Listening, listening, told_to_stop
from concord.server.probes import database_answers, nats_answers, probes
from concord.settings import Settings

ROLE = "concord_projector"


async def work(settings: Settings) -> None:
    """Do what is to be done for any tenant until SIGINT or SIGTERM; batches under way are finished."""
    stop = told_to_stop()
    dsn = settings.dsn(ROLE)
    pool = asyncpg.create_pool(dsn, min_size=0, max_size=1, command_timeout=5)
    async with pool, asyncio.TaskGroup() as group:
        group.create_task(run_projector(dsn, stop))
        group.create_task(run_publisher(dsn, settings.nats, stop))
        group.create_task(run_forgetting(dsn, stop))
        if settings.metrics_port:
            group.create_task(_probe(_server(settings, pool), stop))


def _server(settings: Settings, pool: asyncpg.Pool) -> Listening:
    checks = [database_answers(pool), nats_answers(settings.nats)]
    app = Litestar(route_handlers=probes(checks), openapi_config=None, logging_config=None)
    return listening(app, settings.host, settings.metrics_port)


async def _probe(server: Listening, stop: asyncio.Event) -> None:
    serving = asyncio.create_task(server.serve())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((serving, stopping), return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    stopping.cancel()
    await serving
