"""What a list of needs and tasks may be narrowed to."""

from datetime import date

import strawberry

from concord.api.fields import given
from concord.api.ids import decode_optional
from concord.api.tasks.codes import TaskStatus
from concord.readmodels.tasks.queries import TaskFilter


@strawberry.input(name="TaskFilter", description="需求任务筛选: what is left out narrows nothing")
class TaskFilterInput:
    """Conditions of `tasks`."""

    alliance_id: strawberry.ID | None = given("联盟: in which they were listed", default=None)
    organization_id: strawberry.ID | None = given("需求单位: whose need it is", default=None)
    claimant_id: strawberry.ID | None = given("认领单位: who has it, or completed it", default=None)
    statuses: list[TaskStatus] | None = given(
        "清单状态: any of these; LISTED is the list of needs, CLAIMED that of tasks", default=None
    )
    category: str | None = given("类别: exactly this", default=None)
    text: str | None = given("标题: part of it", default=None)
    since: date | None = given("列入日期自: first day", default=None)
    until: date | None = given("列入日期至: last day", default=None)
    overdue_on: date | None = given(
        "逾期日: as things stand, its deadline is an earlier day than this", default=None
    )

    def read(self) -> TaskFilter:
        """The read model's filter."""
        return TaskFilter(
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            organization=decode_optional("Organization", self.organization_id, "filter.organizationId"),
            claimant=decode_optional("Organization", self.claimant_id, "filter.claimantId"),
            statuses=self.statuses,
            category=self.category,
            text=self.text,
            since=self.since,
            until=self.until,
            overdue_on=self.overdue_on,
        )
