"""A ticket: its life cycle, who may take which step, and by when.

RAISED -> TRIAGED -> DISPATCHED -> ACCEPTED -> RESOLVED -> CONFIRMED -> CLOSED; back to TRIAGED when it
is returned or escalated, back to ACCEPTED when it is reopened; WITHDRAWN from any step before the answer.
"""

from datetime import date, timedelta
from uuid import UUID

from eventsourcing.domain import Aggregate, event

from concord.charters import Charter, LateStep, TicketLevel
from concord.commanding import Circumstances, Refusal
from concord.evidence.holding import Held, check_attach, digest_to_remove
from concord.privacy import Narrative, Personal
from concord.tickets import events
from concord.tickets.deadlines import Terms, is_late
from concord.tickets.errors import STATUS_IN_CHINESE, TicketRefusal
from concord.tickets.events import Responsible, Satisfaction, TicketStatus, TriageLevel
from concord.tickets.facts import TicketFacts
from concord.tickets.limits import MOST_EXTENSION_DAYS

IN_WORK = (TicketStatus.TRIAGED, TicketStatus.DISPATCHED, TicketStatus.ACCEPTED)
UNANSWERED = (TicketStatus.RAISED, *IN_WORK)
OPEN = (*UNANSWERED, TicketStatus.RESOLVED, TicketStatus.CONFIRMED)
WAITS_FOR = {
    TicketStatus.TRIAGED: LateStep.DISPATCH,
    TicketStatus.DISPATCHED: LateStep.ACCEPT,
    TicketStatus.ACCEPTED: LateStep.RESOLVE,
}
OWN_ONLY = ("officer", "handler")
"""Roles that act for one organization."""
OVERDUE = Narrative("逾期未办，按章程升级")


