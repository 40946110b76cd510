"""What queries of activities answer. Texts named as digests are disclosures (`concord.privacy`)."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import msgspec


class ActivityRow(msgspec.Struct, frozen=True, kw_only=True):
    """活动, with corrections applied."""

    id: UUID
    alliance: UUID
    title: str
    theme: str
    """Code of the charter's theme."""
    form: str
    scale: str
    source: str
    proposer: UUID | None
    department: str | None
    status: str
    """PROPOSED, SCHEDULED, HELD, LOGGED or CANCELLED."""
    description: str | None
    """Digest."""
    day: date
    """The best known: held, else scheduled, else planned, else proposed on."""
    proposed_on: date
    planned_on: date | None
    starts_on: date | None
    ends_on: date | None
    start_time: str | None
    """Local time of day `HH:MM`."""
    place: str | None
    capacity: int | None
    lead: UUID | None
    lead_basis: str | None
    turn: int | None
    held_on: date | None
    signed_up: int
    """Persons that members announced."""
    organizations: int
    """Organizations of which at least one person came."""
    present: int
    expected: int
    evidence: int
    """Files attached."""
    corrections: int
    logged_at: datetime | None
    judged_on: date | None
    """The day by which duties and figures judge it, once logged: not `held_on` if it was logged late."""
    summary: str | None
    """Digest."""
    cancellation_reason: str | None
    """Digest."""
    version: int
    position: int
    """Of the last event that changed this row."""


class Attendee(msgspec.Struct, frozen=True):
    """参加人: a random id; the name is a disclosure under the digests."""

    subject: UUID
    digests: tuple[str, ...] = msgspec.field(name="_sd")


class AttendanceRow(msgspec.Struct, frozen=True, kw_only=True):
    """报名与考勤 of one organization. `present` and `expected` are None until attendance is recorded."""

    activity: UUID
    organization: UUID
    signed_up: int | None
    """Persons announced; None: it did not sign up."""
    present: int | None
    expected: int | None
    attendees: tuple[Attendee, ...]
    corrected: bool
    position: int


class CorrectionRow(msgspec.Struct, frozen=True, kw_only=True):
    """更正: what replaced what. Of the values only those that `field` calls for are set."""

    activity: UUID
    version: int
    """The activity's version at which it was corrected."""
    field: str
    corrects: int
    """The version that stated the wrong value."""
    text: str | None
    day: date | None
    organization: UUID | None
    present: int | None
    expected: int | None
    summary: str | None
    """Digest."""
    reason: str
    """Digest."""
    recorded_at: datetime
    position: int


class VolunteeringRow(msgspec.Struct, frozen=True, kw_only=True):
    """志愿服务时长 of one organization, as it stands."""

    activity: UUID
    organization: UUID
    persons: int
    hours: Decimal
    """Of all of them together."""
    corrected: bool
    reason: str | None
    """Digest."""
    position: int


class PublicityRow(msgspec.Struct, frozen=True, kw_only=True):
    """宣传报道."""

    activity: UUID
    medium: str
    """WECHAT, WEBSITE, TELEVISION, PRESS or OTHER."""
    outlet: str
    title: str
    published_on: date
    url: str | None
    position: int


class ActivityCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list: by day, latest first."""

    day: date
    id: UUID


def cursor(row: ActivityRow) -> ActivityCursor:
    """The cursor of a row."""
    return ActivityCursor(row.day, row.id)
