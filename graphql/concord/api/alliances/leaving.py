"""How members leave, move between tiers, and how what they broke is cured."""

from concord.alliances import commands
from concord.api.alliances import inputs
from concord.api.alliances.answer import ANSWER, alliance_of
from concord.api.ids import decode
from concord.api.mutating import mutation
from concord.api.people import written
from concord.privacy import Narrative


@mutation("退出联盟: of its own will", commands.LeaveAlliance, ANSWER)
def alliance_leave(input: inputs.AllianceLeaveInput) -> commands.LeaveAlliance:
    organization = decode("Organization", input.organization_id, "input.organizationId")
    return commands.LeaveAlliance(
        alliance=alliance_of(input), organization=organization, reason=written(input.reason)
    )


@mutation("除名: by resolution", commands.RemoveMember, ANSWER)
def alliance_remove_member(input: inputs.AllianceRemoveMemberInput) -> commands.RemoveMember:
    return commands.RemoveMember(
        alliance=alliance_of(input),
        organization=decode("Organization", input.organization_id, "input.organizationId"),
        resolution=input.resolution,
        reason=Narrative(input.reason),
        decision=inputs.decided(input.decision),
    )


def _move(move: inputs.TierMoveInput, index: int) -> commands.Move:
    organization = decode("Organization", move.organization_id, f"input.moves[{index}].organizationId")
    decision = inputs.decided(move.decision, f"input.moves[{index}].decision")
    return commands.Move(organization=organization, tier=move.tier, decision=decision)


@mutation("调整成员层级: several at once where one takes another's place", commands.ChangeTier, ANSWER)
def alliance_change_tier(input: inputs.AllianceChangeTierInput) -> commands.ChangeTier:
    moves = tuple(_move(move, index) for index, move in enumerate(input.moves))
    return commands.ChangeTier(alliance=alliance_of(input), moves=moves, resolution=input.resolution)


@mutation("纠正名额不符: the limit holds again", commands.CureBreach, ANSWER)
def alliance_cure_breach(input: inputs.AllianceCureBreachInput) -> commands.CureBreach:
    return commands.CureBreach(alliance=alliance_of(input), breach=input.breach)


FIELDS = (alliance_leave, alliance_remove_member, alliance_change_tier, alliance_cure_breach)
