"""What an activity needs to know of others, as plain values: a context imports no other."""

from datetime import date
from uuid import UUID

import msgspec

from concord.activities.errors import ActivityRefusal
from concord.charters import AdoptedCharter, Charter, in_force, organization_id
from concord.commanding import Circumstances, Refusal


class Membership(msgspec.Struct, frozen=True):
    """One stay of an organization in the alliance."""

    organization: UUID
    tier: str
    joined_on: date
    left_on: date | None
    """First day on which it is no member."""

    def covers(self, on: date) -> bool:
        return self.joined_on <= on and (self.left_on is None or on < self.left_on)


class AllianceFacts(msgspec.Struct, frozen=True):
    """Of `alliances.Alliance`."""

    approved_on: date | None
    dissolved_on: date | None
    memberships: tuple[Membership, ...]
    """In the order of joining."""
    charters: tuple[AdoptedCharter, ...]

    def require_active(self, on: date) -> None:
        """Refuses to act in an alliance that is not, not yet or no longer."""
        begun = self.approved_on is not None and self.approved_on <= on
        if not begun or (self.dissolved_on is not None and self.dissolved_on <= on):
            raise Refusal(ActivityRefusal.ALLIANCE_NOT_ACTIVE, on=on)

    def has_member(self, organization: UUID | None, on: date) -> bool:
        """Whether it is a member on that day."""
        return any(m.organization == organization and m.covers(on) for m in self.memberships)

    def require_member(self, organization: UUID, on: date, field: str) -> None:
        """Refuses an organization that is no member on that day."""
        if not self.has_member(organization, on):
            raise Refusal(ActivityRefusal.NOT_A_MEMBER, field, on=on)

    def require_not_departed(self, organization: UUID | None, on: date) -> None:
        """Refuses one that was a member and has left; whoever never was acts by its role."""
        stays = [m for m in self.memberships if m.organization == organization and m.joined_on <= on]
        if stays and not any(m.covers(on) for m in stays):
            raise Refusal(ActivityRefusal.MEMBER_HAS_LEFT)

    def charter(self, on: date) -> Charter:
        """The charter in force on that day."""
        charter = in_force(self.charters, on)
        if charter is None:
            raise Refusal(ActivityRefusal.NO_CHARTER, on=on)
        return charter

    def leaders(self, tenant: UUID, charter: Charter, on: date) -> tuple[UUID, ...]:
        """Members that may lead on that day: those whom the charter names in its order, then by joining."""
        members = [
            m.organization
            for m in self.memberships
            if m.covers(on) and (tier := charter.tier(m.tier)) is not None and tier.may_lead
        ]
        codes = charter.lead.order if charter.lead else ()
        named = [organization_id(tenant, code) for code in codes]
        return tuple(o for o in dict.fromkeys([*named, *members]) if o in set(members))


class ActivityFacts(msgspec.Struct, frozen=True):
    """Of the activity itself: which alliance must be read, and when it was held."""

    alliance: UUID
    held_on: date | None = None


def require_own(organization: UUID, at: Circumstances, field: str) -> None:
    """Refuses an officer (单位联络员) who acts for another organization."""
    if at.role == "officer" and at.organization != organization:
        raise Refusal(ActivityRefusal.NOT_YOUR_ORGANIZATION, field)
