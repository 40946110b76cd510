"""What can be done with inspections; who may is in the permission table, what is allowed in the context."""

from uuid import UUID

from concord.api.evidence.attaching import attaching, bound, removing
from concord.api.ids import decode, decode_optional
from concord.api.inspections import inputs
from concord.api.inspections.loaders import INSPECTION, MODEL
from concord.api.inspections.types import Inspection
from concord.api.mutating import Returned, mutation
from concord.api.people import written
from concord.evidence.file import File
from concord.inspections import commands
from concord.privacy import Narrative

ANSWER = Returned(name="inspection", type=Inspection, chinese="检查", load=INSPECTION, model=MODEL)


def _inspection(input: inputs.InspectionStepInput) -> UUID:
    return decode("Inspection", input.inspection_id, "input.inspectionId")


def _finding(input: inputs.FindingStepInput) -> UUID:
    return decode("Finding", input.finding_id, "input.findingId")


@mutation("安排检查: who inspects whom, when", commands.PlanInspection, ANSWER)
def inspection_plan(input: inputs.InspectionPlanInput) -> commands.PlanInspection:
    return commands.PlanInspection(
        alliance=decode("Alliance", input.alliance_id, "input.allianceId"),
        kind=input.kind,
        inspector=decode_optional("Organization", input.inspector_id, "input.inspectorId"),
        subject=decode("Organization", input.subject_id, "input.subjectId"),
        title=input.title,
        planned_on=input.planned_on,
    )


@mutation("登记检查: it was carried out", commands.CarryOutInspection, ANSWER)
def inspection_carry_out(input: inputs.InspectionCarryOutInput) -> commands.CarryOutInspection:
    return commands.CarryOutInspection(inspection=_inspection(input), summary=Narrative(input.summary))


@mutation("取消检查: it does not take place", commands.CancelInspection, ANSWER)
def inspection_cancel(input: inputs.InspectionCancelInput) -> commands.CancelInspection:
    return commands.CancelInspection(inspection=_inspection(input), reason=Narrative(input.reason))


@mutation("登记问题: a hazard or a shortcoming, to be put right", commands.RecordFinding, ANSWER)
def finding_record(input: inputs.FindingRecordInput) -> commands.RecordFinding:
    return commands.RecordFinding(
        inspection=_inspection(input),
        kind=input.kind,
        title=input.title,
        description=written(input.description),
        until=input.until,
    )


@mutation("报整改: the inspected organization has put it right", commands.RectifyFinding, ANSWER)
def finding_rectify(input: inputs.FindingRectifyInput) -> commands.RectifyFinding:
    return commands.RectifyFinding(
        inspection=_inspection(input), finding=_finding(input), measures=Narrative(input.measures)
    )


@mutation("核验整改: somebody else has looked, it is put right", commands.VerifyRectification, ANSWER)
def finding_verify(input: inputs.FindingVerifyInput) -> commands.VerifyRectification:
    return commands.VerifyRectification(
        inspection=_inspection(input), finding=_finding(input), note=written(input.note)
    )


@mutation("退回整改: somebody else has looked, it is not put right", commands.RejectRectification, ANSWER)
def finding_reject(input: inputs.FindingRejectInput) -> commands.RejectRectification:
    return commands.RejectRectification(
        inspection=_inspection(input), finding=_finding(input), reason=Narrative(input.reason)
    )


@mutation(
    "上传佐证: binds a file to the inspection, or to a finding",
    commands.AttachInspectionEvidence,
    ANSWER,
    around=attaching(_inspection),
)
def inspection_attach_evidence(
    input: inputs.InspectionAttachEvidenceInput, file: File
) -> commands.AttachInspectionEvidence:
    finding = decode_optional("Finding", input.finding_id, "input.findingId")
    return commands.AttachInspectionEvidence(
        inspection=_inspection(input), finding=finding, **bound(file, input)
    )


@mutation(
    "移除佐证: destroys a file's content; its digests stay",
    commands.RemoveInspectionEvidence,
    ANSWER,
    around=removing(_inspection),
)
def inspection_remove_evidence(
    input: inputs.InspectionRemoveEvidenceInput, _: File | None
) -> commands.RemoveInspectionEvidence:
    return commands.RemoveInspectionEvidence(
        inspection=_inspection(input), file=input.file_id, reason=Narrative(input.reason)
    )


FIELDS = (
    inspection_plan,
    inspection_carry_out,
    inspection_cancel,
    finding_record,
    finding_rectify,
    finding_verify,
    finding_reject,
    inspection_attach_evidence,
    inspection_remove_evidence,
)
