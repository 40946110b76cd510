"""What queries of the people of organizations answer. Digests are disclosures (`concord.privacy`)."""

from datetime import date
from uuid import UUID

import msgspec


class SupervisionRow(msgspec.Struct, frozen=True, kw_only=True):
    """主管关系: by line and by place."""

    organization: UUID
    since: int
    line: UUID | None
    place: UUID | None
    assigned_on: date
    document: str
    position: int


class AppointmentRow(msgspec.Struct, frozen=True, kw_only=True):
    """聘任: `reason` is a digest."""

    organization: UUID
    id: UUID
    subject: UUID
    digests: list[str]
    role: str
    alliance: UUID | None
    group_id: UUID | None
    starts_on: date
    ends_on: date | None
    ended_on: date | None
    reason: str | None
    document: str
    position: int


class FloatingMemberRow(msgspec.Struct, frozen=True, kw_only=True):
    """流动党员: `reason` is a digest."""

    organization: UUID
    since: int
    subject: UUID
    digests: list[str]
    home: str | None
    """As version 1 of the event had it; None: a value of the person."""
    enrolled_on: date
    left_on: date | None
    reason: str | None
    position: int


class PledgeRow(msgspec.Struct, frozen=True, kw_only=True):
    """承诺: `text` and `note` are digests."""

    organization: UUID
    id: UUID
    subject: UUID | None
    text: str
    made_on: date
    due_on: date | None
    fulfilled_on: date | None
    note: str | None
    position: int
