"""Inputs of the mutations on inspections."""

from datetime import date

import strawberry

from concord.api.evidence.inputs import FileInput, FileRemovalInput
from concord.api.fields import given, narrative
from concord.api.inspections.codes import FindingKind, InspectionKind
from concord.api.mutating import CommandInput


@strawberry.input(description="安排检查: who inspects whom, when")
class InspectionPlanInput(CommandInput):
    """Of `inspectionPlan`."""

    alliance_id: strawberry.ID = given("联盟: in which")
    kind: InspectionKind = given("检查类别: one that the charter has")
    inspector_id: strawberry.ID | None = given(
        "检查单位: the member whose squad inspects; the committee if omitted", default=None
    )
    subject_id: strawberry.ID = given("被检查单位: another member")
    title: str = given("标题: what is inspected")
    planned_on: date = given("计划日期: when")


@strawberry.input(description="检查: which")
class InspectionStepInput(CommandInput):
    """Base of what is done to an inspection."""

    inspection_id: strawberry.ID = given("检查: which")


@strawberry.input(description="登记检查: what was seen")
class InspectionCarryOutInput(InspectionStepInput):
    """Of `inspectionCarryOut`; the day is `occurredOn`."""

    summary: str = narrative("检查情况: in words")


@strawberry.input(description="取消检查: why")
class InspectionCancelInput(InspectionStepInput):
    """Of `inspectionCancel`."""

    reason: str = narrative("理由: in words")


@strawberry.input(description="登记问题: what was found, to be put right by when")
class FindingRecordInput(InspectionStepInput):
    """Of `findingRecord`."""

    kind: FindingKind = given("问题类别: what sort")
    title: str = given("标题: in a few words")
    description: str | None = narrative("情况描述: in words", default=None)
    until: date | None = given(
        "整改期限: last day, not after the charter's; the charter's if omitted", default=None
    )


@strawberry.input(description="问题: which of which inspection")
class FindingStepInput(InspectionStepInput):
    """Base of what is done about a finding."""

    finding_id: strawberry.ID = given("问题: which")


@strawberry.input(description="报整改: what was done")
class FindingRectifyInput(FindingStepInput):
    """Of `findingRectify`."""

    measures: str = narrative("整改措施: in words")


@strawberry.input(description="核验整改: with a word, if said")
class FindingVerifyInput(FindingStepInput):
    """Of `findingVerify`."""

    note: str | None = narrative("说明: in words", default=None)


@strawberry.input(description="退回整改: why")
class FindingRejectInput(FindingStepInput):
    """Of `findingReject`."""

    reason: str = narrative("理由: in words")


@strawberry.input(description="上传佐证: which file, what it shows")
class InspectionAttachEvidenceInput(InspectionStepInput, FileInput):
    """Of `inspectionAttachEvidence`."""

    finding_id: strawberry.ID | None = given(
        "问题: which finding it shows; the inspection as a whole if omitted", default=None
    )


@strawberry.input(description="移除佐证: which file, why")
class InspectionRemoveEvidenceInput(InspectionStepInput, FileRemovalInput):
    """Of `inspectionRemoveEvidence`."""
