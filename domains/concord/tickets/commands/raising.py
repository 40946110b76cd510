"""From the whistle to the department: raise, triage, dispatch, escalate, extend."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate

from concord.charters import TEXT, StandingRefusal, calendar_of, calendar_read, require_own
from concord.commanding import Circumstances, Command, Facts, Read
from concord.privacy import Narrative, Personal
from concord.tickets.aggregate import Ticket
from concord.tickets.commands.base import BY_ROLE, RULED, STEP, TicketCommand
from concord.tickets.errors import TicketRefusal
from concord.tickets.events import TriageLevel
from concord.tickets.facts import AllianceFacts, OrganizationFacts
from concord.tickets.limits import MOST_CATEGORY, MOST_TITLE, check_narrative, check_person, check_text


class RaiseTicket(Command, frozen=True, kw_only=True):
    """吹哨: a member asks its alliance for help."""

    aggregate: ClassVar[type[Aggregate]] = Ticket
    refuses = (
        *TEXT,
        *RULED,
        TicketRefusal.CONTACT_TOO_LONG,
        StandingRefusal.NOT_A_MEMBER,
        StandingRefusal.MEMBER_HAS_LEFT,
        StandingRefusal.NOT_YOUR_ORGANIZATION,
    )

    alliance: UUID
    raiser: UUID
    title: str
    description: Narrative
    category: str | None = None
    contact: Personal | None = None

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return uuid5(command, "tickets.Ticket")

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        alliance = Read("alliances.Alliance", self.alliance, AllianceFacts)
        return {"alliance": alliance, "calendar": calendar_read(tenant)}

    def decide(self, aggregate: None, facts: Facts, at: Circumstances) -> Ticket:
        self._check_input()
        alliance: AllianceFacts = facts["alliance"].counting(calendar_of(facts))
        require_own(self.raiser, at, "raiser")
        alliance.require_active(at.today)
        alliance.require_not_departed(at.organization, at.today)
        alliance.require_member(self.raiser, at.today, "raiser")
        terms = alliance.terms(at.today)
        return Ticket._create(
            Ticket.TicketRaised,
            id=self.stream(at.tenant, at.command),
            alliance=self.alliance,
            raiser=self.raiser,
            title=self.title,
            category=self.category,
            description=self.description,
            contact=self.contact,
            next_due_on=terms.after(at.today, terms.charter.tickets.triage_days),
        )

    def _check_input(self) -> None:
        check_text("title", self.title, MOST_TITLE)
        check_narrative("description", self.description)
        check_person("contact", self.contact)
        if self.category is not None:
            check_text("category", self.category, MOST_CATEGORY)


class TriageTicket(TicketCommand, frozen=True, kw_only=True):
    """分级: decides how far up it must go."""

    refuses = (*STEP, *RULED, *BY_ROLE, TicketRefusal.LEVEL_NOT_IN_CHARTER)

    level: TriageLevel
    note: Narrative | None = None

    def act(self, ticket: Ticket, alliance: AllianceFacts, at: Circumstances) -> None:
        check_narrative("note", self.note)
        alliance.require_active(at.today)
        ticket.triage(self.level, self.note, alliance.terms(at.today), at)


class DispatchTicket(TicketCommand, frozen=True, kw_only=True):
    """派单: sends it to the department that must answer."""

    refuses = (
        *STEP,
        *RULED,
        *BY_ROLE,
        TicketRefusal.LEVEL_NOT_IN_CHARTER,
        TicketRefusal.DEPARTMENT_DEREGISTERED,
        TicketRefusal.DEPARTMENT_IS_RAISER,
    )

    department: UUID
    instruction: Narrative | None = None

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        department = Read("organizations.Organization", self.department, OrganizationFacts)
        return {**super().reads(tenant, known), "department": department}

    def decide(self, aggregate: Ticket, facts: Facts, at: Circumstances) -> Ticket:
        facts["department"].require_registered()
        return super().decide(aggregate, facts, at)

    def act(self, ticket: Ticket, alliance: AllianceFacts, at: Circumstances) -> None:
        check_narrative("instruction", self.instruction)
        alliance.require_active(at.today)
        ticket.dispatch(self.department, self.instruction, alliance.terms(at.today), at)


class EscalateTicket(TicketCommand, frozen=True, kw_only=True):
    """升级: takes it to the charter's next level up."""

    refuses = (*STEP, *RULED, *BY_ROLE, TicketRefusal.ALREADY_AT_HIGHEST_LEVEL)

    reason: Narrative

    def act(self, ticket: Ticket, alliance: AllianceFacts, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        alliance.require_active(at.today)
        ticket.escalate(self.reason, alliance.terms(at.today), at)


class UrgeTicket(TicketCommand, frozen=True, kw_only=True):
    """催办: the open step is late; says who must act, and escalates where the charter says so."""

    refuses = (*STEP, StandingRefusal.NO_CHARTER, *BY_ROLE, TicketRefusal.NOT_LATE)

    def act(self, ticket: Ticket, alliance: AllianceFacts, at: Circumstances) -> None:
        ticket.urge(alliance.terms(at.today), alliance.is_active(at.today), at)


class ExtendDeadline(TicketCommand, frozen=True, kw_only=True):
    """延期: gives the open step until the end of a later day."""

    refuses = (
        *STEP,
        *BY_ROLE,
        StandingRefusal.ALLIANCE_NOT_ACTIVE,
        TicketRefusal.DEADLINE_NOT_LATER,
        TicketRefusal.DEADLINE_TOO_FAR,
        TicketRefusal.SILENCE_PERIOD_IS_FIXED,
    )

    until: date
    reason: Narrative

    def act(self, ticket: Ticket, alliance: AllianceFacts, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        alliance.require_active(at.today)
        ticket.extend(self.until, self.reason, at)
