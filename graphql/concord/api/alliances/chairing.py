"""How the chair passes on."""

from concord.alliances import commands
from concord.api.alliances import inputs
from concord.api.alliances.answer import ANSWER, alliance_of
from concord.api.ids import decode
from concord.api.mutating import mutation
from concord.api.people import written
from concord.privacy import Narrative


@mutation("轮值: an organization takes the chair for a term", commands.RotateChair, ANSWER)
def alliance_rotate_chair(input: inputs.AllianceRotateChairInput) -> commands.RotateChair:
    return commands.RotateChair(
        alliance=alliance_of(input),
        organization=decode("Organization", input.organization_id, "input.organizationId"),
        starts_on=input.starts_on,
        ends_on=input.ends_on,
        resolution=input.resolution,
        decision=inputs.decided(input.decision),
    )


@mutation("会长空缺: nobody holds the chair from a day on", commands.VacateChair, ANSWER)
def alliance_vacate_chair(input: inputs.AllianceVacateChairInput) -> commands.VacateChair:
    return commands.VacateChair(
        alliance=alliance_of(input), vacated_on=input.vacated_on, reason=written(input.reason)
    )


@mutation("轮值交接: what the predecessor handed over", commands.RecordHandover, ANSWER)
def alliance_record_handover(input: inputs.AllianceRecordHandoverInput) -> commands.RecordHandover:
    return commands.RecordHandover(alliance=alliance_of(input), notes=Narrative(input.notes))


FIELDS = (alliance_rotate_chair, alliance_vacate_chair, alliance_record_handover)
