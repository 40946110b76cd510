"""Proposals of alliances, the programmes that they follow, and what comes from above."""

from concord.alliances import commands
from concord.api.alliances import inputs
from concord.api.alliances.answer import ANSWER, alliance_of
from concord.api.charters.loaders import charter_of, overrides_of
from concord.api.ids import decode, decode_optional
from concord.api.mutating import mutation
from concord.api.people import written
from concord.privacy import Narrative


@mutation("联合提出组建联盟: to be approved or refused", commands.ProposeAlliance, ANSWER)
def alliance_propose(input: inputs.AllianceProposeInput) -> commands.ProposeAlliance:
    return commands.ProposeAlliance(
        name=input.name,
        kind=input.kind,
        proposers=tuple(
            decode("Organization", one, f"input.proposerIds[{index}]")
            for index, one in enumerate(input.proposer_ids)
        ),
        programme=decode_optional("Programme", input.programme_id, "input.programmeId"),
        overrides=overrides_of(input.overrides),
        purpose=written(input.purpose),
    )


@mutation("批准组建联盟: its proposers are its members", commands.ApproveAlliance, ANSWER)
def alliance_approve(input: inputs.AllianceApproveInput) -> commands.ApproveAlliance:
    named = input.charter is not None or input.shipped_charter is not None
    return commands.ApproveAlliance(
        alliance=alliance_of(input),
        charter=charter_of(input.charter, input.shipped_charter) if named else None,
        members=tuple(inputs.founder(member, index) for index, member in enumerate(input.members or [])),
        authority=input.authority,
        document=input.document,
    )


@mutation("不予批准组建联盟: it may be proposed again", commands.RefuseAlliance, ANSWER)
def alliance_refuse(input: inputs.AllianceRefuseInput) -> commands.RefuseAlliance:
    return commands.RefuseAlliance(
        alliance=alliance_of(input), authority=input.authority, reason=Narrative(input.reason)
    )


@mutation("适用实施意见: the charter is inherited from now on", commands.FollowProgramme, ANSWER)
def alliance_follow_programme(input: inputs.AllianceFollowProgrammeInput) -> commands.FollowProgramme:
    return commands.FollowProgramme(
        alliance=alliance_of(input),
        programme=decode("Programme", input.programme_id, "input.programmeId"),
        overrides=overrides_of(input.overrides),
        resolution=input.resolution,
        decision=inputs.decided(input.decision),
    )


@mutation(
    "补充规定: all that the alliance has otherwise than its programme", commands.OverrideCharter, ANSWER
)
def alliance_override_charter(input: inputs.AllianceOverrideCharterInput) -> commands.OverrideCharter:
    return commands.OverrideCharter(
        alliance=alliance_of(input),
        overrides=overrides_of(input.overrides),
        resolution=input.resolution,
        effective_on=input.effective_on,
        decision=inputs.decided(input.decision),
    )


@mutation("收到上级部署: it obliges the alliance by a day", commands.ReceiveDirective, ANSWER)
def alliance_receive_directive(input: inputs.AllianceReceiveDirectiveInput) -> commands.ReceiveDirective:
    return commands.ReceiveDirective(
        alliance=alliance_of(input),
        title=input.title,
        issuer=input.issuer,
        document=input.document,
        obliges=input.obliges,
        due_on=input.due_on,
        content=written(input.content),
    )


@mutation("登记指导检查: the body above looked after the alliance", commands.GiveGuidance, ANSWER)
def alliance_give_guidance(input: inputs.AllianceGiveGuidanceInput) -> commands.GiveGuidance:
    return commands.GiveGuidance(
        alliance=alliance_of(input),
        form=input.form,
        given_by=input.given_by,
        content=Narrative(input.content),
    )


FIELDS = (
    alliance_propose,
    alliance_approve,
    alliance_refuse,
    alliance_follow_programme,
    alliance_override_charter,
    alliance_receive_directive,
    alliance_give_guidance,
)
