"""Inputs of the mutations on meetings."""

from datetime import date
from uuid import UUID

import strawberry

from concord.api.fields import given, narrative
from concord.api.meetings.codes import Choice, MotionKind
from concord.api.mutating import CommandInput


@strawberry.input(description="召集会议: which, when and where")
class MeetingCallInput(CommandInput):
    """Of `meetingCall`."""

    alliance_id: strawberry.ID = given("联盟: whose meeting")
    code: str = given("会议类别代码: of the charter's meetings")
    title: str = given("名称: of the meeting")
    planned_on: date = given("会期: after the charter's notice period")
    place: str | None = given("地点: where", default=None)
    notice: str | None = narrative("会议通知: in words", default=None)


@strawberry.input(description="会议步骤: which meeting")
class MeetingStepInput(CommandInput):
    """Base of what is done to an existing meeting."""

    meeting_id: strawberry.ID = given("会议: which")


@strawberry.input(description="提出议题: one thing for the agenda")
class MeetingAddAgendaItemInput(MeetingStepInput):
    """Of `meetingAddAgendaItem`."""

    title: str = given("标题: what it is about")
    proposer_id: strawberry.ID | None = given("提出单位: omitted for the convener's own", default=None)
    description: str | None = narrative("说明: in words", default=None)


@strawberry.input(description="召开会议: who was there")
class MeetingHoldInput(MeetingStepInput):
    """Of `meetingHold`."""

    attended_ids: list[strawberry.ID] = given("到会单位: members, each once")
    minutes: str | None = narrative("会议纪要: in words", default=None)


@strawberry.input(description="提交表决: a sentence to be decided on")
class MeetingTableMotionInput(MeetingStepInput):
    """Of `meetingTableMotion`."""

    kind: MotionKind = given("议案类别: what it decides")
    title: str = given("标题: the sentence in short")
    subject_id: strawberry.ID | None = given(
        "所涉对象: the plan, project, organization, activity, fund or alliance, by the kind", default=None
    )
    text: str | None = narrative("内容: in words", default=None)


@strawberry.input(description="表决票: one organization's vote")
class BallotInput:
    """Of `meetingCastVotes`."""

    organization_id: strawberry.ID = given("单位: who votes")
    choice: Choice = given("表决: how")


@strawberry.input(description="议案步骤: which motion")
class MotionStepInput(MeetingStepInput):
    """Base of what is done to a motion."""

    motion_id: UUID = given("议案编号: of the meeting's motions")


@strawberry.input(description="表决: one vote or many")
class MeetingCastVotesInput(MotionStepInput):
    """Of `meetingCastVotes`."""

    ballots: list[BallotInput] = given("表决票: each organization once")


@strawberry.input(description="通报落实情况: what came of a resolution")
class MeetingFollowUpInput(MeetingStepInput):
    """Of `meetingFollowUp`."""

    resolution_id: UUID = given("决议编号: that of the motion that was passed")
    report: str = narrative("情况: in words")
    completed: bool = given("是否办结: nothing is left to do", default=False)


@strawberry.input(description="听取述职: whose, for which year")
class MeetingHearDutyReportInput(MeetingStepInput):
    """Of `meetingHearDutyReport`."""

    organization_id: strawberry.ID = given("单位: who reports")
    year: int = given("年度: reported on")
    report: str | None = narrative("述职内容: in words", default=None)


@strawberry.input(description="取消会议: why")
class MeetingCancelInput(MeetingStepInput):
    """Of `meetingCancel`."""

    reason: str = narrative("理由: in words")
