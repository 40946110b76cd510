"""Codes of meetings, each with its Chinese term."""

from enum import StrEnum

from concord.api.made import told
from concord.charters import MotionKind
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
    MotionKind,
    "议案类别: what a motion decides",
    GENERAL="一般事项: anything else",
    ANNUAL_PLAN="年度计划: an annual plan",
    PROJECT="重点项目: a key project of the year",
    CHAIR="执行会长单位: who holds the chair",
    TIER="会员层级: the tier of a member",
    MEMBERSHIP="入盟退盟: who belongs to the alliance",
    ACTIVITY="联盟活动: an activity",
    FUNDS="经费使用: what a fund pays for",
)
told(
    MotionResult,
    "表决结果: what became of a motion",
    PASSED="通过: it is a resolution",
    REJECTED="未通过: it found no majority",
)
