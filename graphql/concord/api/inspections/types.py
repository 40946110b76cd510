"""Inspections and findings as the API shows them."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from concord.api.alliances.loaders import ALLIANCE
from concord.api.alliances.types import Alliance
from concord.api.dates import today
from concord.api.disclosing import narrative_field
from concord.api.evidence.types import Evidence, evidence_field
from concord.api.fields import field, reference, resolved, row_type
from concord.api.info import Info
from concord.api.inspections.codes import FindingKind, FindingStatus, InspectionKind, InspectionStatus
from concord.api.inspections.loaders import FINDING, FINDINGS, INSPECTION
from concord.api.node import LOADS, Node
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.scalars import Position
from concord.readmodels.inspections.rows import FindingRow, InspectionRow

On = Annotated[date | None, strawberry.argument(description="日期: the day asked about; today if omitted")]


async def _finding_overdue(root: strawberry.Parent[FindingRow], info: Info, on: On = None) -> bool:
    return root.overdue(on or await today(info.context))


async def _overdue(root: strawberry.Parent[InspectionRow], info: Info, on: On = None) -> bool:
    return root.overdue(on or await today(info.context))


@row_type(FindingRow, "问题: a hazard or a shortcoming, followed to its end")
class Finding(Node):
    """As it stands."""

    alliance: Alliance = reference("联盟: in which", ALLIANCE, "alliance")
    subject: Organization = reference("责任单位: who must put it right", ORGANIZATION, "subject")
    inspector: Organization | None = reference(
        "检查单位: who found it; null where the committee did", ORGANIZATION, "inspector"
    )
    number: int = field("序号: in its inspection, from 1")
    kind: FindingKind = field("问题类别: what sort")
    title: str = field("标题: in a few words")
    description: str | None = narrative_field("情况描述: in words", "description")
    status: FindingStatus = field("问题状态: where it stands")
    due_on: date | None = field("期限: last day for putting it right, or for the check; null once verified")
    overdue: bool = resolved(_finding_overdue, "是否逾期: on a day not before its last entry", bool)
    found_on: date = field("登记日期: the ledger's day")
    found_at: datetime = field("登记时刻: when the ledger took it")
    rectified_on: date | None = field("整改日期: the ledger's day; null while it is open")
    on_time: bool | None = field("是否按时整改: null while it is open")
    measures: str | None = narrative_field("整改措施: in words", "measures")
    verified_on: date | None = field("核验日期: null until somebody else has looked")
    note: str | None = narrative_field("核验说明: of the last check", "note")
    rejected: int = field("退回次数: how often it was not put right after all")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(InspectionRow, "检查: one organization is inspected by another, or by the committee")
class Inspection(Node):
    """As it stands."""

    alliance: Alliance = reference("联盟: in which", ALLIANCE, "alliance")
    kind: InspectionKind = field("检查类别: who inspects whom")
    inspector: Organization | None = reference(
        "检查单位: whose squad inspects; null where the committee does", ORGANIZATION, "inspector"
    )
    subject: Organization = reference("被检查单位: who is inspected", ORGANIZATION, "subject")
    title: str = field("标题: what is inspected")
    planned_on: date = field("计划日期: when")
    planned_at: datetime = field("安排时刻: when the ledger took it")
    status: InspectionStatus = field("检查状态: where it stands")
    overdue: bool = resolved(_overdue, "是否逾期未检: on a day not before its last entry", bool)
    carried_out_on: date | None = field("检查日期: null until it was carried out")
    note: str | None = narrative_field("检查情况: or why it was cancelled", "note")
    finding_count: int = field("问题数: how many were found", source="findings")
    unfinished: int = field("未销号问题数: not verified yet")
    findings: list[Finding] = reference("问题: by number", FINDINGS, "id")
    evidence: list[Evidence] = evidence_field()
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


LOADS["Inspection"] = INSPECTION
LOADS["Finding"] = FINDING
