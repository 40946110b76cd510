"""How activities are asked: lists by day, and for data loaders what belongs to many of them at once."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.activities.rows import (
    ActivityCursor,
    ActivityRow,
    AttendanceRow,
    Attendee,
    CorrectionRow,
    PublicityRow,
    VolunteeringRow,
    cursor,
)
from concord.readmodels.paging import Page

__all__ = [
    "ActivityCursor",
    "ActivityFilter",
    "ActivityRow",
    "AttendanceRow",
    "Attendee",
    "CorrectionRow",
    "PublicityRow",
    "VolunteeringRow",
    "attendance_of",
    "by_ids",
    "corrections_of",
    "count",
    "cursor",
    "page",
    "publicity_of",
    "volunteering_of",
]
_HERE = Path(__file__).parent
_LIST = _HERE / "list.sql"
_ATTENDEES = msgspec.json.Decoder(tuple[Attendee, ...])


class ActivityFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    alliance: UUID | None = None
    lead: UUID | None = None
    organization: UUID | None = None
    """Proposed it, leads it, signed up for it or came to it."""
    themes: Sequence[str] | None = None
    statuses: Sequence[str] | None = None
    text: str | None = None
    """Part of the title, whatever the case."""
    since: date | None = None
    """First day of the period, by `day`."""
    until: date | None = None
    """Last day of the period."""


async def page(
    connection: Connection,
    tenant: UUID,
    filter: ActivityFilter,
    *,
    after: ActivityCursor | None = None,
    before: ActivityCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[ActivityRow]:
    """One page of the activities that match, latest day first."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, ActivityRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: ActivityFilter) -> int:
    """How many activities match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, ActivityRow]:
    """Activities by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, ActivityRow, tenant, ids)


async def attendance_of(
    connection: Connection, tenant: UUID, activities: Sequence[UUID]
) -> dict[UUID, tuple[AttendanceRow, ...]]:
    """Who signed up for each activity and who came, by organization."""
    parameters = {"tenant": tenant, "ids": activities}
    file = _HERE / "attendance.sql"
    return await paging.children(connection, file, _attendance, "activity", activities, parameters)


async def corrections_of(
    connection: Connection, tenant: UUID, activities: Sequence[UUID]
) -> dict[UUID, tuple[CorrectionRow, ...]]:
    """Corrections of each activity, oldest first."""
    parameters = {"tenant": tenant, "ids": activities}
    file = _HERE / "corrections.sql"
    return await paging.children(connection, file, CorrectionRow, "activity", activities, parameters)


async def volunteering_of(
    connection: Connection, tenant: UUID, activities: Sequence[UUID]
) -> dict[UUID, tuple[VolunteeringRow, ...]]:
    """Hours of volunteers in each activity, by organization."""
    parameters = {"tenant": tenant, "ids": activities}
    file = _HERE / "volunteering.sql"
    return await paging.children(connection, file, VolunteeringRow, "activity", activities, parameters)


async def publicity_of(
    connection: Connection, tenant: UUID, activities: Sequence[UUID]
) -> dict[UUID, tuple[PublicityRow, ...]]:
    """What was published of each activity, in the order of recording."""
    parameters = {"tenant": tenant, "ids": activities}
    file = _HERE / "publicity.sql"
    return await paging.children(connection, file, PublicityRow, "activity", activities, parameters)


def _attendance(*, attendees: str, **columns: Any) -> AttendanceRow:
    return AttendanceRow(attendees=_ATTENDEES.decode(attendees), **columns)
