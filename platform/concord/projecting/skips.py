"""Skips: an operator's decision that one read model passes over one event. It is a ledger event itself, so
that rebuild, audit and replay honour it; its stream is the only place where skips are kept."""

from uuid import UUID, uuid5

import asyncpg
import orjson

from concord.projecting.statement import sql

ENTRY_SKIPPED = "ledger.EntrySkipped"


def skips_stream(tenant: UUID, projection: str) -> UUID:
    """The stream that holds a projection's skips."""
    return uuid5(tenant, f"skips:{projection}")


async def skipped(connection: asyncpg.Connection, tenant: UUID, projection: str) -> frozenset[int]:
    """Positions that this projection passes over."""
    rows = await connection.fetch(sql("read_stream"), tenant, skips_stream(tenant, projection))
    return frozenset(orjson.loads(row["entry"])["data"]["position"] for row in rows)
