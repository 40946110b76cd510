"""Inputs of the mutations on shared resources and bookings."""

from datetime import date

import strawberry

from concord.api.fields import given, narrative
from concord.api.mutating import CommandInput
from concord.api.people import PersonInput
from concord.api.resources.codes import ResourceKind, VenueClass


@strawberry.input(description="共享资源: what, whose, on which lists")
class ResourceShareInput(CommandInput):
    """Of `resourceShare`."""

    alliance_id: strawberry.ID = given("联盟: in which")
    owner_id: strawberry.ID = given("所属单位: the member whose it is")
    kind: ResourceKind = given("资源类别: what it is")
    name: str = given("名称: of the resource")
    description: str | None = narrative("情况描述: kept beside the ledger, erasable", default=None)
    person: PersonInput | None = given("本人: whose knowledge or art it is", default=None)
    capacity: int | None = given("可容纳人数: at once", default=None)
    lists: list[str] = strawberry.field(
        description="资源清单: codes of the charter's lists that it goes on", default_factory=list
    )


@strawberry.input(description="资源: which")
class ResourceStepInput(CommandInput):
    """Base of what is done with a shared resource."""

    resource_id: strawberry.ID = given("资源: which")


@strawberry.input(description="列入资源清单: on which list")
class ResourcePutOnListInput(ResourceStepInput):
    """Of `resourcePutOnList`."""

    list_code: str = given("资源清单: code of one of the charter's lists")


@strawberry.input(description="移出资源清单: off which list")
class ResourceTakeOffListInput(ResourcePutOnListInput):
    """Of `resourceTakeOffList`."""

    reason: str | None = narrative("理由: in words", default=None)


@strawberry.input(description="撤回资源: why, if said")
class ResourceWithdrawInput(ResourceStepInput):
    """Of `resourceWithdraw`."""

    reason: str | None = narrative("理由: in words", default=None)


@strawberry.input(description="验收阵地: in which class")
class VenueAcceptInput(ResourceStepInput):
    """Of `venueAccept`."""

    venue_class: VenueClass = given("阵地类别: one that the charter has")
    note: str | None = narrative("说明: in words", default=None)


@strawberry.input(description="申请预约: which resource, when, for what")
class BookingRequestInput(ResourceStepInput):
    """Of `bookingRequest`."""

    organization_id: strawberry.ID = given("预约单位: who asks")
    title: str = given("用途: in a few words")
    starts_on: date = given("开始日期: first day")
    starts_at: str = given("开始时刻: HH:MM")
    ends_on: date | None = given("结束日期: the first day if omitted", default=None)
    ends_at: str = given("结束时刻: HH:MM; the next booking may begin then")
    persons: int | None = given("预计人数: how many will come", default=None)
    contact: PersonInput | None = given("联系人: of who asks", default=None)


@strawberry.input(description="预约: which")
class BookingStepInput(CommandInput):
    """Base of what is done with a booking."""

    booking_id: strawberry.ID = given("预约: which")


@strawberry.input(description="确认预约: with a word, if said")
class BookingConfirmInput(BookingStepInput):
    """Of `bookingConfirm`."""

    note: str | None = narrative("说明: in words", default=None)


@strawberry.input(description="婉拒预约: why")
class BookingRefuseInput(BookingStepInput):
    """Of `bookingRefuse`."""

    reason: str = narrative("理由: in words")


@strawberry.input(description="取消预约: why, if said")
class BookingCancelInput(BookingStepInput):
    """Of `bookingCancel`."""

    reason: str | None = narrative("理由: in words", default=None)


@strawberry.input(description="登记使用: how many came")
class BookingUseInput(BookingStepInput):
    """Of `bookingUse`."""

    persons: int = given("实到人数: how many came")


@strawberry.input(description="评价: how good it was")
class BookingRateInput(BookingStepInput):
    """Of `bookingRate`."""

    stars: int = given("星级: 1 to 5")
    comment: str | None = narrative("评价: in words", default=None)
