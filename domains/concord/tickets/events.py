"""What happens to a ticket: public names and shapes, contracts for ever.

`due_on` is the deadline of the step that an event completes, `next_due_on` that of the step it
opens: the event is on time when its `recorded_at`, as a date in the tenant's time zone, is not
after `due_on`. Deadlines are the charter's working days for the triage level.

A task (任务清单) begins as a need that an organization lists (需求清单), and is claimed either way round
(双向认领): somebody takes on the need, or the organization itself takes up a shared resource (资源清单).
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.charters import TriageLevel
from concord.evidence.events import FileAttached, FileRemoved
from concord.privacy import Narrative, Personal

__all__ = [
    "ClaimSide",
    "DeadlineExtended",
    "NeedListed",
    "NeedWithdrawn",
    "ProgressNoted",
    "ResolutionConfirmed",
    "Responsible",
    "Satisfaction",
    "TaskClaimed",
    "TaskCompleted",
    "TaskConfirmed",
    "TaskReleased",
    "TaskStatus",
    "TicketAccepted",
    "TicketClosed",
    "TicketDispatched",
    "TicketEscalated",
    "TicketEvidenceAttached",
    "TicketEvidenceRemoved",
    "TicketRaised",
    "TicketReopened",
    "TicketResolved",
    "TicketReturned",
    "TicketStatus",
    "TicketTriaged",
    "TicketUrged",
    "TicketWithdrawn",
    "TriageLevel",
]


class TicketStatus(StrEnum):
    """办理状态: where a ticket stands in its life cycle."""

    RAISED = "RAISED"  # 已吹哨，待分级
    TRIAGED = "TRIAGED"  # 已分级，待派单
    DISPATCHED = "DISPATCHED"  # 已派单，待接单
    ACCEPTED = "ACCEPTED"  # 已接单，办理中
    RESOLVED = "RESOLVED"  # 已办结，待确认
    CONFIRMED = "CONFIRMED"  # 已确认，待归档
    CLOSED = "CLOSED"  # 已归档
    WITHDRAWN = "WITHDRAWN"  # 已撤回


class Satisfaction(StrEnum):
    """满意度: the raiser's judgement of the answer."""

    SATISFIED = "SATISFIED"  # 满意
    BASICALLY_SATISFIED = "BASICALLY_SATISFIED"  # 基本满意
    DISSATISFIED = "DISSATISFIED"  # 不满意


class Responsible(StrEnum):
    """应办方: whose turn it is."""

    ALLIANCE = "ALLIANCE"  # 联盟（分级、派单）
    DEPARTMENT = "DEPARTMENT"  # 承办单位


class TicketRaised(Aggregate.Created):
    """已吹哨: a member asked its alliance for help."""

    alliance: UUID
    raiser: UUID
    """The member organization whose need it is; it alone may confirm."""
    title: str
    category: str | None
    """What it is about in the tenant's words (惠企政策、人才培育、通勤出行…)."""
    description: Narrative
    contact: Personal | None
    next_due_on: date
    """Triage is due."""


class TicketTriaged(Aggregate.Event):
    """已分级: the level decides who must act, and by when."""

    level: TriageLevel
    due_on: date
    next_due_on: date
    """Dispatch is due; at ON_SITE, dispatch or the answer on the spot."""
    note: Narrative | None


class TicketDispatched(Aggregate.Event):
    """已派单: sent to the department that must answer."""

    department: UUID
    """A registered organization."""
    due_on: date
    next_due_on: date
    """Acceptance is due."""
    instruction: Narrative | None


class TicketAccepted(Aggregate.Event):
    """已接单: the department has taken it on."""

    department: UUID
    handler: Personal | None
    due_on: date
    next_due_on: date
    """The answer is due."""


class TicketReturned(Aggregate.Event):
    """已退单: the department says that it is not competent; to be dispatched anew."""

    department: UUID
    reason: Narrative
    due_on: date
    next_due_on: date
    """The new dispatch is due."""


class ProgressNoted(Aggregate.Event):
    """办理进展: what has been done so far; moves no deadline."""

    department: UUID
    note: Narrative


class TicketResolved(Aggregate.Event):
    """已办结: answered; counts only when confirmed, or after the silence period."""

    department: UUID | None
    """Null where it was answered on the spot, without dispatch."""
    answer: Narrative
    due_on: date
    next_due_on: date
    """Last day on which the raiser can speak; afterwards silence confirms."""


