"""What other contexts may know of an alliance."""

from datetime import date
from uuid import UUID

import msgspec

from concord.charters import AdoptedCharter, AllianceKind


class Membership(msgspec.Struct, frozen=True):
    """成员: one stay of an organization in the alliance."""

    organization: UUID
    tier: str
    """The tier held now, or last."""
    joined_on: date
    left_on: date | None = None
    """First day on which it is no member."""

    def covers(self, on: date) -> bool:
        """Whether it is a member on that day."""
        return self.joined_on <= on and (self.left_on is None or on < self.left_on)


class ChairTerm(msgspec.Struct, frozen=True):
    """执行会长任期: the interval in which one organization holds the chair."""

    organization: UUID
    starts_on: date
    ends_on: date
    """Last day."""
    handed_over: bool = False

    def covers(self, on: date) -> bool:
        """Whether the day lies within the term."""
        return self.starts_on <= on <= self.ends_on


class AllianceFacts(msgspec.Struct, frozen=True, kw_only=True):
    """An alliance as other contexts see it."""

    id: UUID
    name: str
    kind: AllianceKind
    approved_on: date | None
    dissolved_on: date | None
    charters: tuple[AdoptedCharter, ...]
    """In the order of adoption; `concord.charters.in_force` picks the one of a day."""
    memberships: tuple[Membership, ...]
    """All stays, past ones first, each part in the order of joining."""
    chair_terms: tuple[ChairTerm, ...]
    groups: tuple[UUID, ...] = ()
    """Those that are not dissolved."""


class Belonging(msgspec.Struct, frozen=True):
    """Who belongs to an alliance: what an exclusive membership elsewhere depends on."""

    name: str
    dissolved_on: date | None
    memberships: tuple[Membership, ...]

    def counts(self, organization: UUID) -> bool:
        """Whether the organization belongs to it as things stand."""
        if self.dissolved_on is not None:
            return False
        return any(stay.organization == organization and stay.left_on is None for stay in self.memberships)


class Unit(msgspec.Struct, frozen=True):
    """Of `organizations.Organization`: what a charter asks of a member."""

    name: str
    kind: str
    party_form: str
    deregistered: bool
