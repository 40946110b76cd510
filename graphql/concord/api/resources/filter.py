"""What lists of resources and bookings may be narrowed to."""

from datetime import date

import strawberry

from concord.api.fields import given
from concord.api.ids import decode_optional
from concord.api.resources.codes import BookingStatus, ResourceKind, VenueClass
from concord.readmodels.resources.bookings import BookingFilter
from concord.readmodels.resources.queries import ResourceFilter


@strawberry.input(name="ResourceFilter", description="资源筛选: what is left out narrows nothing")
class ResourceFilterInput:
    """Conditions of `resources`."""

    alliance_id: strawberry.ID | None = given("联盟: in which they are shared", default=None)
    owner_id: strawberry.ID | None = given("所属单位: whose they are", default=None)
    kinds: list[ResourceKind] | None = given("资源类别: any of these", default=None)
    venue_classes: list[VenueClass] | None = given("阵地类别: any of these", default=None)
    list_code: str | None = given("资源清单: code of the list that they are on", default=None)
    shared: bool | None = given("共享中: true for those not withdrawn", default=None)
    text: str | None = given("名称: part of it", default=None)

    def read(self) -> ResourceFilter:
        """The read model's filter."""
        return ResourceFilter(
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            owner=decode_optional("Organization", self.owner_id, "filter.ownerId"),
            kinds=self.kinds,
            venue_classes=self.venue_classes,
            list_code=self.list_code,
            shared=self.shared,
            text=self.text,
        )


@strawberry.input(name="BookingFilter", description="预约筛选: what is left out narrows nothing")
class BookingFilterInput:
    """Conditions of `bookings`."""

    resource_id: strawberry.ID | None = given("资源: which", default=None)
    alliance_id: strawberry.ID | None = given("联盟: in which", default=None)
    owner_id: strawberry.ID | None = given("所属单位: whose the resource is", default=None)
    organization_id: strawberry.ID | None = given("预约单位: who asks", default=None)
    statuses: list[BookingStatus] | None = given("预约状态: any of these", default=None)
    since: date | None = given("时段自: first day of a period that the booking touches", default=None)
    until: date | None = given("时段至: last day of the period", default=None)
    overdue_on: date | None = given(
        "逾期日: as things stand, the answer was due on an earlier day than this", default=None
    )

    def read(self) -> BookingFilter:
        """The read model's filter."""
        return BookingFilter(
            resource=decode_optional("Resource", self.resource_id, "filter.resourceId"),
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            owner=decode_optional("Organization", self.owner_id, "filter.ownerId"),
            organization=decode_optional("Organization", self.organization_id, "filter.organizationId"),
            statuses=self.statuses,
            since=self.since,
            until=self.until,
            overdue_on=self.overdue_on,
        )
