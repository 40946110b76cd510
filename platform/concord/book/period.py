"""The period of a human ledger: which positions were recorded in it. They are consecutive, so that a page
of it can be held against the ledger without gaps."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

import asyncpg
import msgspec

from concord.commanding import ZONE

HEAD = "select position from concord.head where tenant_id = $1"
AT = "select concord.position_at($1, $2)"


class NothingRecorded(Exception):
    """The ledger has no entry in the period."""


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """Entries recorded from a day to a day, both included; None: from the first, to the last."""

    first: int
    last: int
    begins_on: date | None = None
    ends_on: date | None = None

    @property
    def size(self) -> int:
        """How many entries."""
        return self.last - self.first + 1

    @property
    def told(self) -> str:
        """2024年1月1日至2024年3月31日"""
        if self.begins_on is None and self.ends_on is None:
            return "全部台账"
        begins = _told(self.begins_on) if self.begins_on else "首条"
        return f"{begins}至{_told(self.ends_on) if self.ends_on else '最新'}"


async def period_of(
    connection: asyncpg.Connection, tenant: UUID, begins_on: date | None, ends_on: date | None
) -> Period:
    """The positions recorded in a period, by days of the tenant's time zone. Raises `NothingRecorded`.

    `connection` is in a transaction of the tenant.
    """
    first = 1
    if begins_on is not None:
        first += await connection.fetchval(AT, tenant, _midnight(begins_on) - timedelta(microseconds=1))
    last = await connection.fetchval(HEAD, tenant)
    if ends_on is not None:
        before = _midnight(ends_on + timedelta(days=1)) - timedelta(microseconds=1)
        last = await connection.fetchval(AT, tenant, before)
    if last < first:
        raise NothingRecorded
    return Period(first=first, last=last, begins_on=begins_on, ends_on=ends_on)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, ZONE)


def _told(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
