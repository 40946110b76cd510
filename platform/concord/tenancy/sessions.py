"""The one way to a session that sees one tenant's rows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg


@asynccontextmanager
async def reading(pool: asyncpg.Pool, tenant: UUID) -> AsyncIterator[asyncpg.Connection]:
    """A read-only transaction of one tenant: everything it reads is of one moment."""
    async with (
        pool.acquire() as connection,
        _transaction(connection, tenant, "begin isolation level repeatable read read only"),
    ):
        yield connection


@asynccontextmanager
async def writing(pool: asyncpg.Pool, tenant: UUID) -> AsyncIterator[asyncpg.Connection]:
    """A read-write transaction of one tenant, for roles that may write."""
    async with pool.acquire() as connection, _transaction(connection, tenant, "begin"):
        yield connection


@asynccontextmanager
async def _transaction(connection: asyncpg.Connection, tenant: UUID, begin: str) -> AsyncIterator[None]:
    # A literal in one simple query with BEGIN: a round trip less, and what Citus propagates.
    # `tenant` is a UUID object, so the literal holds nothing but hexadecimal digits and dashes.
    await connection.execute(f"{begin}; set local app.tenant = '{UUID(str(tenant))}'")
    try:
        yield
    except BaseException:
        await connection.execute("rollback")
        raise
    await connection.execute("commit")
