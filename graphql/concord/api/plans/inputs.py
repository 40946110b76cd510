"""Inputs of the mutations on annual plans."""

from datetime import date
from uuid import UUID

import strawberry

from concord.api.alliances.inputs import DecisionInput
from concord.api.fields import given, narrative
from concord.api.mutating import CommandInput


@strawberry.input(description="计划事项: one thing to be done")
class PlanItemInput:
    """Of plans and amendments."""

    title: str = given("名称: what is to be done")
    theme: str | None = given("主题代码: of the charter's list", default=None)
    due_on: date | None = given("完成期限: within the year", default=None)
    lead_id: strawberry.ID | None = given("牵头单位: a member", default=None)


@strawberry.input(description="起草计划: for which year, with which items")
class PlanDraftInput(CommandInput):
    """Of `planDraft`."""

    alliance_id: strawberry.ID = given("联盟: whose plan")
    year: int = given("年度: this one or the next")
    title: str = given("名称: of the plan")
    description: str | None = narrative("说明: in words", default=None)
    items: list[PlanItemInput] = strawberry.field(
        description="事项: may be added later as well", default_factory=list, metadata={}
    )


@strawberry.input(description="计划步骤: which plan")
class PlanStepInput(CommandInput):
    """Base of what is done to an existing plan."""

    plan_id: strawberry.ID = given("计划: which")


@strawberry.input(description="列入计划: one thing more")
class PlanAddItemInput(PlanStepInput):
    """Of `planAddItem`."""

    item: PlanItemInput = given("事项: what is to be done")


@strawberry.input(description="移出计划: one thing less")
class PlanDropItemInput(PlanStepInput):
    """Of `planDropItem`."""

    item_id: UUID = given("事项编号: of the plan's items")
    reason: str = narrative("理由: in words")


@strawberry.input(description="通过计划: by which resolution")
class PlanApproveInput(PlanStepInput):
    """Of `planApprove`."""

    meeting_id: strawberry.ID = given("会议: that passed it")
    resolution_id: UUID = given("决议编号: about this plan")


@strawberry.input(description="调整计划: what changes, and why")
class PlanAmendInput(PlanStepInput):
    """Of `planAmend`."""

    reason: str = narrative("理由: in words")
    added: list[PlanItemInput] = strawberry.field(
        description="增加事项: what is to be done as well", default_factory=list, metadata={}
    )
    dropped_ids: list[UUID] = strawberry.field(
        description="移出事项: what will not be done", default_factory=list, metadata={}
    )
    decision: DecisionInput | None = given("会议决议: about this plan, where one decided it", default=None)
