"""The publisher: every tenant's ledger to JetStream, in order, each entry once. Any number of processes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import nats
import nats.errors
import structlog
from nats.aio.client import Client

from concord.projecting.agenda import Item
from concord.projecting.lag import PUBLISHER
from concord.projecting.outage import Away
from concord.projecting.working import Job, Lost, work
from concord.publishing.serving import Publication
from concord.publishing.statement import sql
from concord.publishing.stream import ensure_stream

SCANNED = 1_000
"""Tenants a scan returns at most; the next one finds the others."""
CONNECT_TIMEOUT = 3.0
PING = 5.0
"""Seconds between pings: a connection that hangs is noticed after two of them."""

log = structlog.get_logger(__name__)


def nobody() -> Mapping[str, Any]:
    """For a server that asks nobody who he is."""
    return {}


async def run_publisher(
    dsn: str,
    nats_url: str,
    stop: asyncio.Event,
    *,
    login: Callable[[], Mapping[str, Any]] = nobody,
    replicas: int = 1,
    lanes: int = 1,
) -> None:
    """Publishes until `stop`, as role concord_projector. `nats_url`: servers, separated by commas;
    `login`: options of a connection, asked for each one; `replicas`: of the stream, where it is created."""

    @asynccontextmanager
    async def opening(pool: asyncpg.Pool, lost: Lost) -> AsyncIterator[Job]:
        async with _connected(nats_url, login(), lost) as client:
            await ensure_stream(client, replicas)
            since = await pool.fetchval(sql("now"))

            publication = Publication(pool, client, since)

            async def serve(item: Item) -> bool:
                return await publication.serve(item[0])

            async def scan() -> Iterable[Item]:
                rows = await pool.fetch(sql("behind"), since, SCANNED)
                return [(row[0], row[1]) for row in rows]

            yield Job(serve, scan)

    await work(dsn, stop, opening, name=PUBLISHER, lanes=lanes)


@asynccontextmanager
async def _connected(nats_url: str, login: Mapping[str, Any], lost: Lost) -> AsyncIterator[Client]:
    """A connection that does not come back by itself: what the server lost meanwhile has to be looked for,
    and a batch that waits in a buffer must not be sent later."""

    async def closed() -> None:
        if not lost.done():
            lost.set_exception(Away("NATS closed the connection"))

    async def noted(error: Exception) -> None:
        log.info("NATS", error=repr(error))

    try:
        client = await nats.connect(
            servers=nats_url.split(","),
            allow_reconnect=False,
            connect_timeout=CONNECT_TIMEOUT,
            ping_interval=PING,
            max_outstanding_pings=2,
            error_cb=noted,
            closed_cb=closed,
            **{"name": "concord publisher", **login},
        )
    except (nats.errors.Error, OSError) as error:
        raise Away(f"NATS: {error!r}") from error
    try:
        yield client
    finally:
        await client.close()
