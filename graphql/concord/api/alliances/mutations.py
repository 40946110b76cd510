"""What can be done to alliances: found, govern, end. Members and the chair are in the files beside."""

from concord.alliances import commands
from concord.api.alliances import inputs
from concord.api.alliances.answer import ANSWER, alliance_of
from concord.api.alliances.chairing import FIELDS as CHAIRING
from concord.api.alliances.following import FIELDS as FOLLOWING
from concord.api.alliances.grouping import FIELDS as GROUPING
from concord.api.alliances.joining import FIELDS as JOINING
from concord.api.alliances.leaving import FIELDS as LEAVING
from concord.api.charters.loaders import charter_of, overrides_of
from concord.api.ids import decode_optional
from concord.api.mutating import mutation
from concord.api.people import written
from concord.charters import Charter


def _charter(input: inputs.AllianceFoundInput) -> Charter | None:
    """None where a programme is followed and no charter given beside it."""
    if input.programme_id is not None and input.charter is None and input.shipped_charter is None:
        return None
    return charter_of(input.charter, input.shipped_charter)


@mutation("成立联盟: proposed by its founders, approved, its charter adopted", commands.FoundAlliance, ANSWER)
def alliance_found(input: inputs.AllianceFoundInput) -> commands.FoundAlliance:
    return commands.FoundAlliance(
        name=input.name,
        kind=input.kind,
        charter=_charter(input),
        programme=decode_optional("Programme", input.programme_id, "input.programmeId"),
        overrides=overrides_of(input.overrides),
        members=tuple(inputs.founder(member, index) for index, member in enumerate(input.members)),
        authority=input.authority,
        document=input.document,
        purpose=written(input.purpose),
    )


@mutation("通过章程: other rules govern the alliance from a day on", commands.AdoptCharter, ANSWER)
def alliance_adopt_charter(input: inputs.AllianceAdoptCharterInput) -> commands.AdoptCharter:
    return commands.AdoptCharter(
        alliance=alliance_of(input),
        charter=charter_of(input.charter, input.shipped_charter),
        resolution=input.resolution,
        effective_on=input.effective_on,
        decision=inputs.decided(input.decision),
    )


@mutation("解散联盟: nothing can be done in it any more", commands.DissolveAlliance, ANSWER)
def alliance_dissolve(input: inputs.AllianceDissolveInput) -> commands.DissolveAlliance:
    return commands.DissolveAlliance(
        alliance=alliance_of(input),
        resolution=input.resolution,
        reason=written(input.reason),
        decision=inputs.decided(input.decision),
    )


FIELDS = (
    alliance_found,
    alliance_adopt_charter,
    alliance_dissolve,
    *FOLLOWING,
    *GROUPING,
    *JOINING,
    *LEAVING,
    *CHAIRING,
)
