"""Who seals, and what is not sealed, for `concord status`."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import asyncpg
import msgspec

from concord.ledger.statement import sql


class FoundAlarm(msgspec.Struct, frozen=True):
    """A ledger that the sealer refuses to sign."""

    tenant_id: UUID
    code: str | None
    reason: str
    position: int
    sentence: str
    raised_at: datetime


class Sealing(msgspec.Struct, frozen=True):
    """Over all tenants."""

    host: str | None
    """Of the sealer that has the lease."""
    is_running: bool
    unsealed: int
    """Entries that no checkpoint covers yet."""
    tenants_behind: int
    alarms: Sequence[FoundAlarm]


async def read_sealing(pool: asyncpg.Pool) -> Sealing:
    """As the database has it now."""
    host, seconds_left, unsealed, behind = await pool.fetchrow(sql("status"))
    alarms = [FoundAlarm(**row) for row in await pool.fetch(sql("alarms"))]
    return Sealing(host, (seconds_left or 0) > 0, unsealed, behind, alarms)