class Ticket(Aggregate):
    """吹哨: one need of one member, from raising to closing."""

    TicketRaised = events.TicketRaised
    TicketTriaged = events.TicketTriaged
    TicketDispatched = events.TicketDispatched
    TicketAccepted = events.TicketAccepted
    TicketReturned = events.TicketReturned
    ProgressNoted = events.ProgressNoted
    TicketResolved = events.TicketResolved
    ResolutionConfirmed = events.ResolutionConfirmed
    TicketReopened = events.TicketReopened
    TicketEscalated = events.TicketEscalated
    DeadlineExtended = events.DeadlineExtended
    TicketUrged = events.TicketUrged
    TicketWithdrawn = events.TicketWithdrawn
    TicketClosed = events.TicketClosed
    TicketEvidenceAttached = events.TicketEvidenceAttached
    TicketEvidenceRemoved = events.TicketEvidenceRemoved

    alliance: UUID
    raiser: UUID
    status: TicketStatus
    level: TriageLevel | None
    department: UUID | None
    due_on: date | None
    """Deadline of the open step; none once confirmed, closed or withdrawn."""
    satisfaction: Satisfaction | None
    reopened: int
    files: Held

    @event(events.TicketRaised)
    def __init__(self, alliance: UUID, raiser: UUID, next_due_on: date) -> None:
        self.alliance = alliance
        self.raiser = raiser
        self.status = TicketStatus.RAISED
        self.level = None
        self.department = None
        self.due_on = next_due_on
        self.satisfaction = None
        self.reopened = 0
        self.files = {}

    def facts(self) -> TicketFacts:
        """What others may rely on."""
        return TicketFacts(self.alliance, self.department)

    def triage(self, level: TriageLevel, note: Narrative | None, terms: Terms, at: Circumstances) -> None:
        """Sets the level, which must be one that the charter has deadlines for."""
        self._require(TicketStatus.RAISED)
        terms.level(level)
        self._step(
            self.TicketTriaged,
            level=level,
            note=note,
            next_due_on=terms.after(at.today, terms.charter.tickets.dispatch_days),
        )

    def dispatch(
        self, department: UUID, instruction: Narrative | None, terms: Terms, at: Circumstances
    ) -> None:
        """Sends it to a department."""
        self._require(TicketStatus.TRIAGED)
        if department == self.raiser:
            raise Refusal(TicketRefusal.DEPARTMENT_IS_RAISER, "department")
        days = self._deadlines(terms).accept_days
        self._step(
            self.TicketDispatched,
            department=department,
            instruction=instruction,
            next_due_on=terms.after(at.today, days),
        )

    def accept(self, handler: Personal | None, terms: Terms, at: Circumstances) -> None:
        """The department takes it on."""
        self._require(TicketStatus.DISPATCHED)
        self._require_department(at)
        days = self._deadlines(terms).resolve_days
        self._step(
            self.TicketAccepted,
            department=self.department,
            handler=handler,
            next_due_on=terms.after(at.today, days),
        )

    def give_back(self, reason: Narrative, terms: Terms, at: Circumstances) -> None:
        """The department is not competent."""
        self._require(TicketStatus.DISPATCHED, TicketStatus.ACCEPTED)
        self._require_department(at)
        self._step(
            self.TicketReturned,
            department=self.department,
            reason=reason,
            next_due_on=terms.after(at.today, terms.charter.tickets.dispatch_days),
        )

    def note_progress(self, note: Narrative, at: Circumstances) -> None:
        """The department says how far it is."""
        self._require(TicketStatus.ACCEPTED)
        self._require_department(at)
        self.trigger_event(self.ProgressNoted, department=self.department, note=note)

    def resolve(self, answer: Narrative, terms: Terms, at: Circumstances) -> None:
        """Answered by the department; at ON_SITE also on the spot, before any dispatch."""
        self._require(TicketStatus.TRIAGED, TicketStatus.ACCEPTED)
        if self.status is TicketStatus.ACCEPTED:
            self._require_department(at)
        elif self.level is not TriageLevel.ON_SITE:
            raise Refusal(TicketRefusal.DISPATCH_REQUIRED)
        self._step(
            self.TicketResolved,
            department=self.department,
            answer=answer,
            next_due_on=terms.after(at.today, terms.charter.tickets.silence_days),
        )

    def confirm(self, satisfaction: Satisfaction, comment: Narrative | None, at: Circumstances) -> None:
        """The raiser judges the answer."""
        self._require(TicketStatus.RESOLVED)
        self._require_raiser(at)
        self._step(self.ResolutionConfirmed, satisfaction=satisfaction, by_silence=False, comment=comment)

    def confirm_by_silence(self, at: Circumstances) -> None:
        """The raiser has let the charter's silence period pass."""
        self._require(TicketStatus.RESOLVED)
        if self.due_on is None or not is_late(self.due_on, at.today):
            raise Refusal(TicketRefusal.SILENCE_NOT_PASSED, due_on=self.due_on)
        self._step(self.ResolutionConfirmed, satisfaction=None, by_silence=True, comment=None)

    def reopen(self, reason: Narrative, terms: Terms, at: Circumstances) -> None:
        """The raiser does not accept the answer, before or after having judged it."""
        self._require(TicketStatus.RESOLVED, TicketStatus.CONFIRMED)
        self._require_raiser(at)
        dispatched = self.department is not None
        days = self._deadlines(terms).resolve_days if dispatched else terms.charter.tickets.dispatch_days
        self._step(
            self.TicketReopened,
            times=self.reopened + 1,
            department=self.department,
            reason=reason,
            next_due_on=terms.after(at.today, days),
        )

    def escalate(self, reason: Narrative, terms: Terms, at: Circumstances) -> None:
        """To the charter's next level up, to be dispatched anew."""
        self._require(*IN_WORK)
        self._step(
            self.TicketEscalated,
            from_level=self.level,
            to_level=self._next_level(terms.charter),
            department=self.department,
            reason=reason,
            next_due_on=terms.after(at.today, terms.charter.tickets.dispatch_days),
        )

    def extend(self, until: date, reason: Narrative, at: Circumstances) -> None:
        """Gives the open step until the end of a later day."""
        if self.status is TicketStatus.RESOLVED:
            raise Refusal(TicketRefusal.SILENCE_PERIOD_IS_FIXED)
        self._require(*UNANSWERED)
        due_on = self.due_on or at.today
        if until <= max(due_on, at.today):
            raise Refusal(TicketRefusal.DEADLINE_NOT_LATER, "until", until=until, due_on=due_on)
        if until > max(due_on, at.today) + timedelta(days=MOST_EXTENSION_DAYS):
            raise Refusal(TicketRefusal.DEADLINE_TOO_FAR, "until", most=MOST_EXTENSION_DAYS)
        self._step(self.DeadlineExtended, step=self.status, reason=reason, next_due_on=until)

    def urge(self, terms: Terms, active: bool, at: Circumstances) -> None:
        """Says who must act on a step that is late, one level up where the charter's escalation says so.

        In an alliance that is no more nobody answers: what is left is to withdraw it, of which it is told.
        """
        self._require(*UNANSWERED)
        due_on = self.due_on
        if due_on is None or not is_late(due_on, at.today):
            raise Refusal(TicketRefusal.NOT_LATE, due_on=due_on)
        if active and self._goes_up(terms.charter):
            self.escalate(OVERDUE, terms, at)
        theirs = active and self.department is not None
        self.trigger_event(
            self.TicketUrged,
            step=self.status,
            responsible=Responsible.DEPARTMENT if theirs else Responsible.ALLIANCE,
            department=self.department if theirs else None,
            due_on=due_on,
        )

    def withdraw(self, reason: Narrative | None, at: Circumstances) -> None:
        """The raiser no longer needs an answer."""
        self._require(*UNANSWERED)
        self._require_raiser(at)
        self._step(self.TicketWithdrawn, reason=reason)

    def close(self, reason: Narrative | None) -> None:
        """Confirmed, and nothing is left to do."""
        self._require(TicketStatus.CONFIRMED)
        if self.satisfaction is Satisfaction.DISSATISFIED and reason is None:
            raise Refusal(TicketRefusal.CLOSING_NEEDS_REASON, "reason")
        self.trigger_event(self.TicketClosed, satisfaction=self.satisfaction, reason=reason)

    def attach(self, file: UUID, stored_sha256: str, at: Circumstances, **described: object) -> None:
        """Binds a file to the ticket, until it is closed."""
        self._require(*OPEN)
        if at.role in OWN_ONLY and at.organization not in (self.raiser, self.department):
            raise Refusal(TicketRefusal.NOT_INVOLVED)
        check_attach(self.files, file, stored_sha256)
        self.trigger_event(self.TicketEvidenceAttached, file=file, stored_sha256=stored_sha256, **described)

    def remove(self, file: UUID, reason: Narrative) -> None:
        """Has a file's content destroyed, whatever came of the ticket."""
        digest = digest_to_remove(self.files, file)
        self.trigger_event(self.TicketEvidenceRemoved, removed_file=file, stored_sha256=digest, reason=reason)

    def _step(self, event_class: type[Aggregate.Event], **members: object) -> None:
        self.trigger_event(event_class, due_on=self.due_on, **members)

    def _require(self, *allowed: TicketStatus) -> None:
        if self.status not in allowed:
            raise Refusal(
                TicketRefusal.WRONG_STATUS,
                status=self.status,
                allowed=", ".join(allowed),
                status_zh=STATUS_IN_CHINESE[self.status],
                allowed_zh="、".join(STATUS_IN_CHINESE[one] for one in allowed),
            )

    def _require_raiser(self, at: Circumstances) -> None:
        if at.organization != self.raiser:
            raise Refusal(TicketRefusal.NOT_THE_RAISER)

    def _require_department(self, at: Circumstances) -> None:
        if at.organization != self.department:
            raise Refusal(TicketRefusal.NOT_THE_DEPARTMENT)

    def _deadlines(self, terms: Terms) -> TicketLevel:
        assert self.level is not None, "a ticket in work has been triaged"
        return terms.level(self.level)

    def _goes_up(self, charter: Charter) -> bool:
        steps = charter.escalation.steps if charter.escalation is not None else ()
        return WAITS_FOR.get(self.status) in steps and bool(self._levels_above(charter))

    def _next_level(self, charter: Charter) -> TriageLevel:
        above = self._levels_above(charter)
        if not above:
            raise Refusal(TicketRefusal.ALREADY_AT_HIGHEST_LEVEL)
        return above[0]

    def _levels_above(self, charter: Charter) -> list[TriageLevel]:
        order = list(TriageLevel)
        known = {one.level for one in charter.tickets.levels}
        return [level for level in order if level in known and order.index(level) > self._rank()]

    def _rank(self) -> int:
        return -1 if self.level is None else list(TriageLevel).index(self.level)

    @event(events.TicketTriaged)
    def _triaged(self, level: TriageLevel, next_due_on: date) -> None:
        self.status, self.level, self.due_on = TicketStatus.TRIAGED, level, next_due_on

    @event(events.TicketDispatched)
    def _dispatched(self, department: UUID, next_due_on: date) -> None:
        self.status, self.department, self.due_on = TicketStatus.DISPATCHED, department, next_due_on

    @event(events.TicketAccepted)
    def _accepted(self, next_due_on: date) -> None:
        self.status, self.due_on = TicketStatus.ACCEPTED, next_due_on

    @event(events.TicketReturned)
    def _returned(self, next_due_on: date) -> None:
        self.status, self.department, self.due_on = TicketStatus.TRIAGED, None, next_due_on

    @event(events.TicketResolved)
    def _resolved(self, next_due_on: date) -> None:
        self.status, self.due_on = TicketStatus.RESOLVED, next_due_on

    @event(events.ResolutionConfirmed)
    def _confirmed(self, satisfaction: Satisfaction | None) -> None:
        self.status, self.satisfaction, self.due_on = TicketStatus.CONFIRMED, satisfaction, None

    @event(events.TicketReopened)
    def _reopened(self, times: int, department: UUID | None, next_due_on: date) -> None:
        self.status = TicketStatus.TRIAGED if department is None else TicketStatus.ACCEPTED
        self.reopened, self.satisfaction, self.due_on = times, None, next_due_on

    @event(events.TicketEscalated)
    def _escalated(self, to_level: TriageLevel, next_due_on: date) -> None:
        self.status, self.level = TicketStatus.TRIAGED, to_level
        self.department, self.due_on = None, next_due_on

    @event(events.DeadlineExtended)
    def _extended(self, next_due_on: date) -> None:
        self.due_on = next_due_on

    @event(events.TicketWithdrawn)
    def _withdrawn(self) -> None:
        self.status, self.due_on = TicketStatus.WITHDRAWN, None

    @event(events.TicketClosed)
    def _closed(self) -> None:
        self.status = TicketStatus.CLOSED

    @event(events.TicketEvidenceAttached)
    def _attached(self, file: UUID, stored_sha256: str) -> None:
        self.files = {**self.files, file: stored_sha256}

    @event(events.TicketEvidenceRemoved)
    def _removed(self, removed_file: UUID) -> None:
        self.files = {**self.files, removed_file: None}
