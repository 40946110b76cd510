"""Which mutation takes the next step: who may is read from the permission table, so that nobody is told to
do what would be refused."""

import msgspec

from concord.api.permissions import BOUND, MUTATIONS
from concord.duties.duty import Duty, DutyKind
from concord.identity import Viewer


class Step(msgspec.Struct, frozen=True):
    """The next step of an object in a status."""

    mutation: str
    chinese: str


TICKETS_OF_ANYBODY = {
    "RAISED": Step("ticketTriage", "分级"),
    "TRIAGED": Step("ticketDispatch", "派单"),
    "CONFIRMED": Step("ticketClose", "归档"),
}
TICKETS_OF_DEPARTMENT = {
    "DISPATCHED": Step("ticketAccept", "接单"),
    "ACCEPTED": Step("ticketResolve", "办结答复"),
}
TICKETS_OF_RAISER = {"RESOLVED": Step("ticketConfirm", "确认满意度")}
TICKETS = TICKETS_OF_ANYBODY | TICKETS_OF_DEPARTMENT | TICKETS_OF_RAISER
TASKS_OF_CLAIMANT = {"CLAIMED": Step("taskComplete", "完成任务")}
TASKS_OF_NEEDER = {"COMPLETED": Step("taskConfirm", "确认结果")}
TASKS = TASKS_OF_CLAIMANT | TASKS_OF_NEEDER
ANNOTATION = Step("entryConfirmAnnotation", "复核批注")
REWARDS = Step("fundApproveReward", "审批奖励")
REPORTS = {
    "DRAFT": Step("reportSubmit", "报送报告"),
    "RETURNED": Step("reportSubmit", "修改后重新报送"),
    "SUBMITTED": Step("reportAccept", "审核报告"),
}
DUTIES = {
    DutyKind.ROTATION: Step("allianceRotateChair", "确定轮值"),
    DutyKind.HANDOVER: Step("allianceRecordHandover", "登记轮值交接"),
    DutyKind.LEAD: Step("activityAssignLead", "轮值牵头活动"),
    DutyKind.MEETING: Step("meetingCall", "召开会议"),
    DutyKind.ACTIVITY: Step("activityPropose", "开展活动"),
    DutyKind.PLAN: Step("planDraft", "制定年度计划"),
    DutyKind.DUTY_REPORT: Step("meetingHearDutyReport", "听取述职"),
    DutyKind.AGREEMENT: Step("allianceSignAgreement", "签订协议"),
    DutyKind.REPORT: Step("reportDraft", "起草报告"),
    DutyKind.PROJECT: Step("projectPropose", "提出重点项目"),
    DutyKind.PROJECT_CLAIM: Step("projectClaim", "认领项目"),
    DutyKind.LEADERSHIP: Step("allianceSetGroupLeadership", "确定负责人"),
    DutyKind.BRIEFING: Step("briefingFile", "报送信息简报"),
    DutyKind.BREACH: Step("allianceCureBreach", "纠正名额不符"),
}
DIRECTIVES = {
    "MEETING": DUTIES[DutyKind.MEETING],
    "ACTIVITY": DUTIES[DutyKind.ACTIVITY],
    "REPORT": DUTIES[DutyKind.REPORT],
}
"""What carries out a directive, by what it obliges to."""
KEEPER = "allianceRotateChair"
"""Whoever may do this keeps an alliance's duties."""


def may(viewer: Viewer, mutation: str) -> bool:
    """Whether the viewer's role allows it."""
    return viewer.role in MUTATIONS[mutation].roles


def step_of(duty: Duty) -> Step:
    """What does a duty."""
    return DIRECTIVES[duty.code or ""] if duty.kind is DutyKind.DIRECTIVE else DUTIES[duty.kind]


def is_drafted(duty: Duty) -> bool:
    """A report that is drafted waits for itself, to be submitted."""
    return duty.kind is DutyKind.REPORT and duty.called is not None


def for_the_tenant(viewer: Viewer) -> bool:
    """Whether the viewer acts for the tenant, and not for its own organization alone."""
    return viewer.role not in BOUND


def statuses(steps: dict[str, Step], viewer: Viewer) -> list[str]:
    """Those whose next step the viewer may take."""
    return [status for status, step in steps.items() if may(viewer, step.mutation)]
