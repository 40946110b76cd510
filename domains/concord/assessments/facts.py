"""What an assessment needs to know of others, as plain values: a context imports no other."""

from datetime import date
from uuid import UUID

import msgspec

from concord.assessments.errors import AssessmentRefusal
from concord.assessments.events import Indicator, Result, StarAward, StarThreshold
from concord.charters import Standing
from concord.commanding import Refusal


class AllianceFacts(Standing, frozen=True):
    """Of `alliances.Alliance`."""

    def members(self, on: date) -> tuple[UUID, ...]:
        """Who is a member on that day."""
        return tuple(stay.organization for stay in self.memberships if stay.covers(on))

    def require_members_within(self, organizations: tuple[UUID, ...], first: date, last: date) -> None:
        """Refuses who was no member on any day of the period."""
        within = {stay.organization for stay in self.memberships if stay.meets(first, last)}
        if not within.issuperset(organizations):
            raise Refusal(AssessmentRefusal.NOT_A_MEMBER, "organizations")


class Edition(msgspec.Struct, frozen=True):
    """One published version of a scheme."""

    edition: int
    effective_from: date
    indicators: tuple[Indicator, ...]
    stars: tuple[StarThreshold, ...]
    publication_days: int | None
    four_eyes: bool


class SchemeFacts(msgspec.Struct, frozen=True):
    """Of the scheme: its editions by rising date."""

    editions: tuple[Edition, ...]

    def in_force(self, on: date) -> Edition:
        """The edition by which a period that begins on that day is assessed."""
        effective = [one for one in self.editions if one.effective_from <= on]
        if not effective:
            raise Refusal(AssessmentRefusal.NO_SCHEME_IN_FORCE, "scheme", on=on)
        return effective[-1]


class AssessmentFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Of an assessment: which alliance must be read, and what it came to."""

    alliance: UUID
    scheme_code: str
    period: str
    results: tuple[Result, ...]
    """By rank; empty until they are final."""
    stars: tuple[StarAward, ...]
    """Empty until they are awarded."""
    stars_pending: bool
    """The scheme has stars, and they are not awarded yet."""
    publication_days: int | None
    objections_until: date | None
    open_objections: int

    def require_settled(self, today: date) -> None:
        """Refuses while the results can still change."""
        if not self.results:
            raise Refusal(AssessmentRefusal.NOT_FINALIZED, "assessment")
        if self.publication_days is None:
            return
        if self.objections_until is None:
            raise Refusal(AssessmentRefusal.NOT_PUBLISHED, "assessment")
        if self.open_objections:
            raise Refusal(AssessmentRefusal.OBJECTIONS_OPEN, "assessment", open=self.open_objections)
        if today <= self.objections_until:
            raise Refusal(AssessmentRefusal.PUBLICATION_NOT_OVER, "assessment", until=self.objections_until)

    def result_of(self, organization: UUID) -> Result:
        """What one organization came to. Raises `Refusal` if it was not assessed."""
        for one in self.results:
            if one.organization == organization:
                return one
        raise Refusal(AssessmentRefusal.NOT_ASSESSED, "organization")

    def stars_of(self, organization: UUID) -> int:
        """How many it was awarded."""
        return next((one.stars for one in self.stars if one.organization == organization), 0)
