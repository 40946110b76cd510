"""决议: what a meeting has decided, as other contexts rely on it."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from concord.commanding import Message, Read, Refusal, RefusalCode


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
    CHARTER = "CHARTER"  # 章程 (the alliance)
    DISSOLUTION = "DISSOLUTION"  # 解散 (the alliance)


class ResolutionRefusal(RefusalCode):
    """决议依据的拒绝原因: one rule each."""

    RESOLUTION_NOT_PASSED = Message(
        "该会议没有通过这项决议，不能作为依据", "The meeting has not passed that resolution: it is no basis"
    )
    RESOLUTION_OF_ANOTHER_ALLIANCE = Message("这项决议属于另一个联盟", "The resolution is another alliance's")
    RESOLUTION_ABOUT_OTHER = Message("这项决议不是关于此事的", "The resolution is about something else")
    RESOLUTION_LATER = Message(
        "决议于 {passed_on} 才通过，不能作为此前办理的依据",
        "The resolution was passed on {passed_on}: it is no basis for what was done before",
    )


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

    def require(
        self, resolution: UUID, alliance: UUID, kind: MotionKind, subject: UUID, field: str = "resolution"
    ) -> Resolution:
        """The resolution, if it decides just that. Raises `Refusal`."""
        found = next((one for one in self.resolutions if one.id == resolution), None)
        if found is None:
            raise Refusal(ResolutionRefusal.RESOLUTION_NOT_PASSED, field)
        if self.alliance != alliance:
            raise Refusal(ResolutionRefusal.RESOLUTION_OF_ANOTHER_ALLIANCE, field)
        if (found.kind, found.subject) != (kind, subject):
            raise Refusal(ResolutionRefusal.RESOLUTION_ABOUT_OTHER, field)
        return found


class Decision(msgspec.Struct, frozen=True):
    """所依据的决议: which one, of which meeting."""

    meeting: UUID
    resolution: UUID

    def read(self) -> Read:
        """What the meeting has passed; the version it is read at guards the append."""
        return Read("meetings.JointMeeting", self.meeting, Resolved, optional=True)

    def require(
        self,
        resolved: Resolved | None,
        alliance: UUID,
        kind: MotionKind,
        subject: UUID,
        on: date,
        field: str = "decision",
    ) -> Resolution:
        """The resolution, passed by that day and deciding just that. Raises `Refusal`."""
        if resolved is None:
            raise Refusal(ResolutionRefusal.RESOLUTION_NOT_PASSED, field)
        found = resolved.require(self.resolution, alliance, kind, subject, field)
        if on < found.passed_on:
            raise Refusal(ResolutionRefusal.RESOLUTION_LATER, field, passed_on=found.passed_on)
        return found

    def cite(self, resolved: Resolved | None) -> str:
        """As people cite it, by the day of the meeting; empty if none was passed there."""
        passed = resolved.resolutions if resolved else ()
        return next((f"{one.passed_on} 会议决议" for one in passed if one.id == self.resolution), "")


RELYING: tuple[RefusalCode, ...] = (
    ResolutionRefusal.RESOLUTION_NOT_PASSED,
    ResolutionRefusal.RESOLUTION_OF_ANOTHER_ALLIANCE,
    ResolutionRefusal.RESOLUTION_ABOUT_OTHER,
)
"""Of a command that relies on a resolution."""
DECIDED: tuple[RefusalCode, ...] = tuple(ResolutionRefusal)
"""Of a command that relies on a `Decision`."""
