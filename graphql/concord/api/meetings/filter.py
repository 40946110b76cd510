"""What a list of meetings may be narrowed to."""

from datetime import date

import strawberry

from concord.api.fields import given
from concord.api.ids import decode_optional
from concord.api.meetings.codes import MeetingStatus
from concord.readmodels.meetings.queries import MeetingFilter


@strawberry.input(name="MeetingFilter", description="会议筛选: what is left out narrows nothing")
class MeetingFilterInput:
    """Conditions of `meetings`."""

    alliance_id: strawberry.ID | None = given("联盟: whose meetings", default=None)
    organization_id: strawberry.ID | None = given("到会单位: who was there", default=None)
    codes: list[str] | None = given("会议类别代码: any of these", default=None)
    statuses: list[MeetingStatus] | None = given("会议状态: any of these", default=None)
    text: str | None = given("名称: part of it", default=None)
    since: date | None = given("会期自: first day", default=None)
    until: date | None = given("会期至: last day", default=None)
    unreported: bool | None = given("有未通报的决议: some resolution was not followed up", default=None)

    def read(self) -> MeetingFilter:
        """The read model's filter."""
        return MeetingFilter(
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            organization=decode_optional("Organization", self.organization_id, "filter.organizationId"),
            codes=self.codes,
            statuses=self.statuses,
            text=self.text,
            since=self.since,
            until=self.until,
            unreported=self.unreported,
        )
