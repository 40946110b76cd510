"""Meetings as the API shows them."""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID

import strawberry

from concord.api.alliances.loaders import ALLIANCE
from concord.api.alliances.types import Alliance
from concord.api.context import OperationContext
from concord.api.disclosing import narrative_field
from concord.api.fields import derived, field, reference, row_type
from concord.api.meetings.codes import Choice, MeetingStatus, MotionKind, MotionResult
from concord.api.meetings.loaders import DUTY_REPORTS, FOLLOW_UPS, ITEMS, MEETING, MOTIONS, VOTES
from concord.api.meetings.subjects import subject_id
from concord.api.node import LOADS, Node
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.scalars import Position
from concord.readmodels.meetings.rows import (
    DutyReportRow,
    FollowUpRow,
    ItemRow,
    MeetingRow,
    MotionRow,
    VoteRow,
)


@row_type(ItemRow, "议题: one thing on a meeting's agenda")
class AgendaItem:
    """In the order in which it was collected."""

    title: str = field("标题: what it is about")
    proposer: Organization | None = reference(
        "提出单位: the member that proposed it; null: the convener", ORGANIZATION, "proposer"
    )
    description: str | None = narrative_field("说明: in words", "description")
    position: Position = field("台账序号: of the entry that added it")


@row_type(VoteRow, "表决票: one organization's vote")
class Vote:
    """Cast once."""

    organization: Organization = reference("单位: who voted", ORGANIZATION, "organization")
    choice: Choice = field("表决: how")
    position: Position = field("台账序号: of the vote's entry")


@row_type(FollowUpRow, "落实情况: what came of a resolution, as a meeting was told")
class FollowUp:
    """Oldest first."""

    completed: bool = field("是否办结: nothing is left to do")
    report: str | None = narrative_field("情况: in words", "report")
    reported_on: date = field("通报日期: business date")
    position: Position = field("台账序号: of the report's entry")


def _subject(source: MotionRow, _context: OperationContext) -> str | None:
    return subject_id(source.kind, source.subject)


@row_type(MotionRow, "议案（决议）: what was put to the vote, and what became of it")
class Motion:
    """A resolution, once passed."""

    motion_id: UUID = field("议案编号: give it to the mutations on motions", source="id")
    kind: MotionKind = field("议案类别: what it decides")
    subject_id: strawberry.ID | None = derived("所涉对象: its type follows from the kind", _subject)
    title: str = field("标题: the sentence in short")
    text: str | None = narrative_field("内容: in words", "text")
    result: MotionResult | None = field("表决结果: null until it is decided")
    votes_for: int | None = field("同意票: counted")
    votes_against: int | None = field("反对票: counted")
    abstentions: int | None = field("弃权票: counted")
    voters: int | None = field("应表决单位数: there that might vote")
    votes: list[Vote] = reference("表决票: in the order in which they were cast", VOTES, "id")
    completed: bool = field("是否办结: by what was reported last")
    follow_ups: list[FollowUp] = reference("落实情况: oldest first", FOLLOW_UPS, "id")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(DutyReportRow, "述职: how a member met its duties in a year")
class DutyReport:
    """As a meeting heard it."""

    organization: Organization = reference("单位: who reported", ORGANIZATION, "organization")
    year: int = field("年度: reported on")
    report: str | None = narrative_field("述职内容: in words", "report")
    position: Position = field("台账序号: of the report's entry")


async def _attended(source: MeetingRow, context: OperationContext) -> list[Any]:
    return list(await asyncio.gather(*(context.load(ORGANIZATION, key) for key in source.attended)))


@row_type(MeetingRow, "联席会议: called, held by a quorum, deciding by votes")
class JointMeeting(Node):
    """As it stands."""

    alliance: Alliance = reference("联盟: whose meeting", ALLIANCE, "alliance")
    code: str = field("会议类别代码: which of the charter's meetings")
    title: str = field("名称: of the meeting")
    status: MeetingStatus = field("会议状态: where it stands")
    place: str | None = field("地点: where")
    convener: Organization | None = reference(
        "召集单位: who called it; null: the authority above", ORGANIZATION, "convener"
    )
    called_on: date = field("召集日期: by which notice is judged")
    planned_on: date = field("计划会期: business date")
    held_on: date | None = field("召开日期: when it took place")
    day: date = field("会期: held, else planned")
    number: int | None = field("届次: of its kind in its year")
    attended: list[Organization] = derived("到会单位: who was there", _attended)
    voters: int | None = field("到会有表决权单位数: those there that may vote")
    eligible: int | None = field("应到有表决权单位数: members that might have voted")
    notice: str | None = narrative_field("会议通知: in words", "notice")
    agenda: list[AgendaItem] = reference("议题: in order", ITEMS, "id")
    minutes: str | None = narrative_field("会议纪要: in words", "minutes")
    motions: list[Motion] = reference("议案与决议: in order", MOTIONS, "id")
    resolution_count: int = field("通过决议数: how many", source="resolutions")
    unreported_count: int = field(
        "未通报落实情况的决议数: of which nobody has said what came", source="unreported"
    )
    duty_reports: list[DutyReport] = reference("述职: in the order of hearing", DUTY_REPORTS, "id")
    cancellation_reason: str | None = narrative_field("取消事由: in words", "cancellation_reason")
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


LOADS["JointMeeting"] = MEETING
