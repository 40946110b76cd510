"""A need and the task that it becomes when somebody claims it.

LISTED -> CLAIMED -> COMPLETED -> CONFIRMED; back to LISTED when it is released; WITHDRAWN while nobody
has completed it.
"""

from datetime import date
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate, event

from concord.charters import NeedRules, WorkingDays
from concord.commanding import Circumstances, Refusal
from concord.privacy import Narrative
from concord.tickets import events
from concord.tickets.errors import TASK_STATUS_IN_CHINESE, TaskRefusal
from concord.tickets.events import ClaimSide, Satisfaction, TaskStatus


class TaskFacts(msgspec.Struct, frozen=True):
    """Of the task itself: which alliance must be read."""

    alliance: UUID


class Task(Aggregate):
    """需求与任务: one need of one member, from the list to the word that it was met."""

    NeedListed = events.NeedListed
    NeedWithdrawn = events.NeedWithdrawn
    TaskClaimed = events.TaskClaimed
    TaskReleased = events.TaskReleased
    TaskCompleted = events.TaskCompleted
    TaskConfirmed = events.TaskConfirmed

    alliance: UUID
    organization: UUID
    status: TaskStatus
    claimant: UUID | None
    due_on: date | None
    """Of claiming, or of completion; none once completed or withdrawn."""

    @event(events.NeedListed)
    def __init__(self, alliance: UUID, organization: UUID, next_due_on: date) -> None:
        self.alliance = alliance
        self.organization = organization
        self.status = TaskStatus.LISTED
        self.claimant = None
        self.due_on = next_due_on

    def facts(self) -> TaskFacts:
        """What others may rely on."""
        return TaskFacts(self.alliance)

    def claim(
        self,
        claimant: UUID,
        latest: date,
        at: Circumstances,
        *,
        until: date | None = None,
        side: ClaimSide = ClaimSide.PROVIDER,
        resource: UUID | None = None,
    ) -> None:
        """An organization takes it on until `latest`, the charter's day, or until an earlier one."""
        self._require(TaskStatus.LISTED)
        if claimant == self.organization:
            raise Refusal(TaskRefusal.CLAIMANT_IS_NEEDER, "claimant")
        if until is not None and not at.today <= until <= latest:
            raise Refusal(
                TaskRefusal.PROMISE_OUT_OF_RANGE, "until", until=until, today=at.today, latest=latest
            )
        self.trigger_event(
            self.TaskClaimed,
            claimant=claimant,
            side=side,
            resource=resource,
            due_on=self.due_on,
            next_due_on=until or latest,
        )

    def take_up(self, resource: UUID, owner: UUID, latest: date, at: Circumstances) -> None:
        """The organization itself picks a shared resource; its owner is to meet the need."""
        self._require_needer(at)
        self.claim(owner, latest, at, side=ClaimSide.NEEDER, resource=resource)

    def release(self, reason: Narrative, rules: NeedRules, calendar: WorkingDays, at: Circumstances) -> None:
        """The claimant gives it back, or the organization whose need it is takes it back, also where
        what was done does not help."""
        self._require(TaskStatus.CLAIMED, TaskStatus.COMPLETED)
        if at.organization not in (self.claimant, self.organization):
            raise Refusal(TaskRefusal.NOT_A_PARTY)
        by_claimant = at.organization == self.claimant
        if by_claimant:
            self._require(TaskStatus.CLAIMED)
        self.trigger_event(
            self.TaskReleased,
            claimant=self.claimant,
            by_claimant=by_claimant,
            reason=reason,
            due_on=self.due_on,
            next_due_on=calendar.after(at.today, rules.claim_days),
        )

    def complete(self, result: Narrative, at: Circumstances) -> None:
        """The claimant has met the need."""
        self._require(TaskStatus.CLAIMED)
        if at.organization != self.claimant:
            raise Refusal(TaskRefusal.NOT_THE_CLAIMANT)
        self.trigger_event(self.TaskCompleted, claimant=self.claimant, result=result, due_on=self.due_on)

    def confirm(self, satisfaction: Satisfaction, comment: Narrative | None, at: Circumstances) -> None:
        """The organization whose need it was judges what was done."""
        self._require(TaskStatus.COMPLETED)
        self._require_needer(at)
        self.trigger_event(
            self.TaskConfirmed, claimant=self.claimant, satisfaction=satisfaction, comment=comment
        )

    def withdraw(self, reason: Narrative | None, at: Circumstances) -> None:
        """The need is no more."""
        self._require(TaskStatus.LISTED, TaskStatus.CLAIMED)
        self._require_needer(at)
        self.trigger_event(self.NeedWithdrawn, reason=reason, due_on=self.due_on)

    def _require_needer(self, at: Circumstances) -> None:
        if at.organization != self.organization:
            raise Refusal(TaskRefusal.NOT_THE_NEEDER)

    def _require(self, *allowed: TaskStatus) -> None:
        if self.status not in allowed:
            raise Refusal(
                TaskRefusal.WRONG_TASK_STATUS,
                status=self.status,
                allowed=", ".join(allowed),
                status_zh=TASK_STATUS_IN_CHINESE[self.status],
                allowed_zh="、".join(TASK_STATUS_IN_CHINESE[one] for one in allowed),
            )

    @event(events.TaskClaimed)
    def _claimed(self, claimant: UUID, next_due_on: date) -> None:
        self.status, self.claimant, self.due_on = TaskStatus.CLAIMED, claimant, next_due_on

    @event(events.TaskReleased)
    def _released(self, next_due_on: date) -> None:
        self.status, self.claimant, self.due_on = TaskStatus.LISTED, None, next_due_on

    @event(events.TaskCompleted)
    def _completed(self) -> None:
        self.status, self.due_on = TaskStatus.COMPLETED, None

    @event(events.TaskConfirmed)
    def _confirmed(self) -> None:
        self.status = TaskStatus.CONFIRMED

    @event(events.NeedWithdrawn)
    def _withdrawn(self) -> None:
        self.status, self.due_on = TaskStatus.WITHDRAWN, None
