"""决议: what a meeting has decided, as other contexts rely on it."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from concord.commanding import Message, Refusal, RefusalCode


class MotionKind(StrEnum):
    """议案类别: what a motion decides, and so what its subject is."""

    GENERAL = "GENERAL"  # 一般事项
    ANNUAL_PLAN = "ANNUAL_PLAN"  # 年度计划 (the plan)
    PROJECT = "PROJECT"  # 重点项目 (the project)
    CHAIR = "CHAIR"  # 执行会长单位 (the organization)
    TIER = "TIER"  # 会员层级 (the organization)
    MEMBERSHIP = "MEMBERSHIP"  # 入盟、退盟 (the organization)
    ACTIVITY = "ACTIVITY"  # 联盟活动 (the activity)
    FUNDS = "FUNDS"  # 经费使用 (the fund)


class ResolutionRefusal(RefusalCode):
    """决议依据的拒绝原因: one rule each."""

    RESOLUTION_NOT_PASSED = Message(
        "该会议没有通过这项决议，不能作为依据", "The meeting has not passed that resolution: it is no basis"
    )
    RESOLUTION_OF_ANOTHER_ALLIANCE = Message("这项决议属于另一个联盟", "The resolution is another alliance's")
    RESOLUTION_ABOUT_OTHER = Message("这项决议不是关于此事的", "The resolution is about something else")


class Resolution(msgspec.Struct, frozen=True):
    """One motion that was passed."""

    id: UUID
    kind: MotionKind
    subject: UUID | None
    passed_on: date
    """Day of the meeting."""


class Resolved(msgspec.Struct, frozen=True):
    """Of `meetings.JointMeeting`: what it has passed."""

    alliance: UUID
    resolutions: tuple[Resolution, ...]

    def require(self, resolution: UUID, alliance: UUID, kind: MotionKind, subject: UUID) -> Resolution:
        """The resolution, if it decides just that. Raises `Refusal`."""
        found = next((one for one in self.resolutions if one.id == resolution), None)
        if found is None:
            raise Refusal(ResolutionRefusal.RESOLUTION_NOT_PASSED, "resolution")
        if self.alliance != alliance:
            raise Refusal(ResolutionRefusal.RESOLUTION_OF_ANOTHER_ALLIANCE, "resolution")
        if (found.kind, found.subject) != (kind, subject):
            raise Refusal(ResolutionRefusal.RESOLUTION_ABOUT_OTHER, "resolution")
        return found


RELYING: tuple[RefusalCode, ...] = tuple(ResolutionRefusal)
"""Of a command that relies on a resolution."""
