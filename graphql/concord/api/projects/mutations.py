"""What can be done to projects, and benefits recorded; who may is in the permission table."""

from uuid import UUID

from concord.api.ids import decode, decode_optional
from concord.api.mutating import Returned, mutation
from concord.api.people import written
from concord.api.projects import inputs
from concord.api.projects.loaders import BENEFIT, BENEFITS, PROJECT, PROJECTS
from concord.api.projects.types import Benefit, KeyProject
from concord.privacy import Narrative
from concord.projects import commands

ANSWER = Returned(name="project", type=KeyProject, chinese="重点项目", load=PROJECT, model=PROJECTS)
RECORDED = Returned(name="benefit", type=Benefit, chinese="成效", load=BENEFIT, model=BENEFITS)


def _project(input: inputs.ProjectStepInput) -> UUID:
    return decode("KeyProject", input.project_id, "input.projectId")


@mutation("提出项目: what the alliance might take on in a year", commands.ProposeProject, ANSWER)
def project_propose(input: inputs.ProjectProposeInput) -> commands.ProposeProject:
    return commands.ProposeProject(
        alliance=decode("Alliance", input.alliance_id, "input.allianceId"),
        year=input.year,
        title=input.title,
        kind=input.kind,
        proposer=decode_optional("Organization", input.proposer_id, "input.proposerId"),
        description=written(input.description),
    )


@mutation("选定项目: by a passed resolution, within the year's quota", commands.SelectProject, ANSWER)
def project_select(input: inputs.ProjectSelectInput) -> commands.SelectProject:
    return commands.SelectProject(
        project=_project(input),
        meeting=decode("JointMeeting", input.meeting_id, "input.meetingId"),
        resolution=input.resolution_id,
    )


@mutation("领办项目: a member answers for it", commands.ClaimProject, ANSWER)
def project_claim(input: inputs.ProjectClaimInput) -> commands.ClaimProject:
    return commands.ClaimProject(
        project=_project(input),
        organization=decode("Organization", input.organization_id, "input.organizationId"),
        due_on=input.due_on,
    )


@mutation("登记节点: a part of it is done", commands.ReachMilestone, ANSWER)
def project_reach_milestone(input: inputs.ProjectReachMilestoneInput) -> commands.ReachMilestone:
    return commands.ReachMilestone(
        project=_project(input), milestone=input.milestone, note=written(input.note)
    )


@mutation("完成项目: it is delivered", commands.CompleteProject, ANSWER)
def project_complete(input: inputs.ProjectCompleteInput) -> commands.CompleteProject:
    return commands.CompleteProject(project=_project(input), result=Narrative(input.result))


@mutation("终止项目: it is not pursued", commands.DropProject, ANSWER)
def project_drop(input: inputs.ProjectDropInput) -> commands.DropProject:
    return commands.DropProject(project=_project(input), reason=Narrative(input.reason))


@mutation("登记成效: money, people helped, problems solved", commands.RecordBenefit, RECORDED)
def benefit_record(input: inputs.BenefitRecordInput) -> commands.RecordBenefit:
    return commands.RecordBenefit(
        alliance=decode("Alliance", input.alliance_id, "input.allianceId"),
        kind=input.kind,
        evidence=tuple(input.basis),
        amount=input.amount,
        count=input.count,
        organization=decode_optional("Organization", input.organization_id, "input.organizationId"),
        project=decode_optional("KeyProject", input.project_id, "input.projectId"),
        note=written(input.note),
    )


FIELDS = (
    project_propose,
    project_select,
    project_claim,
    project_reach_milestone,
    project_complete,
    project_drop,
    benefit_record,
)
