"""What queries of groups, pairings and agreements answer. Digests are disclosures (`concord.privacy`)."""

from datetime import date
from uuid import UUID

import msgspec


class GroupRow(msgspec.Struct, frozen=True, kw_only=True):
    """组织机构: its `reason` is a digest."""

    alliance: UUID
    id: UUID
    code: str
    kind: str
    name: str
    formed_on: date
    dissolved_on: date | None
    reason: str | None
    position: int


class LeaderRow(msgspec.Struct, frozen=True, kw_only=True):
    """负责人: `digests` are those of the person's values."""

    group_id: UUID
    deputy: bool
    subject: UUID
    digests: list[str]
    organization: UUID | None
    set_on: date
    position: int


class GroupMemberRow(msgspec.Struct, frozen=True, kw_only=True):
    """编入成员."""

    group_id: UUID
    organization: UUID
    grouped_on: date
    position: int


class GroupPersonRow(msgspec.Struct, frozen=True, kw_only=True):
    """成员人员."""

    group_id: UUID
    subject: UUID
    digests: list[str]
    organization: UUID | None
    duty: str
    grouped_on: date
    position: int


class PairingRow(msgspec.Struct, frozen=True, kw_only=True):
    """结对: `aim` and `reason` are digests."""

    alliance: UUID
    id: UUID
    organization: UUID
    partner: UUID
    scheme: str
    formed_on: date
    aim: str | None
    ended_on: date | None
    reason: str | None
    position: int


class AgreementRow(msgspec.Struct, frozen=True, kw_only=True):
    """协议."""

    alliance: UUID
    id: UUID
    organization: UUID
    title: str
    year: int
    signed_on: date
    document: str
    position: int
