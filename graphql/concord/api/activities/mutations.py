"""What can be done to activities before they are held. Records of what happened are in the file beside."""

from concord.activities import commands
from concord.api.activities import inputs
from concord.api.activities.answer import ANSWER, activity_of
from concord.api.activities.outreach import FIELDS as OUTREACH
from concord.api.activities.recording import FIELDS as RECORDING
from concord.api.alliances.inputs import decided
from concord.api.ids import decode, decode_optional
from concord.api.mutating import mutation
from concord.api.people import written
from concord.privacy import Narrative


@mutation(
    "提出活动: chosen by members, by a department, or by the alliance", commands.ProposeActivity, ANSWER
)
def activity_propose(input: inputs.ActivityProposeInput) -> commands.ProposeActivity:
    return commands.ProposeActivity(
        alliance=decode("Alliance", input.alliance_id, "input.allianceId"),
        title=input.title,
        theme=input.theme,
        source=input.source,
        scale=input.scale,
        form=input.form,
        proposer=decode_optional("Organization", input.proposer_id, "input.proposerId"),
        department=input.department,
        planned_on=input.planned_on,
        description=written(input.description),
    )


@mutation("活动排期: sets day and place, or sets them anew", commands.ScheduleActivity, ANSWER)
def activity_schedule(input: inputs.ActivityScheduleInput) -> commands.ScheduleActivity:
    return commands.ScheduleActivity(
        activity=activity_of(input),
        starts_on=input.starts_on,
        place=input.place,
        ends_on=input.ends_on,
        start_time=input.start_time,
        capacity=input.capacity,
    )


@mutation("确定牵头单位: whose turn it is, or another by resolution", commands.AssignLead, ANSWER)
def activity_assign_lead(input: inputs.ActivityAssignLeadInput) -> commands.AssignLead:
    return commands.AssignLead(
        activity=activity_of(input),
        organization=decode_optional("Organization", input.organization_id, "input.organizationId"),
        resolution=input.resolution,
        reason=written(input.reason),
        decision=decided(input.decision),
    )


@mutation("报名: a member announces how many will come", commands.SignUp, ANSWER)
def activity_sign_up(input: inputs.ActivitySignUpInput) -> commands.SignUp:
    organization = decode("Organization", input.organization_id, "input.organizationId")
    return commands.SignUp(activity=activity_of(input), organization=organization, persons=input.persons)


@mutation("取消活动: it will not take place", commands.CancelActivity, ANSWER)
def activity_cancel(input: inputs.ActivityCancelInput) -> commands.CancelActivity:
    return commands.CancelActivity(activity=activity_of(input), reason=Narrative(input.reason))


FIELDS = (
    activity_propose,
    activity_schedule,
    activity_assign_lead,
    activity_sign_up,
    activity_cancel,
    *RECORDING,
    *OUTREACH,
)
