"""What queries of alliances answer. Texts named as digests are disclosures (`concord.privacy`)."""

from datetime import date
from uuid import UUID

import msgspec

from concord.charters import Charter


class AllianceRow(msgspec.Struct, frozen=True, kw_only=True):
    """联盟."""

    id: UUID
    name: str
    kind: str
    status: str
    """PROPOSED, REFUSED, APPROVED or DISSOLVED."""
    purpose: str | None
    """Digest."""
    authority: str | None
    document: str | None
    proposed_on: date
    approved_on: date | None
    dissolved_on: date | None
    dissolution_reason: str | None
    """Digest."""
    members: int
    """Organizations that are members now."""
    version: int
    position: int
    """Of the last event that changed this row."""


class MemberRow(msgspec.Struct, frozen=True, kw_only=True):
    """成员: one membership of an organization, which may be over."""

    alliance: UUID
    organization: UUID
    since: int
    """The alliance's version at which it joined: tells two memberships of one organization apart."""
    tier: str
    """Code of the charter's tier."""
    tier_since: date
    standing: str
    """MEMBER, LEFT, REMOVED or DISSOLVED."""
    joined_on: date
    joined_by: str
    left_on: date | None
    """First day on which it is no member."""
    reason: str | None
    """Digest: why it left or was removed."""
    position: int


class ChairTermRow(msgspec.Struct, frozen=True, kw_only=True):
    """执行会长任期, both days included; where the end is before the start, it never began."""

    alliance: UUID
    since: int
    """The alliance's version at which the term was given."""
    organization: UUID
    title: str
    starts_on: date
    ends_on: date
    basis: str
    resolution: str | None
    vacated_on: date | None
    vacancy_cause: str | None
    reason: str | None
    """Digest: why it was vacated."""
    handed_over_on: date | None
    """When the predecessor handed over to this term's holder."""
    handover_notes: str | None
    """Digest."""
    position: int


class ApplicationRow(msgspec.Struct, frozen=True, kw_only=True):
    """入盟申请."""

    alliance: UUID
    application: UUID
    organization: UUID
    tier: str
    status: str
    """APPLIED, CONSULTED, ADMITTED or REFUSED."""
    applied_on: date
    statement: str | None
    """Digest."""
    lead_unit: UUID | None
    """Who was consulted last."""
    favourable: bool | None
    opinion: str | None
    """Digest."""
    decided_on: date | None
    reason: str | None
    """Digest: why it was refused."""
    position: int


class CharterRow(msgspec.Struct, frozen=True, kw_only=True):
    """章程, as an alliance adopted it."""

    alliance: UUID
    since: int
    """The alliance's version at which it was adopted."""
    effective_on: date
    resolution: str
    charter: Charter
    position: int


class BreachRow(msgspec.Struct, frozen=True, kw_only=True):
    """名额不符: a tier limit that a departure broke."""

    alliance: UUID
    breach: UUID
    rule: str
    tier: str
    members: int
    """Of the tier, after the departure or, once cured, after the cure."""
    bound: int
    """The limit."""
    recorded_on: date
    cure_by: date
    cured_on: date | None
    position: int


class AllianceCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list: by name."""

    name: str
    id: UUID


def cursor(row: AllianceRow) -> AllianceCursor:
    """The cursor of a row."""
    return AllianceCursor(row.name, row.id)
