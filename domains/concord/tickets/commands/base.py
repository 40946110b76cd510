"""What every command on a ticket has in common: the ticket, and the alliance whose rules it follows."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.charters import TEXT, StandingRefusal, calendar_of, calendar_read
from concord.commanding import Circumstances, Command, Facts, Read, RefusalCode
from concord.tickets.aggregate import Ticket
from concord.tickets.errors import TicketRefusal
from concord.tickets.facts import AllianceFacts, OrganizationFacts, TicketFacts

STEP: tuple[RefusalCode, ...] = (TicketRefusal.WRONG_STATUS, *TEXT)
"""Of every step."""
RULED: tuple[RefusalCode, ...] = (StandingRefusal.ALLIANCE_NOT_ACTIVE, StandingRefusal.NO_CHARTER)
"""Of a step for which the charter sets a deadline."""
BY_ROLE: tuple[RefusalCode, ...] = (StandingRefusal.MEMBER_HAS_LEFT,)
"""Of a step that whoever has the role may take, unless it speaks for a unit that has left."""
BY_RAISER: tuple[RefusalCode, ...] = (TicketRefusal.NOT_THE_RAISER, StandingRefusal.MEMBER_HAS_LEFT)
BY_DEPARTMENT: tuple[RefusalCode, ...] = (
    TicketRefusal.NOT_THE_DEPARTMENT,
    TicketRefusal.DEPARTMENT_DEREGISTERED,
)


class TicketCommand(Command, frozen=True, kw_only=True):
    """One step of an existing ticket."""

    aggregate: ClassVar[type[Aggregate]] = Ticket

    ticket: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.ticket

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {
            "ticket": Read("tickets.Ticket", self.ticket, TicketFacts),
            "calendar": calendar_read(tenant),
        }
        if "ticket" in known:
            reads["alliance"] = Read("alliances.Alliance", known["ticket"].alliance, AllianceFacts)
        return reads

    def decide(self, aggregate: Ticket, facts: Facts, at: Circumstances) -> Ticket:
        alliance = facts["alliance"].counting(calendar_of(facts))
        alliance.require_not_departed(at.organization, at.today)
        self.act(aggregate, alliance, at)
        return aggregate

    def act(self, ticket: Ticket, alliance: AllianceFacts, at: Circumstances) -> None:
        """Takes the step, or raises `Refusal`."""
        raise NotImplementedError


class DepartmentCommand(TicketCommand, frozen=True, kw_only=True):
    """A step that the department it was dispatched to takes, as long as it is registered.

    It acts as a department, so it need not be, or still be, a member.
    """

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = dict(super().reads(tenant, known))
        if "ticket" in known and (department := known["ticket"].department):
            reads["department"] = Read("organizations.Organization", department, OrganizationFacts)
        return reads

    def decide(self, aggregate: Ticket, facts: Facts, at: Circumstances) -> Ticket:
        if department := facts.get("department"):
            department.require_registered()
        self.act(aggregate, facts["alliance"].counting(calendar_of(facts)), at)
        return aggregate
