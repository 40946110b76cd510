"""How a unit becomes a member: at once, or by application, consultation and decision."""

from concord.alliances import commands
from concord.api.alliances import inputs
from concord.api.alliances.answer import ANSWER, alliance_of
from concord.api.ids import decode
from concord.api.mutating import mutation
from concord.api.people import written
from concord.privacy import Narrative


@mutation(
    "加入联盟: in one step; refused where the charter requires an application", commands.JoinAlliance, ANSWER
)
def alliance_join(input: inputs.AllianceJoinInput) -> commands.JoinAlliance:
    organization = decode("Organization", input.organization_id, "input.organizationId")
    return commands.JoinAlliance(
        alliance=alliance_of(input),
        organization=organization,
        tier=input.tier,
        decision=inputs.decided(input.decision),
    )


@mutation("入盟申请: a unit asks to become a member", commands.ApplyForMembership, ANSWER)
def membership_apply(input: inputs.MembershipApplyInput) -> commands.ApplyForMembership:
    return commands.ApplyForMembership(
        alliance=alliance_of(input),
        organization=decode("Organization", input.organization_id, "input.organizationId"),
        tier=input.tier,
        statement=written(input.statement),
    )


@mutation("申请协商: the lead unit says what it thinks", commands.ConsultOnApplication, ANSWER)
def membership_consult(input: inputs.MembershipConsultInput) -> commands.ConsultOnApplication:
    return commands.ConsultOnApplication(
        alliance=alliance_of(input),
        application=input.application,
        favourable=input.favourable,
        opinion=written(input.opinion),
    )


@mutation("批准入盟: grants an application", commands.AdmitMember, ANSWER)
def membership_admit(input: inputs.MembershipAdmitInput) -> commands.AdmitMember:
    return commands.AdmitMember(
        alliance=alliance_of(input),
        application=input.application,
        tier=input.tier,
        decision=inputs.decided(input.decision),
    )


@mutation("不予批准: the organization may apply again", commands.RefuseMembership, ANSWER)
def membership_refuse(input: inputs.MembershipRefuseInput) -> commands.RefuseMembership:
    return commands.RefuseMembership(
        alliance=alliance_of(input), application=input.application, reason=Narrative(input.reason)
    )


FIELDS = (alliance_join, membership_apply, membership_consult, membership_admit, membership_refuse)
