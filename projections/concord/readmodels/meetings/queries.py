"""How meetings are asked: lists by day, and for data loaders what belongs to many at once."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.meetings.rows import (
    DutyReportRow,
    FollowUpRow,
    ItemRow,
    MeetingCursor,
    MeetingRow,
    MotionRow,
    VoteRow,
    cursor,
)
from concord.readmodels.paging import Page

__all__ = [
    "MeetingCursor",
    "MeetingFilter",
    "MeetingRow",
    "by_ids",
    "count",
    "cursor",
    "duty_reports_of",
    "follow_ups_of",
    "items_of",
    "motions_of",
    "page",
    "votes_of",
]
_HERE = Path(__file__).parent
_LIST = _HERE / "list.sql"


class MeetingFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    alliance: UUID | None = None
    organization: UUID | None = None
    """That was there."""
    codes: Sequence[str] | None = None
    statuses: Sequence[str] | None = None
    text: str | None = None
    """Part of the title, whatever the case."""
    since: date | None = None
    until: date | None = None
    unreported: bool | None = None
    """Some resolution has not been followed up."""


async def page(
    connection: Connection,
    tenant: UUID,
    filter: MeetingFilter,
    *,
    after: MeetingCursor | None = None,
    before: MeetingCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[MeetingRow]:
    """One page of the meetings that match, latest first."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, MeetingRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: MeetingFilter) -> int:
    """How many meetings match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, MeetingRow]:
    """Meetings by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, MeetingRow, tenant, ids)


async def items_of(
    connection: Connection, tenant: UUID, meetings: Sequence[UUID]
) -> dict[UUID, tuple[ItemRow, ...]]:
    """The agenda of each meeting."""
    parameters = {"tenant": tenant, "ids": meetings}
    return await paging.children(connection, _HERE / "items.sql", ItemRow, "meeting", meetings, parameters)


async def motions_of(
    connection: Connection, tenant: UUID, meetings: Sequence[UUID]
) -> dict[UUID, tuple[MotionRow, ...]]:
    """What was put to the vote of each meeting."""
    parameters = {"tenant": tenant, "ids": meetings}
    return await paging.children(
        connection, _HERE / "motions.sql", MotionRow, "meeting", meetings, parameters
    )


async def votes_of(
    connection: Connection, tenant: UUID, motions: Sequence[UUID]
) -> dict[UUID, tuple[VoteRow, ...]]:
    """The votes on each motion."""
    parameters = {"tenant": tenant, "ids": motions}
    return await paging.children(connection, _HERE / "votes.sql", VoteRow, "motion", motions, parameters)


async def follow_ups_of(
    connection: Connection, tenant: UUID, resolutions: Sequence[UUID]
) -> dict[UUID, tuple[FollowUpRow, ...]]:
    """What came of each resolution, oldest first."""
    parameters = {"tenant": tenant, "ids": resolutions}
    return await paging.children(
        connection, _HERE / "follow_ups.sql", FollowUpRow, "resolution", resolutions, parameters
    )


async def duty_reports_of(
    connection: Connection, tenant: UUID, meetings: Sequence[UUID]
) -> dict[UUID, tuple[DutyReportRow, ...]]:
    """The duty reports that each meeting heard."""
    parameters = {"tenant": tenant, "ids": meetings}
    return await paging.children(
        connection, _HERE / "duty_reports.sql", DutyReportRow, "meeting", meetings, parameters
    )
