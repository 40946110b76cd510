"""What a list of annual plans may be narrowed to."""

import strawberry

from concord.api.fields import given
from concord.api.ids import decode_optional
from concord.api.plans.codes import PlanStatus
from concord.readmodels.plans.queries import PlanFilter


@strawberry.input(name="AnnualPlanFilter", description="计划筛选: what is left out narrows nothing")
class PlanFilterInput:
    """Conditions of `annualPlans`."""

    alliance_id: strawberry.ID | None = given("联盟: whose plans", default=None)
    year: int | None = given("年度: of the plan", default=None)
    statuses: list[PlanStatus] | None = given("计划状态: any of these", default=None)

    def read(self) -> PlanFilter:
        """The read model's filter."""
        return PlanFilter(
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            year=self.year,
            statuses=self.statuses,
        )
