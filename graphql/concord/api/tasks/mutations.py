"""What can be done to needs and tasks; who may is in the permission table, what is allowed in the context."""

from uuid import UUID

from concord.api.ids import decode, decode_optional
from concord.api.mutating import Returned, mutation
from concord.api.people import personal, written
from concord.api.tasks import inputs
from concord.api.tasks.loaders import MODEL, TASK
from concord.api.tasks.types import Task
from concord.privacy import Narrative
from concord.tickets import commands

ANSWER = Returned(name="task", type=Task, chinese="需求任务", load=TASK, model=MODEL)


def _task(input: inputs.TaskStepInput) -> UUID:
    return decode("Task", input.task_id, "input.taskId")


@mutation("列入需求清单: a member says what it needs", commands.ListNeed, ANSWER)
def need_list(input: inputs.NeedListInput) -> commands.ListNeed:
    return commands.ListNeed(
        alliance=decode("Alliance", input.alliance_id, "input.allianceId"),
        organization=decode("Organization", input.organization_id, "input.organizationId"),
        title=input.title,
        description=Narrative(input.description),
        category=input.category,
        contact=personal(input.contact, input.command_id, "contact"),
    )


@mutation("认领需求: a member or a department takes the need on as its task", commands.ClaimTask, ANSWER)
def task_claim(input: inputs.TaskClaimInput) -> commands.ClaimTask:
    return commands.ClaimTask(
        task=_task(input),
        claimant=decode("Organization", input.claimant_id, "input.claimantId"),
        until=input.until,
        resource=decode_optional("Resource", input.resource_id, "input.resourceId"),
    )


@mutation("认领资源: the organization picks a shared resource for its need", commands.TakeUpResource, ANSWER)
def task_take_up_resource(input: inputs.TaskTakeUpResourceInput) -> commands.TakeUpResource:
    resource = decode("Resource", input.resource_id, "input.resourceId")
    return commands.TakeUpResource(task=_task(input), resource=resource)


@mutation("退回: the need is open to be claimed again", commands.ReleaseTask, ANSWER)
def task_release(input: inputs.TaskReleaseInput) -> commands.ReleaseTask:
    return commands.ReleaseTask(task=_task(input), reason=Narrative(input.reason))


@mutation("完成: the claimant says what was done", commands.CompleteTask, ANSWER)
def task_complete(input: inputs.TaskCompleteInput) -> commands.CompleteTask:
    return commands.CompleteTask(task=_task(input), result=Narrative(input.result))


@mutation("确认: the organization whose need it was judges what was done", commands.ConfirmTask, ANSWER)
def task_confirm(input: inputs.TaskConfirmInput) -> commands.ConfirmTask:
    return commands.ConfirmTask(
        task=_task(input), satisfaction=input.satisfaction, comment=written(input.comment)
    )


@mutation("撤回需求: it is needed no longer", commands.WithdrawNeed, ANSWER)
def need_withdraw(input: inputs.NeedWithdrawInput) -> commands.WithdrawNeed:
    return commands.WithdrawNeed(task=_task(input), reason=written(input.reason))


FIELDS = (
    need_list,
    task_claim,
    task_take_up_resource,
    task_release,
    task_complete,
    task_confirm,
    need_withdraw,
)
