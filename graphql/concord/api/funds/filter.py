"""What lists of funds and movements may be narrowed to."""

from datetime import date

import strawberry

from concord.api.fields import given
from concord.api.funds.codes import MovementKind
from concord.api.ids import decode_optional
from concord.readmodels.funds.movements import MovementFilter
from concord.readmodels.funds.queries import FundFilter


@strawberry.input(name="FundFilter", description="经费筛选: what is left out narrows nothing")
class FundFilterInput:
    """Conditions of `funds`."""

    alliance_id: strawberry.ID | None = given("联盟: whose they are", default=None)
    year: int | None = given("年度: of which year", default=None)
    code: str | None = given("经费代码: of which purpose", default=None)
    open: bool | None = given("未结清: true for those not closed", default=None)
    text: str | None = given("名称: part of it", default=None)

    def read(self) -> FundFilter:
        """The read model's filter."""
        return FundFilter(
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            year=self.year,
            code=self.code,
            open=self.open,
            text=self.text,
        )


@strawberry.input(name="FundMovementFilter", description="收支筛选: what is left out narrows nothing")
class FundMovementFilterInput:
    """Conditions of `fundMovements`."""

    fund_id: strawberry.ID | None = given("经费: which", default=None)
    alliance_id: strawberry.ID | None = given("联盟: whose", default=None)
    organization_id: strawberry.ID | None = given("单位: contributor or recipient", default=None)
    kinds: list[MovementKind] | None = given("收支类别: any of these", default=None)
    item: str | None = given("支出项目: its code", default=None)
    since: date | None = given("发生日期自: first day", default=None)
    until: date | None = given("发生日期至: last day", default=None)

    def read(self) -> MovementFilter:
        """The read model's filter."""
        return MovementFilter(
            fund=decode_optional("Fund", self.fund_id, "filter.fundId"),
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            organization=decode_optional("Organization", self.organization_id, "filter.organizationId"),
            kinds=self.kinds,
            item=self.item,
            since=self.since,
            until=self.until,
        )
