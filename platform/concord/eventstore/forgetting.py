"""Housekeeping: commands are kept for 90 days, so that a client may send one again for that long."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta

import asyncpg
import structlog

from concord.eventstore.errors import AWAY

KEPT = timedelta(days=90)
PAUSE = timedelta(hours=6)
BATCH = 5_000
"""Rows a transaction: short, so that nobody who appends waits for it."""

log = structlog.get_logger()


async def forget_commands(dsn: str, before: datetime) -> int:
    """Forgets every command taken before a moment. Returns how many."""
    total = 0
    connection = await asyncpg.connect(dsn)
    try:
        while count := await connection.fetchval("select concord.forget_commands($1, $2)", before, BATCH):
            total += count
    finally:
        await connection.close()
    return total


async def run_forgetting(dsn: str, stop: asyncio.Event) -> None:
    """Every six hours until `stop`; a database that is away is asked again then."""
    while not stop.is_set():
        try:
            if count := await forget_commands(dsn, datetime.now(UTC) - KEPT):
                log.info("commands forgotten", count=count)
        except (*AWAY, asyncpg.PostgresError) as error:
            log.warning("commands not forgotten", error=repr(error))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), PAUSE.total_seconds())
