"""What lists of projects and of benefits may be narrowed to."""

from datetime import date

import strawberry

from concord.api.fields import given
from concord.api.ids import decode_optional
from concord.api.projects.codes import BenefitKind, ProjectStatus
from concord.readmodels.benefits.queries import BenefitFilter
from concord.readmodels.projects.queries import ProjectFilter


@strawberry.input(name="KeyProjectFilter", description="项目筛选: what is left out narrows nothing")
class ProjectFilterInput:
    """Conditions of `keyProjects`."""

    alliance_id: strawberry.ID | None = given("联盟: whose projects", default=None)
    year: int | None = given("年度: for which they count", default=None)
    statuses: list[ProjectStatus] | None = given("项目状态: any of these", default=None)
    claimant_id: strawberry.ID | None = given("领办单位: who answers for them", default=None)
    text: str | None = given("名称: part of it", default=None)

    def read(self) -> ProjectFilter:
        """The read model's filter."""
        return ProjectFilter(
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            year=self.year,
            statuses=self.statuses,
            claimant=decode_optional("Organization", self.claimant_id, "filter.claimantId"),
            text=self.text,
        )


@strawberry.input(name="BenefitFilter", description="成效筛选: what is left out narrows nothing")
class BenefitFilterInput:
    """Conditions of `benefits`."""

    alliance_id: strawberry.ID | None = given("联盟: whose work", default=None)
    organization_id: strawberry.ID | None = given("单位: who gave, saved or produced it", default=None)
    project_id: strawberry.ID | None = given("项目: that it came of", default=None)
    kinds: list[BenefitKind] | None = given("成效类别: any of these", default=None)
    since: date | None = given("日期自: first day", default=None)
    until: date | None = given("日期至: last day", default=None)

    def read(self) -> BenefitFilter:
        """The read model's filter."""
        return BenefitFilter(
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            organization=decode_optional("Organization", self.organization_id, "filter.organizationId"),
            project=decode_optional("KeyProject", self.project_id, "filter.projectId"),
            kinds=self.kinds,
            since=self.since,
            until=self.until,
        )