class ResolutionConfirmed(Aggregate.Event):
    """已确认: the raiser judged the answer, or let the silence period pass."""

    satisfaction: Satisfaction | None
    """Null where silence confirmed."""
    by_silence: bool
    comment: Narrative | None
    due_on: date
    """Always passed where silence confirmed. Closing has no deadline."""


class TicketReopened(Aggregate.Event):
    """已重办: the raiser does not accept the answer; the department that gave it works on."""

    times: int
    """How often it has been reopened, this time included."""
    department: UUID | None
    reason: Narrative
    due_on: date | None
    """Of the confirmation; null where it had been confirmed."""
    next_due_on: date
    """The new answer is due; where no department had it, the dispatch."""


class TicketEscalated(Aggregate.Event):
    """已升级: taken one level up; to be dispatched anew."""

    from_level: TriageLevel
    to_level: TriageLevel
    department: UUID | None
    """Who had it until now."""
    reason: Narrative
    due_on: date
    next_due_on: date
    """The new dispatch is due."""


class DeadlineExtended(Aggregate.Event):
    """已延期: the open step got a later deadline."""

    step: TicketStatus
    """Status of the ticket whose step was extended."""
    due_on: date
    """The deadline until now."""
    next_due_on: date
    """The deadline from now on."""
    reason: Narrative


class TicketUrged(Aggregate.Event):
    """已催办: a deadline has passed, and this says who must act."""

    step: TicketStatus
    """Status in which the ticket waits."""
    responsible: Responsible
    department: UUID | None
    """The department, where it is its turn."""
    due_on: date
    """The deadline that has passed."""


class TicketWithdrawn(Aggregate.Event):
    """已撤回: the raiser no longer needs an answer."""

    reason: Narrative | None
    due_on: date
    """Of the step that was open."""


class TicketClosed(Aggregate.Event):
    """已归档: nothing is left to do."""

    satisfaction: Satisfaction | None
    """As confirmed; null where silence confirmed."""
    reason: Narrative | None
    """Why it is closed although the raiser is not satisfied."""


class TaskStatus(StrEnum):
    """清单状态: where a need, and the task it becomes, stands."""

    LISTED = "LISTED"  # 待认领
    CLAIMED = "CLAIMED"  # 已认领
    COMPLETED = "COMPLETED"  # 已完成，待确认
    CONFIRMED = "CONFIRMED"  # 已确认
    WITHDRAWN = "WITHDRAWN"  # 已撤回


class ClaimSide(StrEnum):
    """认领方式: which side claimed (双向认领)."""

    PROVIDER = "PROVIDER"  # 供方认领需求
    NEEDER = "NEEDER"  # 需方认领资源


class TicketEvidenceAttached(FileAttached):
    """佐证已上传: what the ticket is about, or what was done about it, by the raiser or the department."""


class TicketEvidenceRemoved(FileRemoved):
    """佐证已移除: the file's key is destroyed, and its content with it; its digests stay."""


class NeedListed(Aggregate.Created):
    """需求已列入清单: an organization says what it needs; whoever can help claims it."""

    alliance: UUID
    organization: UUID
    """The member whose need it is; it alone withdraws and confirms."""
    title: str
    category: str | None
    """What it is about in the tenant's words (惠企政策、企业孵化、人才培育…)."""
    description: Narrative
    contact: Personal | None
    next_due_on: date
    """Claiming is due."""


class NeedWithdrawn(Aggregate.Event):
    """需求已撤回: it is needed no longer."""

    reason: Narrative | None
    due_on: date
    """Of the step that was open."""


class TaskClaimed(Aggregate.Event):
    """任务已认领: an organization takes on the need, or has its resource taken up for it."""

    claimant: UUID
    """Who is to complete it: a member, or a department."""
    side: ClaimSide
    resource: UUID | None
    """The shared resource that serves it; always given where the needing side claimed."""
    due_on: date
    next_due_on: date
    """Completion is due."""


class TaskReleased(Aggregate.Event):
    """任务已退回: the need is open to be claimed again."""

    claimant: UUID
    """Who had it until now."""
    by_claimant: bool
    """False where the organization whose need it is has taken it back."""
    reason: Narrative
    due_on: date | None
    """Of the completion; null where it had been completed."""
    next_due_on: date
    """The new claim is due."""


class TaskCompleted(Aggregate.Event):
    """任务已完成: the claimant says that the need is met."""

    claimant: UUID
    result: Narrative
    due_on: date


class TaskConfirmed(Aggregate.Event):
    """任务已确认: the organization whose need it was says how well it was met."""

    claimant: UUID
    satisfaction: Satisfaction
    comment: Narrative | None
