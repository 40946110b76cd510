"""三张清单、双向认领: list a need, claim it as a task, release, complete, confirm, withdraw."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate

from concord.charters import (
    TEXT,
    NeedRules,
    Registration,
    Standing,
    StandingRefusal,
    TextRefusal,
    calendar_of,
    calendar_read,
    check_narrative,
    check_optional,
    check_person,
    check_text,
    require_own,
)
from concord.commanding import Circumstances, Command, Facts, Read, Refusal, RefusalCode
from concord.privacy import Narrative, Personal
from concord.tickets.errors import TaskRefusal
from concord.tickets.events import Satisfaction
from concord.tickets.facts import ResourceFacts
from concord.tickets.limits import MOST_CATEGORY
from concord.tickets.task import Task, TaskFacts

STEP: tuple[RefusalCode, ...] = (TaskRefusal.WRONG_TASK_STATUS, StandingRefusal.MEMBER_HAS_LEFT, *TEXT)
"""Of every step."""
RULED: tuple[RefusalCode, ...] = (
    StandingRefusal.ALLIANCE_NOT_ACTIVE,
    StandingRefusal.NO_CHARTER,
    TaskRefusal.NEEDS_NOT_IN_CHARTER,
)
"""Of a step that the charter has a say in."""

CLAIM: tuple[RefusalCode, ...] = (
    *RULED,
    TaskRefusal.CLAIMANT_IS_NEEDER,
    TaskRefusal.RESOURCE_NOT_SHARED,
)
"""Of a claim from either side."""


def need_rules(alliance: Standing, on: date) -> NeedRules:
    """What the charter in force says of needs."""
    alliance.require_active(on)
    rules = alliance.charter(on).needs
    if rules is None:
        raise Refusal(TaskRefusal.NEEDS_NOT_IN_CHARTER)
    return rules


class ListNeed(Command, frozen=True, kw_only=True):
    """列入需求清单: a member says what it needs."""

    aggregate: ClassVar[type[Aggregate]] = Task
    refuses = (
        *TEXT,
        *RULED,
        TextRefusal.PERSON_TOO_LONG,
        StandingRefusal.NOT_A_MEMBER,
        StandingRefusal.MEMBER_HAS_LEFT,
        StandingRefusal.NOT_YOUR_ORGANIZATION,
    )

    alliance: UUID
    organization: UUID
    title: str
    description: Narrative
    category: str | None = None
    contact: Personal | None = None

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return uuid5(command, "tickets.Task")

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        alliance = Read("alliances.Alliance", self.alliance, Standing)
        return {"alliance": alliance, "calendar": calendar_read(tenant)}

    def decide(self, aggregate: None, facts: Facts, at: Circumstances) -> Task:
        check_text("title", self.title)
        check_narrative("description", self.description)
        check_optional("category", self.category, MOST_CATEGORY)
        check_person("contact", self.contact)
        require_own(self.organization, at)
        rules = need_rules(facts["alliance"], at.today)
        facts["alliance"].require_not_departed(at.organization, at.today)
        facts["alliance"].require_member(self.organization, at.today)
        return Task._create(
            Task.NeedListed,
            id=self.stream(at.tenant, at.command),
            alliance=self.alliance,
            organization=self.organization,
            title=self.title,
            category=self.category,
            description=self.description,
            contact=self.contact,
            next_due_on=calendar_of(facts).after(at.today, rules.claim_days),
        )


class TaskCommand(Command, frozen=True, kw_only=True):
    """One step of a need that is listed."""

    aggregate: ClassVar[type[Aggregate]] = Task

    task: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.task

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {"task": Read("tickets.Task", self.task, TaskFacts), "calendar": calendar_read(tenant)}
        if "task" in known:
            reads["alliance"] = Read("alliances.Alliance", known["task"].alliance, Standing)
        return reads

    def decide(self, aggregate: Task, facts: Facts, at: Circumstances) -> Task:
        facts["alliance"].require_not_departed(at.organization, at.today)
        self.act(aggregate, facts, at)
        return aggregate

    def act(self, task: Task, facts: Facts, at: Circumstances) -> None:
        """Takes the step, or raises `Refusal`."""
        raise NotImplementedError


class ClaimTask(TaskCommand, frozen=True, kw_only=True):
    """认领需求: a member or a department takes the need on as its task."""

    refuses = (
        *STEP,
        *CLAIM,
        StandingRefusal.NOT_YOUR_ORGANIZATION,
        StandingRefusal.ORGANIZATION_DEREGISTERED,
        TaskRefusal.PROMISE_OUT_OF_RANGE,
        TaskRefusal.RESOURCE_NOT_CLAIMANTS,
    )

    claimant: UUID
    until: date | None = None
    resource: UUID | None = None

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        claimant = Read("organizations.Organization", self.claimant, Registration)
        reads = {**super().reads(tenant, known), "claimant": claimant}
        return reads | ({"resource": _resource(self.resource)} if self.resource else {})

    def act(self, task: Task, facts: Facts, at: Circumstances) -> None:
        require_own(self.claimant, at, "claimant")
        facts["claimant"].require_registered("claimant")
        facts["alliance"].require_not_departed(self.claimant, at.today, "claimant")
        if resource := facts.get("resource"):
            resource.require_shared_in(task.alliance)
            if resource.owner != self.claimant:
                raise Refusal(TaskRefusal.RESOURCE_NOT_CLAIMANTS, "resource")
        task.claim(self.claimant, _latest(facts, at), at, until=self.until, resource=self.resource)


class TakeUpResource(TaskCommand, frozen=True, kw_only=True):
    """认领资源: the organization whose need it is picks a resource that another member shares."""

    refuses = (*STEP, *CLAIM, TaskRefusal.NOT_THE_NEEDER)

    resource: UUID

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        return {**super().reads(tenant, known), "resource": _resource(self.resource)}

    def act(self, task: Task, facts: Facts, at: Circumstances) -> None:
        resource: ResourceFacts = facts["resource"]
        resource.require_shared_in(task.alliance)
        facts["alliance"].require_not_departed(resource.owner, at.today, "resource")
        task.take_up(self.resource, resource.owner, _latest(facts, at), at)


def _resource(stream: UUID) -> Read:
    return Read("resources.Resource", stream, ResourceFacts)


def _latest(facts: Facts, at: Circumstances) -> date:
    """The day by which the charter wants a task that is claimed now to be completed."""
    return calendar_of(facts).after(at.today, need_rules(facts["alliance"], at.today).complete_days)


class ReleaseTask(TaskCommand, frozen=True, kw_only=True):
    """退回: the need is open to be claimed again."""

    refuses = (*STEP, *RULED, TaskRefusal.NOT_A_PARTY)

    reason: Narrative

    def act(self, task: Task, facts: Facts, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        task.release(self.reason, need_rules(facts["alliance"], at.today), calendar_of(facts), at)


class CompleteTask(TaskCommand, frozen=True, kw_only=True):
    """完成: the claimant says what was done."""

    refuses = (*STEP, StandingRefusal.ALLIANCE_NOT_ACTIVE, TaskRefusal.NOT_THE_CLAIMANT)

    result: Narrative

    def act(self, task: Task, facts: Facts, at: Circumstances) -> None:
        check_narrative("result", self.result)
        facts["alliance"].require_active(at.today)
        task.complete(self.result, at)


class ConfirmTask(TaskCommand, frozen=True, kw_only=True):
    """确认: the organization whose need it was judges what was done."""

    refuses = (*STEP, StandingRefusal.ALLIANCE_NOT_ACTIVE, TaskRefusal.NOT_THE_NEEDER)

    satisfaction: Satisfaction
    comment: Narrative | None = None

    def act(self, task: Task, facts: Facts, at: Circumstances) -> None:
        check_narrative("comment", self.comment)
        facts["alliance"].require_active(at.today)
        task.confirm(self.satisfaction, self.comment, at)


class WithdrawNeed(TaskCommand, frozen=True, kw_only=True):
    """撤回需求: it is needed no longer; also in an alliance that has been dissolved."""

    refuses = (*STEP, TaskRefusal.NOT_THE_NEEDER)

    reason: Narrative | None = None

    def act(self, task: Task, facts: Facts, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        task.withdraw(self.reason, at)
