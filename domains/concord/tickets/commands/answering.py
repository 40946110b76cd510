"""What the department does: accept, return, note progress, resolve."""

from concord.charters import StandingRefusal
from concord.commanding import Circumstances
from concord.privacy import Narrative, Personal
from concord.tickets.aggregate import Ticket
from concord.tickets.commands.base import BY_DEPARTMENT, BY_ROLE, RULED, STEP, DepartmentCommand
from concord.tickets.errors import TicketRefusal
from concord.tickets.facts import AllianceFacts
from concord.tickets.limits import check_narrative, check_person


class AcceptTicket(DepartmentCommand, frozen=True, kw_only=True):
    """接单: the department takes it on."""

    refuses = (
        *STEP,
        *RULED,
        *BY_DEPARTMENT,
        TicketRefusal.LEVEL_NOT_IN_CHARTER,
        TicketRefusal.CONTACT_TOO_LONG,
    )

    handler: Personal | None = None

    def act(self, ticket: Ticket, alliance: AllianceFacts, at: Circumstances) -> None:
        check_person("handler", self.handler)
        alliance.require_active(at.today)
        ticket.accept(self.handler, alliance.terms(at.today), at)


class ReturnTicket(DepartmentCommand, frozen=True, kw_only=True):
    """退单: the department is not competent."""

    refuses = (*STEP, *RULED, *BY_DEPARTMENT)

    reason: Narrative

    def act(self, ticket: Ticket, alliance: AllianceFacts, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        alliance.require_active(at.today)
        ticket.give_back(self.reason, alliance.terms(at.today), at)


class NoteProgress(DepartmentCommand, frozen=True, kw_only=True):
    """登记进展: the department says how far it is."""

    refuses = (*STEP, *BY_DEPARTMENT, StandingRefusal.ALLIANCE_NOT_ACTIVE)

    note: Narrative

    def act(self, ticket: Ticket, alliance: AllianceFacts, at: Circumstances) -> None:
        check_narrative("note", self.note)
        alliance.require_active(at.today)
        ticket.note_progress(self.note, at)


class ResolveTicket(DepartmentCommand, frozen=True, kw_only=True):
    """办结: the department answers; at ON_SITE also whoever attends to it on the spot."""

    refuses = (*STEP, *RULED, *BY_DEPARTMENT, *BY_ROLE, TicketRefusal.DISPATCH_REQUIRED)

    answer: Narrative

    def act(self, ticket: Ticket, alliance: AllianceFacts, at: Circumstances) -> None:
        check_narrative("answer", self.answer)
        alliance.require_active(at.today)
        if ticket.department is None:
            alliance.require_not_departed(at.organization, at.today)
        ticket.resolve(self.answer, alliance.terms(at.today), at)
