"""/live, /ready and /metrics. Readiness is asked of what the process needs, now; it never guesses.

Metrics name no tenant, but how much is done is nobody's business outside: they are not on a port that the
world reaches.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urlsplit

import asyncpg
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from concord.eventstore.errors import AWAY
from concord.telemetry.greeting import greets

Check = Callable[[], Awaitable[str | None]]
"""None, or one sentence that says what is missing."""
PATIENCE = 2.0
"""Seconds a check may take; a database that needs longer does not serve anybody now."""


def probes(checks: Sequence[Check], *, measured: bool) -> list[HTTPRouteHandler]:
    """Route handlers for orchestrators and, where `measured`, for Prometheus."""

    @get("/live", include_in_schema=False)
    async def live() -> dict[str, str]:
        return {"status": "live"}

    @get("/ready", include_in_schema=False)
    async def ready() -> Response[dict[str, object]]:
        missing = [reason for reason in await asyncio.gather(*map(_within_patience, checks)) if reason]
        content: dict[str, object] = {"status": "not ready" if missing else "ready", "missing": missing}
        return Response(content, status_code=503 if missing else 200)

    @get("/metrics", include_in_schema=False, sync_to_thread=False)
    def metrics() -> Response[bytes]:
        # A header, not a media type: Litestar would add a second charset, which Prometheus cannot parse.
        return Response(generate_latest(), headers={"content-type": CONTENT_TYPE_LATEST})

    return [live, ready, metrics] if measured else [live, ready]


async def _within_patience(check: Check) -> str | None:
    try:
        async with asyncio.timeout(PATIENCE):
            return await check()
    except TimeoutError:
        return "something that is needed does not answer in time"


def nats_answers(servers: str) -> Check:
    """One of the NATS servers (separated by commas) greets."""
    addresses = [(url.hostname or "", url.port or 4222) for url in map(urlsplit, servers.split(","))]

    async def check() -> str | None:
        greeted = await asyncio.gather(*(greets(host, port) for host, port in addresses))
        return None if any(greeted) else "NATS does not answer: events wait in the ledger until it does"

    return check


def database_answers(pool: asyncpg.Pool) -> Check:
    """PostgreSQL takes a statement, and its schema has been migrated."""

    async def check() -> str | None:
        try:
            migrated = await pool.fetchval("select to_regclass('concord.event') is not null")
        except (*AWAY, asyncpg.PostgresError) as error:
            return f"the database does not answer ({type(error).__name__})"
        return None if migrated else "the database has no schema yet: run `concord migrate`"

    return check
