"""Housekeeping: commands are kept for 90 days, so that a client may send one again for that long; records of
who looked at personal values for three years (个人信息保护法, Art. 56)."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta

import asyncpg
import structlog

from concord.eventstore.errors import AWAY

KEPT = timedelta(days=90)
ACCESSES_KEPT = timedelta(days=3 * 366)
PAUSE = timedelta(hours=6)
BATCH = 5_000
"""Rows a transaction: short, so that nobody who appends waits for it."""

log = structlog.get_logger()


async def forget_commands(dsn: str, before: datetime) -> int:
    """Forgets every command taken before a moment. Returns how many."""
    return await _forget(dsn, "select concord.forget_commands($1, $2)", before)


async def forget_accesses(dsn: str, before: datetime) -> int:
    """Forgets every look recorded before a moment. Returns how many."""
    return await _forget(dsn, "select concord.forget_accesses($1, $2)", before)


async def _forget(dsn: str, statement: str, before: datetime) -> int:
    total = 0
    connection = await asyncpg.connect(dsn)
    try:
        while count := await connection.fetchval(statement, before, BATCH):
            total += count
    finally:
        await connection.close()
    return total


async def run_forgetting(dsn: str, stop: asyncio.Event) -> None:
    """Every six hours until `stop`; a database that is away is asked again then."""
    while not stop.is_set():
        for what, forget, kept in (
            ("commands", forget_commands, KEPT),
            ("accesses", forget_accesses, ACCESSES_KEPT),
        ):
            try:
                if count := await forget(dsn, datetime.now(UTC) - kept):
                    log.info(f"{what} forgotten", count=count)
            except (*AWAY, asyncpg.PostgresError) as error:
                log.warning(f"{what} not forgotten", error=repr(error))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), PAUSE.total_seconds())
