"""What a ticket's rules refuse. Codes are a contract with clients."""

from concord.charters import TriageLevel
from concord.commanding import Message, RefusalCode
from concord.tickets.events import TaskStatus, TicketStatus


class TicketRefusal(RefusalCode):
    """诉求办理的拒绝原因: one rule each."""

    WRONG_STATUS = Message(
        "这件诉求目前“{status_zh}”，此步骤只适用于：{allowed_zh}",
        "The ticket is {status}; this step needs it to be {allowed}",
    )
    LEVEL_NOT_IN_CHARTER = Message(
        "章程没有规定“{level}”这一级的办理时限", "The charter has no deadlines for the level {level}"
    )
    NOT_THE_RAISER = Message(
        "只有吹哨单位本身可以确认、重办或撤回",
        "Only the organization that raised it confirms, reopens or withdraws it",
    )
    NOT_INVOLVED = Message(
        "联络员和经办人只能为本单位吹哨或承办的诉求上传佐证",
        "Officers and handlers attach evidence to tickets that their own organization raised or answers",
    )
    NOT_THE_DEPARTMENT = Message(
        "这件诉求没有派给您的单位，只有承办单位可以办理",
        "Only the department it was dispatched to acts on it",
    )
    DEPARTMENT_DEREGISTERED = Message(
        "承办单位已注销，请派给其他单位", "The department is deregistered: dispatch to another"
    )
    DEPARTMENT_IS_RAISER = Message(
        "不能派给吹哨单位自己", "A ticket is not dispatched to the organization that raised it"
    )
    DISPATCH_REQUIRED = Message(
        "只有“现场办公”级的诉求可以不派单直接办结", "Only a ticket at ON_SITE is resolved without dispatch"
    )
    ALREADY_AT_HIGHEST_LEVEL = Message(
        "已是章程规定的最高一级，不能再升级", "It is at the charter's highest level already"
    )
    DEADLINE_NOT_LATER = Message(
        "新期限 {until} 须晚于原期限 {due_on} 和今天",
        "The new deadline {until} must be later than {due_on} and than today",
    )
    DEADLINE_TOO_FAR = Message(
        "一次最多延长 {most} 天", "A deadline is extended by at most {most} days at a time"
    )
    SILENCE_PERIOD_IS_FIXED = Message(
        "待确认的期限由章程规定，不能延长", "The silence period is the charter's and is not extended"
    )
    SILENCE_NOT_PASSED = Message(
        "吹哨单位在 {due_on} 之前（含当日）仍可确认，尚不能视为默认",
        "The raiser may still speak until {due_on}",
    )
    NOT_LATE = Message(
        "这件诉求没有逾期（期限 {due_on}），不需催办", "Nothing is late: the open step is due on {due_on}"
    )
    CLOSING_NEEDS_REASON = Message(
        "吹哨单位不满意的诉求，归档须说明理由", "Closing a ticket whose raiser is dissatisfied needs a reason"
    )
    CONTACT_TOO_LONG = Message(
        "联系人最多 {fields} 项，每项最多 {most} 个字",
        "A person is described by at most {fields} values of at most {most} characters",
    )


LEVEL_NAMES = {
    TriageLevel.ON_SITE: Message("现场办公", "“on site”"),
    TriageLevel.COORDINATED: Message("协同解决", "“coordinated”"),
    TriageLevel.ESCALATED: Message("对上协调", "“escalated”"),
}
STATUS_IN_CHINESE = {
    TicketStatus.RAISED: "待分级",
    TicketStatus.TRIAGED: "待派单",
    TicketStatus.DISPATCHED: "待接单",
    TicketStatus.ACCEPTED: "办理中",
    TicketStatus.RESOLVED: "待确认",
    TicketStatus.CONFIRMED: "已确认",
    TicketStatus.CLOSED: "已归档",
    TicketStatus.WITHDRAWN: "已撤回",
}


class TaskRefusal(RefusalCode):
    """需求清单与任务清单的拒绝原因: one rule each."""

    NEEDS_NOT_IN_CHARTER = Message(
        "章程没有设立需求清单、任务清单（needs），请先修订章程",
        "The charter has no lists of needs and tasks (needs): amend it first",
    )
    WRONG_TASK_STATUS = Message(
        "这项需求目前“{status_zh}”，此步骤只适用于：{allowed_zh}",
        "The need is {status}; this step needs it to be {allowed}",
    )
    CLAIMANT_IS_NEEDER = Message(
        "不能认领本单位自己的需求", "An organization does not claim a need of its own"
    )
    RESOURCE_NOT_SHARED = Message(
        "该资源不在本联盟共享，或已撤回", "The resource is not shared in this alliance, or is withdrawn"
    )
    RESOURCE_NOT_CLAIMANTS = Message(
        "该资源不是认领单位的", "The resource is not the claiming organization's"
    )
    PROMISE_OUT_OF_RANGE = Message(
        "承诺完成日 {until} 须在 {today} 至 {latest} 之间",
        "The promised day {until} must lie between {today} and {latest}",
    )
    NOT_THE_NEEDER = Message(
        "只有提出需求的单位可以撤回或确认", "Only the organization whose need it is withdraws or confirms it"
    )
    NOT_THE_CLAIMANT = Message("只有认领单位可以报完成", "Only the organization that claimed it completes it")
    NOT_A_PARTY = Message(
        "只有认领单位或提出需求的单位可以退回",
        "Only the claimant or the one whose need it is releases it",
    )


TASK_STATUS_IN_CHINESE = {
    TaskStatus.LISTED: "待认领",
    TaskStatus.CLAIMED: "已认领",
    TaskStatus.COMPLETED: "已完成、待确认",
    TaskStatus.CONFIRMED: "已确认",
    TaskStatus.WITHDRAWN: "已撤回",
}
