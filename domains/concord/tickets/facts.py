"""What a ticket needs to know of others, as plain values: a context imports no other."""

from datetime import date
from uuid import UUID

import msgspec

from concord.charters import Standing, WorkingDays
from concord.commanding import Refusal
from concord.tickets.deadlines import Terms
from concord.tickets.errors import TaskRefusal, TicketRefusal


class AllianceFacts(Standing, frozen=True):
    """Of `alliances.Alliance`."""

    calendar: WorkingDays = WorkingDays()
    """Of the tenant, not of the alliance: `counting` puts it in."""

    def counting(self, calendar: WorkingDays) -> "AllianceFacts":
        """With the tenant's calendar."""
        return msgspec.structs.replace(self, calendar=calendar)

    def terms(self, on: date) -> Terms:
        """The charter in force on that day, and how its deadlines count."""
        return Terms(self.charter(on), self.calendar)


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
