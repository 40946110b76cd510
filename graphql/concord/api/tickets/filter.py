"""What a list of tickets may be narrowed to."""

from datetime import date

import strawberry

from concord.api.charters.codes import TriageLevel
from concord.api.fields import given
from concord.api.ids import decode_optional
from concord.api.tickets.codes import TicketStatus
from concord.readmodels.tickets.queries import TicketFilter


@strawberry.input(name="TicketFilter", description="诉求筛选: what is left out narrows nothing")
class TicketFilterInput:
    """Conditions of `tickets`."""

    alliance_id: strawberry.ID | None = given("联盟: in which they were raised", default=None)
    raiser_id: strawberry.ID | None = given("吹哨单位: who raised them", default=None)
    department_id: strawberry.ID | None = given("承办单位: who has them", default=None)
    levels: list[TriageLevel] | None = given("诉求分级: any of these", default=None)
    statuses: list[TicketStatus] | None = given("办理状态: any of these", default=None)
    text: str | None = given("标题: part of it", default=None)
    since: date | None = given("吹哨日期自: first day", default=None)
    until: date | None = given("吹哨日期至: last day", default=None)
    overdue_on: date | None = given(
        "逾期日: a step was past its deadline at the end of this day", default=None
    )

    def read(self) -> TicketFilter:
        """The read model's filter."""
        return TicketFilter(
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            raiser=decode_optional("Organization", self.raiser_id, "filter.raiserId"),
            department=decode_optional("Organization", self.department_id, "filter.departmentId"),
            levels=self.levels,
            statuses=self.statuses,
            text=self.text,
            since=self.since,
            until=self.until,
            overdue_on=self.overdue_on,
        )
