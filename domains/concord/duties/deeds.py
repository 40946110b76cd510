"""What was done, as duties look at it."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from concord.charters import AdoptedCharter, Charter, in_force, judged_on


class DeedKind(StrEnum):
    """事项: what an entry says that a duty may ask for."""

    CHAIR = "CHAIR"  # 轮值确定
    VACANCY = "VACANCY"  # 空缺
    CALL = "CALL"  # 提请轮值
    HANDOVER = "HANDOVER"  # 交接
    MEETING = "MEETING"  # 会议
    ACTIVITY = "ACTIVITY"  # 活动
    LEAD_CALL = "LEAD_CALL"  # 提请轮值牵头
    LEAD = "LEAD"  # 轮值牵头
    PLAN = "PLAN"  # 年度计划通过
    DUTY_REPORT = "DUTY_REPORT"  # 述职
    AGREEMENT = "AGREEMENT"  # 协议
    JOIN = "JOIN"  # 加入
    LEAVE = "LEAVE"  # 退出
    DRAFT = "DRAFT"  # 起草报告
    REPORT = "REPORT"  # 报送
    TICKET = "TICKET"  # 吹哨
    BREACH = "BREACH"  # 名额不符
    CURE = "CURE"  # 已符合名额
    DIRECTIVE = "DIRECTIVE"  # 部署
    PROJECT = "PROJECT"  # 选定项目
    PROJECT_DROPPED = "PROJECT_DROPPED"  # 终止项目
    PROJECT_CLAIM = "PROJECT_CLAIM"  # 认领项目
    BRIEFING = "BRIEFING"  # 简报
    GROUP = "GROUP"  # 成立组织机构
    GROUP_ENDED = "GROUP_ENDED"  # 撤销组织机构
    LEADERSHIP = "LEADERSHIP"  # 确定负责人


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened in an alliance."""

    position: int
    """Of the ledger's entry that says so."""
    kind: DeedKind
    happened_on: date
    recorded_on: date
    code: str | None = None
    form: str | None = None
    title: str | None = None
    organization: UUID | None = None
    reference: UUID | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    organizations: tuple[UUID, ...] = ()
    """Of the leaders of a group, deputies left out."""


class Ruling(StrEnum):
    """Which charter judges, where it was amended between."""

    BEGUN = "BEGUN"
    """A duty is owed by the charter in force on the day it began; a deed was recorded in time or not by the
    one in force on the day it happened."""
    DUE = "DUE"
    """Both by the one in force at the duty's end: so counts definition 4 of figures."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """An alliance with its charters and everything it did, in the ledger's order."""

    alliance: UUID
    name: str
    approved_on: date | None
    dissolved_on: date | None
    charters: tuple[AdoptedCharter, ...]
    deeds: tuple[Deed, ...]
    ruling: Ruling = Ruling.BEGUN

    def charter(self, began: date, until: date) -> Charter | None:
        """By which something is owed that began on a day, and is looked at on another."""
        return in_force(self.charters, began if self.ruling is Ruling.BEGUN else until)

    def judged_on(self, deed: Deed, owed_by: Charter | None) -> date:
        """The day by which a deed is judged: when it happened, if it was recorded soon enough after. A report
        or a briefing was judged when it came in: `happened_on` is the day that its event says."""
        if deed.kind in (DeedKind.REPORT, DeedKind.BRIEFING):
            return deed.happened_on
        charter = in_force(self.charters, deed.happened_on) if self.ruling is Ruling.BEGUN else owed_by
        return judged_on(charter, deed.happened_on, deed.recorded_on)

    def of(self, kind: DeedKind) -> list[Deed]:
        """The deeds of a kind."""
        return [deed for deed in self.deeds if deed.kind is kind]
