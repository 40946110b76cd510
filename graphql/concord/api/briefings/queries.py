"""How briefings are asked for."""

from datetime import date

import strawberry

from concord.api.briefings.loaders import BRIEFING, MODEL
from concord.api.briefings.types import Briefing
from concord.api.fields import given
from concord.api.ids import decode_optional
from concord.api.listing import listing, single
from concord.readmodels.briefings import queries
from concord.readmodels.briefings.queries import BriefingFilter


@strawberry.input(name="BriefingFilter", description="简报筛选: what is left out narrows nothing")
class BriefingFilterInput:
    """Conditions of `briefings`."""

    alliance_id: strawberry.ID | None = given("联盟: whose", default=None)
    organization_id: strawberry.ID | None = given("编报单位: by whom", default=None)
    activity_id: strawberry.ID | None = given("活动: about which", default=None)
    text: str | None = given("标题: part of it", default=None)
    since: date | None = given("报送日期自: first day", default=None)
    until: date | None = given("报送日期至: last day", default=None)

    def read(self) -> BriefingFilter:
        """The read model's filter."""
        return BriefingFilter(
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            organization=decode_optional("Organization", self.organization_id, "filter.organizationId"),
            activity=decode_optional("Activity", self.activity_id, "filter.activityId"),
            text=self.text,
            since=self.since,
            until=self.until,
        )


FIELDS = (
    listing("briefings", "信息简报", Briefing, BriefingFilterInput, queries, MODEL),
    single("briefing", "信息简报", Briefing, BRIEFING, MODEL),
)
