"""Moments of a ledger: from what is asked, a position or a time, to the last entry that counts."""

from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import msgspec

from concord.projecting.asof.errors import BeforeTheFirst, BeyondTheHead, NotYet
from concord.projecting.statement import sql


class Moment(msgspec.Struct, frozen=True):
    """Everything up to `position`, and nothing after it."""

    position: int
    at: datetime
    """The time asked for; of a position, when it was recorded."""


async def at_position(connection: asyncpg.Connection, tenant: UUID, position: int) -> Moment:
    """Raises `BeyondTheHead`, also for position 0: before the first entry nothing was true."""
    row = await connection.fetchrow(sql("moment"), tenant, position)
    if row is None or row["recorded_at"] is None:
        raise BeyondTheHead(position, row["head"] if row else 0)
    return Moment(position, row["recorded_at"])


async def at_time(
    connection: asyncpg.Connection, tenant: UUID, time: datetime, now: datetime | None = None
) -> Moment:
    """The last entry recorded at `time` or before it. Raises `BeforeTheFirst`, `NotYet`."""
    row = await connection.fetchrow(sql("moment"), tenant, 1)
    if row is None or row["recorded_at"] is None or time < row["recorded_at"]:
        raise BeforeTheFirst(time)
    # A simulated tenant's ledger may be ahead of the clock.
    if time > max(now or datetime.now(UTC), row["head_recorded_at"]):
        raise NotYet(time)
    return Moment(await connection.fetchval("select position_at($1, $2)", tenant, time), time)
