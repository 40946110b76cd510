"""Looks at personal values, recorded before they are shown."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID, uuid4

import asyncpg


class Look(NamedTuple):
    """Who looks, and why: the operation asked for."""

    actor: str
    role: str
    organization: UUID | None
    operation: str
    correlation: UUID


async def record_access(pool: asyncpg.Pool, tenant: UUID, look: Look, subjects: Collection[UUID]) -> None:
    """On disk before this returns. `pool`: of `concord_app`."""
    await pool.execute(
        "select concord.record_access($1, $2, $3, $4, $5, $6, $7, $8)",
        *(tenant, uuid4(), *look, list(subjects)),
    )
