"""Changes of who may come in: each noted for ever with who made it, and done once."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from concord.identity.errors import AccessRefusal
from concord.identity.statement import sql
from concord.refusals import Refusal
from concord.tenancy import writing


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Who changes something, by which command."""

    tenant: UUID
    actor: str
    command: UUID
    expected_revision: int | None = None


@asynccontextmanager
async def changing(
    pool: asyncpg.Pool, change: Change, what: str, whom: str, content: Any = None
) -> AsyncIterator[asyncpg.Connection | None]:
    """A transaction that notes the change; None where the same command was done before. Raises `Refusal`."""
    digest = hashlib.sha256(msgspec.json.encode([what, whom, content])).digest()
    async with writing(pool, change.tenant) as connection:
        now = datetime.now(UTC)
        values = (change.tenant, change.command, digest, what, whom, change.actor, now)
        if not await connection.fetchval(sql("record"), *values):
            if await connection.fetchval(sql("recorded"), change.tenant, change.command) != digest:
                raise Refusal(AccessRefusal.COMMAND_REUSED, "command_id")
            yield None
            return
        yield connection
        await connection.execute("select pg_notify('concord_subscribers', $1)", str(change.tenant))
