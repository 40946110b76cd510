"""What a list of honours may be narrowed to."""

import strawberry

from concord.api.assessments.codes import HonourKind, HonourStatus
from concord.api.fields import given
from concord.api.ids import decode_optional
from concord.readmodels.honours.queries import HonourFilter


@strawberry.input(name="HonourFilter", description="荣誉筛选: what is left out narrows nothing")
class HonourFilterInput:
    """Conditions of `honours`."""

    alliance_id: strawberry.ID | None = given("联盟: in which", default=None)
    organization_id: strawberry.ID | None = given("单位: nominee, or the nominee's", default=None)
    kinds: list[HonourKind] | None = given("荣誉类别: any of these", default=None)
    statuses: list[HonourStatus] | None = given("荣誉状态: any of these", default=None)
    period: str | None = given("考核期: exactly", default=None)
    text: str | None = given("文字: part of the title or of the case's name", default=None)

    def read(self) -> HonourFilter:
        """The read model's filter."""
        return HonourFilter(
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            organization=decode_optional("Organization", self.organization_id, "filter.organizationId"),
            kinds=self.kinds,
            statuses=self.statuses,
            period=self.period,
            text=self.text,
        )
