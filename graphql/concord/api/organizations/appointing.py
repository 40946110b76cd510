"""Who answers for an organization, serves in it, takes part in it, and what is pledged."""

from datetime import date
from uuid import UUID

import strawberry

from concord.api.appointments.codes import AppointmentRole
from concord.api.fields import given, narrative
from concord.api.ids import decode, decode_optional
from concord.api.mutating import CommandInput, Returned, mutation
from concord.api.organizations.loaders import MODEL, ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.people import PersonInput, somebody, written
from concord.organizations import commands
from concord.privacy import Narrative

ANSWER = Returned(name="organization", type=Organization, chinese="单位", load=ORGANIZATION, model=MODEL)


@strawberry.input(description="单位: which organization")
class OrganizationStepInput(CommandInput):
    """Base of what is done to an organization."""

    organization_id: strawberry.ID = given("单位: which")


def _organization(input: OrganizationStepInput) -> UUID:
    return decode("Organization", input.organization_id, "input.organizationId")


@strawberry.input(description="明确主管关系: by line and by place")
class OrganizationAssignSupervisionInput(OrganizationStepInput):
    """Of `organizationAssignSupervision`."""

    line_id: strawberry.ID | None = given("条: the department of its trade", default=None)
    place_id: strawberry.ID | None = given("块: the committee of its place", default=None)
    document: str = given("文号: empty if none", default="")


@mutation("明确主管关系: which bodies answer for its party work", commands.AssignSupervision, ANSWER)
def organization_assign_supervision(
    input: OrganizationAssignSupervisionInput,
) -> commands.AssignSupervision:
    return commands.AssignSupervision(
        organization=_organization(input),
        line=decode_optional("Organization", input.line_id, "input.lineId"),
        place=decode_optional("Organization", input.place_id, "input.placeId"),
        document=input.document,
    )


@strawberry.input(description="聘任人员: who, as what, for whom")
class OrganizationAppointPersonInput(OrganizationStepInput):
    """Of `organizationAppointPerson`."""

    person: PersonInput = given("人员: who")
    role: AppointmentRole = given("聘任职务: as what")
    alliance_id: strawberry.ID | None = given("联盟: whose group is served", default=None)
    group: UUID | None = given("机构编号: of the group; else the organization is served", default=None)
    starts_on: date | None = given("开始日期: when it happened if omitted", default=None)
    ends_on: date | None = given("聘期至: last day; until ended if omitted", default=None)
    document: str = given("聘书编号: empty if none", default="")


@mutation("聘任人员: once in a role for the same", commands.AppointPerson, ANSWER)
def organization_appoint_person(input: OrganizationAppointPersonInput) -> commands.AppointPerson:
    return commands.AppointPerson(
        organization=_organization(input),
        person=somebody(input.person, input.command_id, "person"),
        role=input.role,
        alliance=decode_optional("Alliance", input.alliance_id, "input.allianceId"),
        group=input.group,
        starts_on=input.starts_on,
        ends_on=input.ends_on,
        document=input.document,
    )


@strawberry.input(description="结束聘任: which, and why")
class OrganizationEndAppointmentInput(OrganizationStepInput):
    """Of `organizationEndAppointment`."""

    appointment: UUID = given("聘任编号: which")
    reason: str | None = narrative("事由: in words", default=None)


@mutation("结束聘任: from the day of happening", commands.EndAppointment, ANSWER)
def organization_end_appointment(input: OrganizationEndAppointmentInput) -> commands.EndAppointment:
    return commands.EndAppointment(
        organization=_organization(input), appointment=input.appointment, reason=written(input.reason)
    )


@strawberry.input(description="流动党员纳管: who, from where")
class OrganizationEnrolFloatingMemberInput(OrganizationStepInput):
    """Of `organizationEnrolFloatingMember`."""

    person: PersonInput = given("人员: who")
    home: str = given("隶属党组织: where the member belongs")


@mutation("流动党员纳管: takes part here, belongs elsewhere", commands.EnrolFloatingMember, ANSWER)
def organization_enrol_floating_member(
    input: OrganizationEnrolFloatingMemberInput,
) -> commands.EnrolFloatingMember:
    return commands.EnrolFloatingMember(
        organization=_organization(input),
        person=somebody(input.person, input.command_id, "person"),
        home=input.home,
    )


@strawberry.input(description="流动党员转出: who, and why")
class OrganizationReleaseFloatingMemberInput(OrganizationStepInput):
    """Of `organizationReleaseFloatingMember`."""

    subject: UUID = given("主体编号: of the floating member")
    reason: str | None = narrative("事由: in words", default=None)


@mutation("流动党员转出: takes part here no more", commands.ReleaseFloatingMember, ANSWER)
def organization_release_floating_member(
    input: OrganizationReleaseFloatingMemberInput,
) -> commands.ReleaseFloatingMember:
    return commands.ReleaseFloatingMember(
        organization=_organization(input), subject=input.subject, reason=written(input.reason)
    )


@strawberry.input(description="作出承诺: what, by whom")
class OrganizationMakePledgeInput(OrganizationStepInput):
    """Of `organizationMakePledge`."""

    promise: str = narrative("承诺内容: in words")
    subject: UUID | None = given("主体编号: of a floating member; else the organization's", default=None)
    due_on: date | None = given("兑现期限: last day", default=None)


@mutation("作出承诺: by a floating member, or by the organization", commands.MakePledge, ANSWER)
def organization_make_pledge(input: OrganizationMakePledgeInput) -> commands.MakePledge:
    return commands.MakePledge(
        organization=_organization(input),
        promise=Narrative(input.promise),
        subject=input.subject,
        due_on=input.due_on,
    )


@strawberry.input(description="兑现承诺: which, and how")
class OrganizationFulfilPledgeInput(OrganizationStepInput):
    """Of `organizationFulfilPledge`."""

    pledge: UUID = given("承诺编号: which")
    note: str | None = narrative("兑现情况: in words", default=None)


@mutation("兑现承诺: on the day of happening", commands.FulfilPledge, ANSWER)
def organization_fulfil_pledge(input: OrganizationFulfilPledgeInput) -> commands.FulfilPledge:
    return commands.FulfilPledge(
        organization=_organization(input), pledge=input.pledge, note=written(input.note)
    )


FIELDS = (
    organization_assign_supervision,
    organization_appoint_person,
    organization_end_appointment,
    organization_enrol_floating_member,
    organization_release_floating_member,
    organization_make_pledge,
    organization_fulfil_pledge,
)
