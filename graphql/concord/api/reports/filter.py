"""What a list of reports may be narrowed to."""

from datetime import date

import strawberry

from concord.api.fields import given
from concord.api.ids import decode_optional
from concord.api.reports.codes import ReportStatus
from concord.readmodels.reports.queries import ReportFilter


@strawberry.input(name="ReportFilter", description="报告筛选: what is left out narrows nothing")
class ReportFilterInput:
    """Conditions of `reports`."""

    alliance_id: strawberry.ID | None = given("联盟: whose", default=None)
    statuses: list[ReportStatus] | None = given("报告状态: any of these", default=None)
    period: str | None = given("报告期: exactly", default=None)
    since: date | None = given("报告期自: periods that do not end before", default=None)
    until: date | None = given("报告期至: periods that do not begin after", default=None)
    overdue_on: date | None = given(
        "逾期于: due before this day and not submitted, or returned", default=None
    )

    def read(self) -> ReportFilter:
        """The read model's filter."""
        return ReportFilter(
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            statuses=self.statuses,
            period=self.period,
            since=self.since,
            until=self.until,
            overdue_on=self.overdue_on,
        )
