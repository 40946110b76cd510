"""The year's plan: draft it, add and drop items, approve it by a resolution, amend it."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

import msgspec
from eventsourcing.domain import Aggregate

from concord.charters import (
    DECIDED,
    RELYING,
    TEXT,
    ConfiguredRefusal,
    Decision,
    MotionKind,
    Resolved,
    Standing,
    StandingRefusal,
    check_narrative,
    check_text,
    choices,
    require_theme,
)
from concord.commanding import Circumstances, Command, Facts, Read, Refusal, RefusalCode
from concord.meetings.commands.base import RULED
from concord.meetings.errors import PlanRefusal
from concord.meetings.facts import PlanFacts
from concord.meetings.plan import AnnualPlan, plan_id
from concord.privacy import Narrative


class PlanItem(msgspec.Struct, frozen=True, kw_only=True):
    """计划事项: one thing to be done in the year."""

    title: str
    theme: str | None = None
    due_on: date | None = None
    lead: UUID | None = None


ITEM: tuple[RefusalCode, ...] = (
    *TEXT,
    StandingRefusal.NOT_A_MEMBER,
    PlanRefusal.THEME_NOT_IN_CHARTER,
    ConfiguredRefusal.THEME_NOT_CONFIGURED,
    PlanRefusal.DUE_OUTSIDE_YEAR,
    PlanRefusal.TOO_MANY_PLAN_ITEMS,
)
"""Of what is added."""


class DraftPlan(Command, frozen=True, kw_only=True):
    """起草年度计划: with its items, or without any yet."""

    aggregate: ClassVar[type[Aggregate]] = AnnualPlan
    refuses = (
        *RULED,
        *ITEM,
        PlanRefusal.PLAN_EXISTS,
        PlanRefusal.PLAN_YEAR_OVER,
        PlanRefusal.PLAN_YEAR_TOO_FAR,
    )

    alliance: UUID
    year: int
    title: str
    description: Narrative | None = None
    items: tuple[PlanItem, ...] = ()

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return plan_id(self.alliance, self.year)

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        return {"alliance": Read("alliances.Alliance", self.alliance, Standing)}

    def decide(self, aggregate: AnnualPlan | None, facts: Facts, at: Circumstances) -> AnnualPlan:
        check_text("title", self.title)
        check_narrative("description", self.description)
        alliance: Standing = facts["alliance"]
        alliance.require_active(at.today)
        alliance.require_not_departed(at.organization, at.today)
        if aggregate is not None:
            raise Refusal(PlanRefusal.PLAN_EXISTS, "year", year=self.year)
        self._check_year(alliance.judged_on(at).year)
        plan = AnnualPlan._create(
            AnnualPlan.PlanDrafted,
            id=self.stream(at.tenant, at.command),
            alliance=self.alliance,
            year=self.year,
            title=self.title,
            description=self.description,
        )
        add_items(plan, self.items, alliance, at)
        return plan

    def _check_year(self, current: int) -> None:
        if self.year < current:
            raise Refusal(PlanRefusal.PLAN_YEAR_OVER, "year", year=self.year)
        if self.year > current + 1:
            raise Refusal(PlanRefusal.PLAN_YEAR_TOO_FAR, "year")


def add_items(plan: AnnualPlan, items: tuple[PlanItem, ...], alliance: Standing, at: Circumstances) -> None:
    """Adds each, after its theme and its leader have been looked up."""
    on = alliance.judged_on(at)
    charter = alliance.charter(on)
    for index, item in enumerate(items):
        check_text("title", item.title)
        if item.theme is not None:
            theme = charter.theme(item.theme)
            if theme is None:
                known = choices(charter.themes)
                raise Refusal(PlanRefusal.THEME_NOT_IN_CHARTER, "theme", theme=item.theme, known=known)
            require_theme(theme, at)
        if item.lead is not None:
            alliance.require_member(item.lead, on, "lead")
        plan.add(item_id(at.command, index), item.title, item.theme, item.due_on, item.lead)


def item_id(command: UUID, index: int = 0) -> UUID:
    """The id of the item that a command adds, counted from 0."""
    return uuid5(command, f"plan item {index}")


class PlanCommand(Command, frozen=True, kw_only=True):
    """One step of an existing plan."""

    aggregate: ClassVar[type[Aggregate]] = AnnualPlan

    plan: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.plan

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {"plan": Read("meetings.AnnualPlan", self.plan, PlanFacts)}
        if "plan" in known:
            reads["alliance"] = Read("alliances.Alliance", known["plan"].alliance, Standing)
        return reads

    def decide(self, aggregate: AnnualPlan, facts: Facts, at: Circumstances) -> AnnualPlan:
        facts["alliance"].require_active(at.today)
        facts["alliance"].require_not_departed(at.organization, at.today)
        self.act(aggregate, facts, at)
        return aggregate

    def act(self, plan: AnnualPlan, facts: Facts, at: Circumstances) -> None:
        """Takes the step, or raises `Refusal`."""
        raise NotImplementedError


class AddPlanItem(PlanCommand, frozen=True, kw_only=True):
    """列入计划: one thing more in a draft."""

    refuses = (*RULED, *ITEM, PlanRefusal.PLAN_APPROVED)

    item: PlanItem

    def act(self, plan: AnnualPlan, facts: Facts, at: Circumstances) -> None:
        plan.require_draft()
        add_items(plan, (self.item,), facts["alliance"], at)


class DropPlanItem(PlanCommand, frozen=True, kw_only=True):
    """移出计划: one thing less in a draft."""

    refuses = (*TEXT, *RULED, PlanRefusal.PLAN_APPROVED, PlanRefusal.NO_SUCH_ITEM)

    item: UUID
    reason: Narrative

    def act(self, plan: AnnualPlan, facts: Facts, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        plan.require_draft()
        plan.drop(self.item, self.reason)


class ApprovePlan(PlanCommand, frozen=True, kw_only=True):
    """通过计划: by a passed resolution about it."""

    refuses = (*RULED, *RELYING, PlanRefusal.PLAN_APPROVED, PlanRefusal.PLAN_EMPTY)

    meeting: UUID
    resolution: UUID

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        meeting = Read("meetings.JointMeeting", self.meeting, Resolved)
        return {**super().reads(tenant, known), "meeting": meeting}

    def act(self, plan: AnnualPlan, facts: Facts, at: Circumstances) -> None:
        resolved: Resolved = facts["meeting"]
        passed = resolved.require(self.resolution, plan.alliance, MotionKind.ANNUAL_PLAN, plan.id)
        plan.approve(self.meeting, self.resolution, passed.passed_on)


class AmendPlan(PlanCommand, frozen=True, kw_only=True):
    """调整计划: adds and drops items of an approved plan, with a reason, by a resolution or without."""

    refuses = (
        *RULED,
        *ITEM,
        *DECIDED,
        PlanRefusal.PLAN_NOT_APPROVED,
        PlanRefusal.NO_SUCH_ITEM,
        PlanRefusal.AMENDMENT_EMPTY,
    )

    reason: Narrative
    added: tuple[PlanItem, ...] = ()
    dropped: tuple[UUID, ...] = ()
    decision: Decision | None = None

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = dict(super().reads(tenant, known))
        if self.decision is not None:
            reads["meeting"] = self.decision.read()
        return reads

    def act(self, plan: AnnualPlan, facts: Facts, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        if not self.added and not self.dropped:
            raise Refusal(PlanRefusal.AMENDMENT_EMPTY)
        if self.decision is not None:
            about = MotionKind.ANNUAL_PLAN
            self.decision.require(facts["meeting"], plan.alliance, about, plan.id, at.occurred_on)
        plan.amend(self.reason, self.decision)
        for item in self.dropped:
            plan.drop(item, self.reason)
        add_items(plan, self.added, facts["alliance"], at)
