"""What a ticket needs to know of others, as plain values: a context imports no other."""

from datetime import date
from uuid import UUID

import msgspec

from concord.charters import AdoptedCharter, WorkingDays, in_force
from concord.commanding import Refusal
from concord.tickets.deadlines import Terms
from concord.tickets.errors import TaskRefusal, TicketRefusal


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
    memberships: tuple[Membership, ...]
    charters: tuple[AdoptedCharter, ...]
    calendar: WorkingDays = WorkingDays()
    """Of the tenant, not of the alliance: `counting` puts it in."""

    def counting(self, calendar: WorkingDays) -> "AllianceFacts":
        """With the tenant's calendar."""
        return msgspec.structs.replace(self, calendar=calendar)

    def require_active(self, on: date) -> None:
        """Refuses to act in an alliance that is not, not yet or no longer."""
        if not self.is_active(on):
            raise Refusal(TicketRefusal.ALLIANCE_NOT_ACTIVE, on=on)

    def is_active(self, on: date) -> bool:
        """Whether it is there on that day."""
        begun = self.approved_on is not None and self.approved_on <= on
        return begun and (self.dissolved_on is None or on < self.dissolved_on)

    def require_member(self, organization: UUID, on: date) -> None:
        """Refuses an organization that is no member on that day."""
        self.require_not_departed(organization, on)
        if not any(m.organization == organization and m.covers(on) for m in self.memberships):
            raise Refusal(TicketRefusal.NOT_A_MEMBER)

    def require_not_departed(self, organization: UUID | None, on: date) -> None:
        """Refuses one that was a member and has left; whoever never was acts by its role."""
        stays = [m for m in self.memberships if m.organization == organization and m.joined_on <= on]
        if stays and not any(m.covers(on) for m in stays):
            raise Refusal(TicketRefusal.MEMBER_HAS_LEFT)

    def terms(self, on: date) -> Terms:
        """The charter in force on that day, and how its deadlines count."""
        charter = in_force(self.charters, on)
        if charter is None:
            raise Refusal(TicketRefusal.NO_CHARTER, on=on)
        return Terms(charter, self.calendar)


class OrganizationFacts(msgspec.Struct, frozen=True):
    """Of `organizations.Organization`."""

    deregistered: bool

    def require_registered(self) -> None:
        """Refuses a department that is no more."""
        if self.deregistered:
            raise Refusal(TicketRefusal.DEPARTMENT_DEREGISTERED, "department")


class TicketFacts(msgspec.Struct, frozen=True):
    """Of the ticket itself: which alliance and department must be read."""

    alliance: UUID
    department: UUID | None


class ResourceFacts(msgspec.Struct, frozen=True):
    """Of `resources.Resource`: what a task may rest on."""

    alliance: UUID
    owner: UUID
    withdrawn: bool

    def require_shared_in(self, alliance: UUID) -> None:
        """Refuses a resource that is not on offer in that alliance."""
        if self.alliance != alliance or self.withdrawn:
            raise Refusal(TaskRefusal.RESOURCE_NOT_SHARED, "resource")
