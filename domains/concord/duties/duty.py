"""One duty: what was required by when, and what was done for it."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from concord.charters import Charter
from concord.duties.deeds import Deed, Record


class DutyKind(StrEnum):
    """职责类别: what a charter obliges to."""

    ROTATION = "ROTATION"  # 轮值
    HANDOVER = "HANDOVER"  # 交接
    LEAD = "LEAD"  # 轮值牵头
    MEETING = "MEETING"  # 会议
    ACTIVITY = "ACTIVITY"  # 活动次数
    PLAN = "PLAN"  # 年度计划
    DUTY_REPORT = "DUTY_REPORT"  # 述职
    AGREEMENT = "AGREEMENT"  # 年度协议
    REPORT = "REPORT"  # 台账反馈
    BREACH = "BREACH"  # 纠正名额不符
    DIRECTIVE = "DIRECTIVE"  # 上级部署
    PROJECT = "PROJECT"  # 重点项目
    PROJECT_CLAIM = "PROJECT_CLAIM"  # 认领项目
    LEADERSHIP = "LEADERSHIP"  # 确定负责人
    BRIEFING = "BRIEFING"  # 信息简报


class DutyStatus(StrEnum):
    """职责状态: how a duty stands on the day asked about."""

    DONE = "DONE"  # 已完成
    DONE_LATE = "DONE_LATE"  # 逾期完成
    DUE = "DUE"  # 待完成
    OVERDUE = "OVERDUE"  # 逾期未完成


DONE = (DutyStatus.DONE, DutyStatus.DONE_LATE)


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """职责."""

    kind: DutyKind
    code: str | None = None
    """The charter's code of it, where it has one."""
    name: str
    starts_on: date
    """From this day on it was owed."""
    due_on: date
    """Last day on which it is done in time."""
    required: int = 1
    done: tuple[Deed, ...] = ()
    status: DutyStatus
    organization: UUID | None = None
    """Who owes it, where it is not the alliance as a whole."""
    called: Deed | None = None
    """What called for it, where something did."""


def status_of(*, done: bool, late: bool, due_on: date, on: date) -> DutyStatus:
    """How it stands."""
    if done:
        return DutyStatus.DONE_LATE if late else DutyStatus.DONE
    return DutyStatus.OVERDUE if on > due_on else DutyStatus.DUE


def status_by(
    record: Record, done: Deed | None, owed_by: Charter | None, due_on: date, on: date
) -> DutyStatus:
    """How a duty stands that one deed does."""
    late = done is not None and record.judged_on(done, owed_by) > due_on
    return status_of(done=done is not None, late=late, due_on=due_on, on=on)
