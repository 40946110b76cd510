"""What a report needs to know of others, as plain values: a context imports no other."""

from datetime import date
from uuid import UUID

import msgspec

from concord.charters import AdoptedCharter, Charter, in_force
from concord.commanding import Refusal
from concord.reports.errors import ReportRefusal


class Membership(msgspec.Struct, frozen=True):
    """One stay of an organization in the alliance."""

    organization: UUID
    joined_on: date
    left_on: date | None
    """First day on which it is no member."""

    def covers(self, on: date) -> bool:
        return self.joined_on <= on and (self.left_on is None or on < self.left_on)


class AllianceFacts(msgspec.Struct, frozen=True):
    """Of `alliances.Alliance`."""

    approved_on: date | None
    dissolved_on: date | None
    charters: tuple[AdoptedCharter, ...]
    memberships: tuple[Membership, ...]
    name: str = ""
    kind: str = ""

    def require_active(self, on: date) -> None:
        """Refuses to act in an alliance that is not, not yet or no longer."""
        begun = self.approved_on is not None and self.approved_on <= on
        if not begun or (self.dissolved_on is not None and self.dissolved_on <= on):
            raise Refusal(ReportRefusal.ALLIANCE_NOT_ACTIVE, on=on)

    def require_ran(self, starts_on: date, today: date) -> None:
        """Refuses what is about a period of which no day was the alliance's; its last one may be reported
        on after its end."""
        self.require_active(starts_on if self.dissolved_on is not None else today)

    def ended(self, on: date) -> bool:
        """Whether it is no more on that day."""
        return self.dissolved_on is not None and self.dissolved_on <= on

    def require_not_departed(self, organization: UUID | None, on: date) -> None:
        """Refuses one that was a member and has left; whoever never was acts by its role."""
        stays = [m for m in self.memberships if m.organization == organization and m.joined_on <= on]
        if stays and not any(m.covers(on) for m in stays):
            raise Refusal(ReportRefusal.MEMBER_HAS_LEFT)

    def charter_on(self, on: date) -> Charter | None:
        """The charter in force on a day."""
        return in_force(self.charters, on)


class ReportFacts(msgspec.Struct, frozen=True):
    """Of the report itself: whose it is and what is counted."""

    alliance: UUID
    starts_on: date
    ends_on: date
