"""Codes of meetings, each with its Chinese term."""

from enum import StrEnum

from concord.api.charters.codes import MotionKind
from concord.api.made import told
from concord.meetings.events import Choice, MeetingStatus

__all__ = ["Choice", "MeetingStatus", "MotionKind", "MotionResult"]


class MotionResult(StrEnum):
    """What became of a motion."""

    PASSED = "PASSED"
    REJECTED = "REJECTED"


told(
    MeetingStatus,
    "会议状态: where a meeting stands",
    CALLED="已召集: called",
    HELD="已召开: held",
    CANCELLED="已取消: cancelled",
)
told(
    Choice,
    "表决: how an organization votes",
    FOR="同意: for",
    AGAINST="反对: against",
    ABSTAIN="弃权: abstains",
)
told(
    MotionResult,
    "表决结果: what became of a motion",
    PASSED="通过: it is a resolution",
    REJECTED="未通过: it found no majority",
)
