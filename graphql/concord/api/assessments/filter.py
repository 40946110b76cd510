"""What a list of assessments may be narrowed to."""

from datetime import date

import strawberry

from concord.api.assessments.codes import AssessmentStatus
from concord.api.fields import given
from concord.api.ids import decode_optional
from concord.readmodels.assessments.queries import AssessmentFilter


@strawberry.input(name="AssessmentFilter", description="考核筛选: what is left out narrows nothing")
class AssessmentFilterInput:
    """Conditions of `assessments`."""

    alliance_id: strawberry.ID | None = given("联盟: whose members are assessed", default=None)
    scheme_id: strawberry.ID | None = given("考核办法: by which", default=None)
    organization_id: strawberry.ID | None = given("单位: one of those assessed", default=None)
    statuses: list[AssessmentStatus] | None = given("考核状态: any of these", default=None)
    period: str | None = given("考核期: exactly", default=None)
    since: date | None = given("考核期自: periods that do not end before", default=None)
    until: date | None = given("考核期至: periods that do not begin after", default=None)

    def read(self) -> AssessmentFilter:
        """The read model's filter."""
        return AssessmentFilter(
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            scheme=decode_optional("Scheme", self.scheme_id, "filter.schemeId"),
            organization=decode_optional("Organization", self.organization_id, "filter.organizationId"),
            statuses=self.statuses,
            period=self.period,
            since=self.since,
            until=self.until,
        )
