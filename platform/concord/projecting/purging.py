"""A generation in the making, and the deletion of rows that no query reads."""

from uuid import UUID

import asyncpg
import msgspec

from concord.projecting.readmodel import ReadModel, Table
from concord.projecting.statement import purge_rows, sql
from concord.tenancy import writing

PURGE = 5_000
"""Rows deleted a transaction."""


class RebuildTakenOver(Exception):
    """Another process began to rebuild the same read model."""


class Build(msgspec.Struct, frozen=True):
    """One rebuild of one read model of one tenant."""

    tenant: UUID
    model: ReadModel
    generation: int
    holder: UUID
    """Its token: the database's row names the latest holder, and earlier ones stop there."""
    skips: frozenset[int]

    async def position(self, connection: asyncpg.Connection) -> int:
        """How far it has come, locked. Raises `RebuildTakenOver`."""
        row = await connection.fetchrow(sql("lock_rebuild"), self.tenant, self.model.name, self.holder)
        if row is None:
            raise RebuildTakenOver(f"{self.model.name} of tenant {self.tenant}")
        return int(row["position"])


async def clear(pool: asyncpg.Pool, build: Build) -> None:
    """Deletes every row but the live ones: also what an abandoned rebuild left in this generation."""
    for table in build.model.tables:
        deleted = PURGE
        while deleted == PURGE:
            async with writing(pool, build.tenant) as connection:
                await build.position(connection)
                deleted = await _delete(connection, build, table, building=True)


async def purge(pool: asyncpg.Pool, build: Build) -> None:
    """Deletes what no query reads any more; a rebuild that has begun meanwhile keeps its rows."""
    for table in build.model.tables:
        deleted = PURGE
        while deleted == PURGE:
            async with writing(pool, build.tenant) as connection:
                deleted = await _delete(connection, build, table, building=False)


async def _delete(connection: asyncpg.Connection, build: Build, table: Table, *, building: bool) -> int:
    statement = purge_rows(table)
    done = await connection.execute(statement, build.tenant, build.model.name, building, PURGE)
    return int(done.split()[-1])
