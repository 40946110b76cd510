"""Inputs of the mutations on needs and tasks."""

from datetime import date

import strawberry

from concord.api.fields import given, narrative
from concord.api.mutating import CommandInput
from concord.api.people import PersonInput
from concord.api.tasks.codes import Satisfaction


@strawberry.input(description="需求: what is needed, by whom")
class NeedListInput(CommandInput):
    """Of `needList`."""

    alliance_id: strawberry.ID = given("联盟: in which")
    organization_id: strawberry.ID = given("需求单位: the member whose need it is")
    title: str = given("标题: in a few words")
    description: str = narrative("情况描述: kept beside the ledger, erasable")
    category: str | None = given("类别: in the tenant's words", default=None)
    contact: PersonInput | None = given("联系人: of the organization", default=None)


@strawberry.input(description="需求任务: which")
class TaskStepInput(CommandInput):
    """Base of what is done to a need that is listed."""

    task_id: strawberry.ID = given("需求任务: which")


@strawberry.input(description="认领: who takes it on, by when")
class TaskClaimInput(TaskStepInput):
    """Of `taskClaim`."""

    claimant_id: strawberry.ID = given("认领单位: a member, or a department")
    until: date | None = given(
        "承诺完成日: last day, not after the charter's; the charter's if omitted", default=None
    )
    resource_id: strawberry.ID | None = given(
        "资源: the claiming organization's own, that serves it", default=None
    )


@strawberry.input(description="认领资源: which")
class TaskTakeUpResourceInput(TaskStepInput):
    """Of `taskTakeUpResource`."""

    resource_id: strawberry.ID = given("资源: one that another member shares")


@strawberry.input(description="退回: why")
class TaskReleaseInput(TaskStepInput):
    """Of `taskRelease`."""

    reason: str = narrative("理由: in words")


@strawberry.input(description="完成: what was done")
class TaskCompleteInput(TaskStepInput):
    """Of `taskComplete`."""

    result: str = narrative("办理结果: in words")


@strawberry.input(description="确认: how well the need was met")
class TaskConfirmInput(TaskStepInput):
    """Of `taskConfirm`."""

    satisfaction: Satisfaction = given("满意度: of what was done")
    comment: str | None = narrative("评价: in words", default=None)


@strawberry.input(description="撤回需求: why, if said")
class NeedWithdrawInput(TaskStepInput):
    """Of `needWithdraw`."""

    reason: str | None = narrative("理由: in words", default=None)
