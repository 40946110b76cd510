"""Room for moments: the least recently used goes, never one that is being read; leftovers go at sight."""

from collections.abc import Sequence
from contextlib import suppress

import asyncpg

from concord.projecting.statement import sql
from concord.tenancy import writing


async def make_room(pool: asyncpg.Pool, wanted: int) -> int:
    """Drops leftovers, and moments until at most `wanted` are kept; returns how many are."""
    listed = await pool.fetch(sql("as_of_list"))
    kept = [row for row in listed if row["tenant_id"] is not None and row["present"]]
    await _reap(pool, [row for row in listed if row not in kept])
    count = len(kept)
    for row in kept:
        if count <= wanted:
            break
        count -= await _drop(pool, row)
    return count


async def _reap(pool: asyncpg.Pool, leftovers: Sequence[asyncpg.Record]) -> None:
    """What a crash or a restored backup left: a schema whose row is gone, or a row without its schema."""
    for row in leftovers:
        if row["tenant_id"] is not None:
            await _drop(pool, row)
            continue
        with suppress(asyncpg.LockNotAvailableError):
            async with pool.acquire() as connection, connection.transaction():
                await connection.execute(_dropping(row["schema"]))


async def _drop(pool: asyncpg.Pool, row: asyncpg.Record) -> bool:
    """Whether it is gone: one that somebody reads stays."""
    key = (row["tenant_id"], row["position"], row["edition"], row["schema"])
    try:
        async with writing(pool, row["tenant_id"]) as connection:
            if not await connection.fetchval(sql("as_of_drop"), *key):
                return False
            await connection.execute(_dropping(row["schema"]))
    except asyncpg.LockNotAvailableError:
        return False
    return True


def _dropping(schema: str) -> str:
    """A backup may hold the tables: then another moment goes, or none."""
    return f"set local lock_timeout = '1s'; drop schema if exists {schema} cascade"
