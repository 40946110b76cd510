"""What can be done to meetings; who may is in the permission table, what is allowed in the context."""

from uuid import UUID

from concord.api.ids import decode, decode_all, decode_optional
from concord.api.meetings import inputs
from concord.api.meetings.loaders import MEETING, MODEL
from concord.api.meetings.subjects import read_subject
from concord.api.meetings.types import JointMeeting
from concord.api.mutating import Returned, mutation
from concord.api.people import written
from concord.meetings import commands
from concord.privacy import Narrative

ANSWER = Returned(name="meeting", type=JointMeeting, chinese="联席会议", load=MEETING, model=MODEL)


def _meeting(input: inputs.MeetingStepInput) -> UUID:
    return decode("JointMeeting", input.meeting_id, "input.meetingId")


@mutation("召集会议: by whom the charter says, in time", commands.CallMeeting, ANSWER)
def meeting_call(input: inputs.MeetingCallInput) -> commands.CallMeeting:
    return commands.CallMeeting(
        alliance=decode("Alliance", input.alliance_id, "input.allianceId"),
        code=input.code,
        title=input.title,
        planned_on=input.planned_on,
        place=input.place,
        notice=written(input.notice),
    )


@mutation("提出议题: puts a thing on the agenda", commands.AddAgendaItem, ANSWER)
def meeting_add_agenda_item(input: inputs.MeetingAddAgendaItemInput) -> commands.AddAgendaItem:
    return commands.AddAgendaItem(
        meeting=_meeting(input),
        title=input.title,
        proposer=decode_optional("Organization", input.proposer_id, "input.proposerId"),
        description=written(input.description),
    )


@mutation("召开会议: it took place on `occurredOn`", commands.HoldMeeting, ANSWER)
def meeting_hold(input: inputs.MeetingHoldInput) -> commands.HoldMeeting:
    return commands.HoldMeeting(
        meeting=_meeting(input),
        attended=decode_all("Organization", input.attended_ids, "input.attendedIds"),
        minutes=written(input.minutes),
    )


@mutation("提交表决: puts a sentence to the vote", commands.TableMotion, ANSWER)
def meeting_table_motion(input: inputs.MeetingTableMotionInput) -> commands.TableMotion:
    return commands.TableMotion(
        meeting=_meeting(input),
        kind=input.kind,
        title=input.title,
        subject=read_subject(input.kind, input.subject_id, "input.subjectId"),
        text=written(input.text),
    )


def _ballot(given: inputs.BallotInput, path: str) -> commands.Ballot:
    organization = decode("Organization", given.organization_id, f"{path}.organizationId")
    return commands.Ballot(organization=organization, choice=given.choice)


@mutation("表决: no organization twice, none that was not there", commands.CastVotes, ANSWER)
def meeting_cast_votes(input: inputs.MeetingCastVotesInput) -> commands.CastVotes:
    ballots = (_ballot(one, f"input.ballots[{index}]") for index, one in enumerate(input.ballots))
    return commands.CastVotes(meeting=_meeting(input), motion=input.motion_id, ballots=tuple(ballots))


@mutation("宣布结果: passed or rejected by the charter's majority", commands.DecideMotion, ANSWER)
def meeting_decide_motion(input: inputs.MotionStepInput) -> commands.DecideMotion:
    return commands.DecideMotion(meeting=_meeting(input), motion=input.motion_id)


@mutation("通报落实情况: what came of a resolution", commands.FollowUpResolution, ANSWER)
def meeting_follow_up(input: inputs.MeetingFollowUpInput) -> commands.FollowUpResolution:
    return commands.FollowUpResolution(
        meeting=_meeting(input),
        resolution=input.resolution_id,
        report=Narrative(input.report),
        completed=input.completed,
    )


@mutation("听取述职: how a member met its duties", commands.HearDutyReport, ANSWER)
def meeting_hear_duty_report(input: inputs.MeetingHearDutyReportInput) -> commands.HearDutyReport:
    return commands.HearDutyReport(
        meeting=_meeting(input),
        organization=decode("Organization", input.organization_id, "input.organizationId"),
        year=input.year,
        report=written(input.report),
    )


@mutation("取消会议: it does not take place", commands.CancelMeeting, ANSWER)
def meeting_cancel(input: inputs.MeetingCancelInput) -> commands.CancelMeeting:
    return commands.CancelMeeting(meeting=_meeting(input), reason=Narrative(input.reason))


FIELDS = (
    meeting_call,
    meeting_add_agenda_item,
    meeting_hold,
    meeting_table_motion,
    meeting_cast_votes,
    meeting_decide_motion,
    meeting_follow_up,
    meeting_hear_duty_report,
    meeting_cancel,
)
