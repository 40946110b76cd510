"""Codes of needs and tasks, each with its Chinese term."""

from enum import StrEnum

from concord.api.made import told
from concord.api.tickets.codes import Satisfaction
from concord.tickets.events import ClaimSide, TaskStatus

__all__ = ["ClaimOutcome", "ClaimSide", "Satisfaction", "TaskStatus"]


class ClaimOutcome(StrEnum):
    """What became of a claim."""

    COMPLETED = "COMPLETED"
    RELEASED = "RELEASED"
    WITHDRAWN = "WITHDRAWN"


told(
    TaskStatus,
    "清单状态: where a need, and the task it becomes, stands",
    LISTED="待认领: listed",
    CLAIMED="已认领: claimed",
    COMPLETED="已完成: completed, to be confirmed",
    CONFIRMED="已确认: confirmed",
    WITHDRAWN="已撤回: withdrawn",
)
told(
    ClaimSide,
    "认领方式: which side claimed",
    PROVIDER="供方认领需求: somebody took the need on",
    NEEDER="需方认领资源: the organization took up a shared resource",
)
told(
    ClaimOutcome,
    "认领结果: what became of a claim",
    COMPLETED="已完成: completed",
    RELEASED="已退回: released",
    WITHDRAWN="需求撤回: the need was withdrawn",
)
