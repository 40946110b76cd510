"""What can be done to annual plans; who may is in the permission table, what is allowed in the context."""

from uuid import UUID

from concord.api.alliances.inputs import decided
from concord.api.ids import decode, decode_optional
from concord.api.mutating import Returned, mutation
from concord.api.people import written
from concord.api.plans import inputs
from concord.api.plans.loaders import MODEL, PLAN
from concord.api.plans.types import AnnualPlan
from concord.meetings import commands
from concord.privacy import Narrative

ANSWER = Returned(name="plan", type=AnnualPlan, chinese="年度计划", load=PLAN, model=MODEL)


def _plan(input: inputs.PlanStepInput) -> UUID:
    return decode("AnnualPlan", input.plan_id, "input.planId")


def _item(given: inputs.PlanItemInput, path: str) -> commands.PlanItem:
    return commands.PlanItem(
        title=given.title,
        theme=given.theme,
        due_on=given.due_on,
        lead=decode_optional("Organization", given.lead_id, f"{path}.leadId"),
    )


def _items(given: list[inputs.PlanItemInput], path: str) -> tuple[commands.PlanItem, ...]:
    return tuple(_item(one, f"{path}[{index}]") for index, one in enumerate(given))


@mutation("起草计划: an alliance's plan for a year", commands.DraftPlan, ANSWER)
def plan_draft(input: inputs.PlanDraftInput) -> commands.DraftPlan:
    return commands.DraftPlan(
        alliance=decode("Alliance", input.alliance_id, "input.allianceId"),
        year=input.year,
        title=input.title,
        description=written(input.description),
        items=_items(input.items, "input.items"),
    )


@mutation("列入计划: one thing more in a draft", commands.AddPlanItem, ANSWER)
def plan_add_item(input: inputs.PlanAddItemInput) -> commands.AddPlanItem:
    return commands.AddPlanItem(plan=_plan(input), item=_item(input.item, "input.item"))


@mutation("移出计划: one thing less in a draft", commands.DropPlanItem, ANSWER)
def plan_drop_item(input: inputs.PlanDropItemInput) -> commands.DropPlanItem:
    return commands.DropPlanItem(plan=_plan(input), item=input.item_id, reason=Narrative(input.reason))


@mutation("通过计划: by a passed resolution about it", commands.ApprovePlan, ANSWER)
def plan_approve(input: inputs.PlanApproveInput) -> commands.ApprovePlan:
    return commands.ApprovePlan(
        plan=_plan(input),
        meeting=decode("JointMeeting", input.meeting_id, "input.meetingId"),
        resolution=input.resolution_id,
    )


@mutation("调整计划: an approved plan, with a reason", commands.AmendPlan, ANSWER)
def plan_amend(input: inputs.PlanAmendInput) -> commands.AmendPlan:
    return commands.AmendPlan(
        plan=_plan(input),
        reason=Narrative(input.reason),
        added=_items(input.added, "input.added"),
        dropped=tuple(input.dropped_ids),
        decision=decided(input.decision),
    )


FIELDS = (plan_draft, plan_add_item, plan_drop_item, plan_approve, plan_amend)
