"""What meetings need to know of others, as plain values: a context imports no other."""

from datetime import date
from uuid import UUID

import msgspec

from concord.charters import Convener, Deliberation, Resolution, Standing, Stay


class Seat(Stay, frozen=True):
    """One stay of an organization, with its standing."""

    tier: str


class Term(msgspec.Struct, frozen=True):
    """One term of the chair."""

    organization: UUID
    starts_on: date
    ends_on: date


class AllianceFacts(Standing, frozen=True):
    """Of `alliances.Alliance`."""

    memberships: tuple[Seat, ...]
    chair_terms: tuple[Term, ...]

    def convening(self, who: Convener, on: date) -> UUID | None:
        """The organization that calls such meetings on that day; None: the authority, or nobody."""
        if who is Convener.LEAD_UNIT:
            leading = {tier.code for tier in self.charter(on).tiers if tier.lead_unit}
            seats = (one for one in self.memberships if one.covers(on) and one.tier in leading)
            return next((one.organization for one in seats), None)
        if who is Convener.CHAIR:
            terms = (one for one in self.chair_terms if one.starts_on <= on <= one.ends_on)
            return next((one.organization for one in terms), None)
        return None

    def voting(self, rules: Deliberation, on: date) -> frozenset[UUID]:
        """The members that may vote on that day."""
        return frozenset(
            one.organization for one in self.memberships if one.covers(on) and rules.votes(one.tier)
        )


class MeetingFacts(msgspec.Struct, frozen=True):
    """Of a meeting itself."""

    alliance: UUID
    resolutions: tuple[Resolution, ...]
    unreported: tuple[UUID, ...]
    """Resolutions of which nobody has said what came of them."""


class PlanFacts(msgspec.Struct, frozen=True):
    """Of a plan itself."""

    alliance: UUID
