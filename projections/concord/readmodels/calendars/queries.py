"""How working calendars are asked: by id, with the years that are arranged."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.charters import WorkingDays
from concord.readmodels import paging

_HERE = Path(__file__).parent


class CalendarRow(msgspec.Struct, frozen=True, kw_only=True):
    """工作日历."""

    id: UUID
    version: int
    position: int


class YearRow(msgspec.Struct, frozen=True, kw_only=True):
    """节假日安排: of one year."""

    calendar: UUID
    year: int
    days_off: list[date]
    days_worked: list[date]
    document: str
    position: int


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, CalendarRow]:
    """Calendars by id; unknown ids are left out."""
    return await paging.by_ids(connection, _HERE / "calendars.sql", CalendarRow, tenant, ids)


async def years_of(
    connection: Connection, tenant: UUID, ids: Sequence[UUID]
) -> dict[UUID, tuple[YearRow, ...]]:
    """What is arranged for each year of each calendar."""
    parameters = {"tenant": tenant, "ids": ids}
    return await paging.children(connection, _HERE / "years.sql", YearRow, "calendar", ids, parameters)


def working_days(years: Sequence[YearRow]) -> WorkingDays:
    """What deadlines count by under these arrangements."""
    return WorkingDays(
        off=frozenset(day for year in years for day in year.days_off),
        worked=frozenset(day for year in years for day in year.days_worked),
    )
