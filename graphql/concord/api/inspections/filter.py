"""What lists of inspections and findings may be narrowed to."""

from datetime import date

import strawberry

from concord.api.fields import given
from concord.api.ids import decode_optional
from concord.api.inspections.codes import FindingKind, FindingStatus, InspectionKind, InspectionStatus
from concord.readmodels.inspections.findings import FindingFilter
from concord.readmodels.inspections.queries import InspectionFilter


@strawberry.input(name="InspectionFilter", description="检查筛选: what is left out narrows nothing")
class InspectionFilterInput:
    """Conditions of `inspections`."""

    alliance_id: strawberry.ID | None = given("联盟: in which", default=None)
    kinds: list[InspectionKind] | None = given("检查类别: any of these", default=None)
    inspector_id: strawberry.ID | None = given("检查单位: who inspects", default=None)
    subject_id: strawberry.ID | None = given("被检查单位: who is inspected", default=None)
    statuses: list[InspectionStatus] | None = given("检查状态: any of these", default=None)
    unfinished: bool | None = given("有未销号问题: true for those with findings not verified", default=None)
    text: str | None = given("标题: part of it", default=None)
    since: date | None = given("计划日期自: first day", default=None)
    until: date | None = given("计划日期至: last day", default=None)
    overdue_on: date | None = given("逾期日: planned for an earlier day and not carried out", default=None)

    def read(self) -> InspectionFilter:
        """The read model's filter."""
        return InspectionFilter(
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            kinds=self.kinds,
            inspector=decode_optional("Organization", self.inspector_id, "filter.inspectorId"),
            subject=decode_optional("Organization", self.subject_id, "filter.subjectId"),
            statuses=self.statuses,
            unfinished=self.unfinished,
            text=self.text,
            since=self.since,
            until=self.until,
            overdue_on=self.overdue_on,
        )


@strawberry.input(name="FindingFilter", description="问题筛选: what is left out narrows nothing")
class FindingFilterInput:
    """Conditions of `findings`."""

    inspection_id: strawberry.ID | None = given("检查: of which", default=None)
    alliance_id: strawberry.ID | None = given("联盟: in which", default=None)
    subject_id: strawberry.ID | None = given("责任单位: who must put them right", default=None)
    kinds: list[FindingKind] | None = given("问题类别: any of these", default=None)
    statuses: list[FindingStatus] | None = given("问题状态: any of these", default=None)
    text: str | None = given("标题: part of it", default=None)
    since: date | None = given("登记日期自: first day", default=None)
    until: date | None = given("登记日期至: last day", default=None)
    overdue_on: date | None = given("逾期日: due on an earlier day than this", default=None)

    def read(self) -> FindingFilter:
        """The read model's filter."""
        return FindingFilter(
            inspection=decode_optional("Inspection", self.inspection_id, "filter.inspectionId"),
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            subject=decode_optional("Organization", self.subject_id, "filter.subjectId"),
            kinds=self.kinds,
            statuses=self.statuses,
            text=self.text,
            since=self.since,
            until=self.until,
            overdue_on=self.overdue_on,
        )
