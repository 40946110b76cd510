"""Scalars beyond GraphQL's own: each is read strictly and written in one form only."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NewType
from uuid import UUID

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

Position = NewType("Position", int)
MAX_POSITION = 2**53 - 1
"""The largest integer that every JSON reader holds exactly (RFC 8785)."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Of what a clerk can mean. Whoever reckons from day to day up to the year 9999 reckons for minutes, and the
day after its last is none."""
LAST_YEAR_OF_TIMES = 2999
"""Nothing is reckoned from a time day by day."""

_DECIMAL = re.compile(r"-?\d{1,15}(\.\d{1,8})?")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def parse_position(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_POSITION:
        raise GraphQLError(f"a position is an integer from 0 to {MAX_POSITION}")
    return value


def parse_uuid(value: object) -> UUID:
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise GraphQLError("a UUID is written 00000000-0000-0000-0000-000000000000")
    return UUID(value)


def parse_date(value: object) -> date:
    try:
        if isinstance(value, str) and len(value) == len("2026-01-31"):
            day = date.fromisoformat(value)
            if FIRST_YEAR <= day.year <= LAST_YEAR:
                return day
    except ValueError:
        pass
    raise GraphQLError(f"a date is written 2026-01-31, from the year {FIRST_YEAR} to {LAST_YEAR}")


def parse_datetime(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR_OF_TIMES:
        raise GraphQLError(
            "a time is written 2026-01-31T08:00:00Z or with another offset, "
            f"from the year {FIRST_YEAR} to {LAST_YEAR_OF_TIMES}"
        )
    return moment.astimezone(UTC)


def parse_decimal(value: object) -> Decimal:
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        raise GraphQLError('a decimal is text such as "12.50", with at most 8 digits after the point')
    return Decimal(value)


def write_datetime(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def write_decimal(value: Decimal) -> str:
    return format(value, "f")


SCALARS: Mapping[object, ScalarDefinition] = {
    Position: strawberry.scalar(
        name="Position",
        description="台账序号: place of an entry in the tenant's ledger, from 1; 0 is before the first",
        serialize=int,
        parse_value=parse_position,
    ),
    UUID: strawberry.scalar(
        name="UUID",
        description="通用唯一编号: a UUID in its usual form (RFC 9562)",
        serialize=str,
        parse_value=parse_uuid,
    ),
    date: strawberry.scalar(
        name="Date",
        description="日期: a calendar date, 2026-01-31 (ISO 8601)",
        serialize=date.isoformat,
        parse_value=parse_date,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="时刻: a moment in UTC with microseconds, 2026-01-31T08:00:00.000000Z (RFC 3339)",
        serialize=write_datetime,
        parse_value=parse_datetime,
    ),
    Decimal: strawberry.scalar(
        name="Decimal",
        description='十进制数: an exact decimal as text, "12.50"',
        serialize=write_decimal,
        parse_value=parse_decimal,
    ),
}
