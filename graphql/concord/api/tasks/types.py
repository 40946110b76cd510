"""Needs and tasks as the API shows them."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from concord.api.alliances.loaders import ALLIANCE
from concord.api.alliances.types import Alliance
from concord.api.dates import today
from concord.api.disclosing import narrative_field
from concord.api.fields import field, reference, resolved, row_type
from concord.api.info import Info
from concord.api.node import LOADS, Node
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.people import Person, person_field
from concord.api.resources.loaders import RESOURCE
from concord.api.resources.types import Resource
from concord.api.scalars import Position
from concord.api.tasks.codes import ClaimOutcome, ClaimSide, Satisfaction, TaskStatus
from concord.api.tasks.loaders import CLAIMS, TASK
from concord.readmodels.tasks.rows import ClaimRow, TaskRow

On = Annotated[date | None, strawberry.argument(description="日期: the day asked about; today if omitted")]


@row_type(ClaimRow, "认领: one claim laid to a need")
class TaskClaim:
    """Who took it on, and what became of it."""

    claimant: Organization | None = reference("认领单位: who took it on", ORGANIZATION, "claimant")
    side: ClaimSide = field("认领方式: which side claimed")
    resource: Resource | None = reference("资源: that serves it, if one was named", RESOURCE, "resource")
    claimed_on: date = field("认领日期: the ledger's day")
    due_on: date = field("完成期限: last day")
    ended_on: date | None = field("结束日期: completed, released or given up; null while it stands")
    outcome: ClaimOutcome | None = field("认领结果: null while it stands")
    on_time: bool | None = field("是否按时: null where it was not completed")
    note: str | None = narrative_field("说明: the result, or the reason", "note")
    position: Position = field("台账序号: of the claim's entry")


async def _overdue(root: strawberry.Parent[TaskRow], info: Info, on: On = None) -> bool:
    return root.overdue(on or await today(info.context))


@row_type(TaskRow, "需求任务: a need that an organization lists, and the task that it becomes when claimed")
class Task(Node):
    """As it stands."""

    alliance: Alliance = reference("联盟: in which it was listed", ALLIANCE, "alliance")
    organization: Organization = reference("需求单位: whose need it is", ORGANIZATION, "organization")
    title: str = field("标题: what is needed")
    category: str | None = field("类别: in the tenant's words")
    description: str | None = narrative_field("情况描述: null once erased", "description")
    contact: Person | None = person_field(
        "联系人: of the organization", "contact_subject", "contact_digests", of=("organization", "claimant")
    )
    status: TaskStatus = field("清单状态: where it stands")
    claimant: Organization | None = reference(
        "认领单位: who has it, or completed it", ORGANIZATION, "claimant"
    )
    listed_on: date = field("列入日期: business date")
    listed_at: datetime = field("列入时刻: when the ledger took it")
    due_on: date | None = field("期限: last day for claiming or completing it; null when neither is due")
    overdue: bool = resolved(_overdue, "是否逾期: on a day not before its last entry", bool)
    result: str | None = narrative_field("办理结果: what was done", "result")
    satisfaction: Satisfaction | None = field("满意度: of the organization whose need it was")
    comment: str | None = narrative_field("评价: what it said", "comment")
    released: int = field("退回次数: how often")
    claims: list[TaskClaim] = reference("认领记录: oldest first", CLAIMS, "id")
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


LOADS["Task"] = TASK
