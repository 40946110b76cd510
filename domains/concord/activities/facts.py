"""What an activity needs to know of others, as plain values: a context imports no other."""

from datetime import date
from uuid import UUID

import msgspec

from concord.charters import Charter, Standing, StandingRefusal, Stay, organization_id
from concord.commanding import Refusal


class Membership(Stay, frozen=True):
    """With the tier that it has."""

    tier: str


class AllianceFacts(Standing, frozen=True):
    """Of `alliances.Alliance`, with tiers."""

    memberships: tuple[Membership, ...]
    """In the order of joining."""

    def has_member(self, organization: UUID | None, on: date) -> bool:
        """Whether it is a member on that day."""
        return any(m.organization == organization and m.covers(on) for m in self.memberships)

    def require_member(self, organization: UUID, on: date, field: str = "organization") -> None:
        """Refuses an organization that is no member on that day, one that has left it before as well."""
        if not self.has_member(organization, on):
            raise Refusal(StandingRefusal.NOT_A_MEMBER, field, on=on)

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
