"""What a list of activities may be narrowed to."""

from datetime import date

import strawberry

from concord.api.activities.codes import ActivityStatus
from concord.api.fields import given
from concord.api.ids import decode_optional
from concord.readmodels.activities.queries import ActivityFilter


@strawberry.input(name="ActivityFilter", description="活动筛选: what is left out narrows nothing")
class ActivityFilterInput:
    """Conditions of `activities`."""

    alliance_id: strawberry.ID | None = given("联盟: whose activities", default=None)
    lead_id: strawberry.ID | None = given("牵头单位: who leads them", default=None)
    organization_id: strawberry.ID | None = given(
        "单位: proposed them, leads them, signed up or came", default=None
    )
    themes: list[str] | None = given("主题代码: any of these", default=None)
    statuses: list[ActivityStatus] | None = given("活动状态: any of these", default=None)
    text: str | None = given("名称: part of it", default=None)
    since: date | None = given("日期自: first day", default=None)
    until: date | None = given("日期至: last day", default=None)

    def read(self) -> ActivityFilter:
        """The read model's filter."""
        return ActivityFilter(
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            lead=decode_optional("Organization", self.lead_id, "filter.leadId"),
            organization=decode_optional("Organization", self.organization_id, "filter.organizationId"),
            themes=self.themes,
            statuses=self.statuses,
            text=self.text,
            since=self.since,
            until=self.until,
        )
