"""Shared resources and bookings as the API shows them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

import strawberry

from concord.api.alliances.loaders import ALLIANCE
from concord.api.alliances.types import Alliance
from concord.api.dates import today
from concord.api.disclosing import narrative_field
from concord.api.fields import field, reference, resolved, row_type
from concord.api.info import Info
from concord.api.node import LOADS, Node
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.people import Person, person_field
from concord.api.resources.codes import BookingStatus, ResourceKind, VenueClass
from concord.api.resources.loaders import BOOKING, LISTINGS, RESOURCE
from concord.api.scalars import Position
from concord.readmodels.resources.rows import BookingRow, ListFigures, ListingRow, ResourceRow

On = Annotated[date | None, strawberry.argument(description="日期: the day asked about; today if omitted")]


@row_type(ListingRow, "清单条目: a list that a resource is on")
class ResourceListing:
    """As the charter called the list then."""

    list_code: str = field("清单代码: of the charter's list")
    list_name: str = field("清单名称: of the list")
    listed_on: date = field("列入日期: business date")


@row_type(ResourceRow, "共享资源: what a member opens to the others of its alliance")
class Resource(Node):
    """As it stands."""

    alliance: Alliance = reference("联盟: in which it is shared", ALLIANCE, "alliance")
    owner: Organization = reference("所属单位: whose it is", ORGANIZATION, "owner")
    kind: ResourceKind = field("资源类别: what it is")
    name: str = field("名称: of the resource")
    description: str | None = narrative_field("情况描述: null once erased", "description")
    person: Person | None = person_field(
        "本人: whose knowledge or art it is",
        "person_subject",
        "person_digests",
        of=("owner",),
        office=True,
    )
    capacity: int | None = field("可容纳人数: at once")
    lists: list[ResourceListing] = reference("资源清单: those it is on", LISTINGS, "id")
    venue_class: VenueClass | None = field("阵地类别: as accepted; null where it was not")
    accepted_on: date | None = field("验收日期: of the class")
    shared_on: date = field("共享日期: business date")
    shared_at: datetime = field("共享时刻: when the ledger took it")
    withdrawn_on: date | None = field("撤回日期: null while it is shared")
    requested: int = field("预约次数: ever asked for")
    used: int = field("使用次数: that took place")
    persons: int = field("使用人次: who came")
    ratings: int = field("评价次数: how many rated it")
    rating: Decimal | None = field("平均星级: to one tenth; null where nobody has rated")
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


async def _overdue(root: strawberry.Parent[BookingRow], info: Info, on: On = None) -> bool:
    return root.overdue(on or await today(info.context))


@row_type(BookingRow, "预约: one organization's use of a resource in one time")
class Booking(Node):
    """As it stands."""

    resource: Resource = reference("资源: which", RESOURCE, "resource")
    alliance: Alliance = reference("联盟: in which it is shared", ALLIANCE, "alliance")
    owner: Organization = reference("所属单位: whose the resource is", ORGANIZATION, "owner")
    organization: Organization = reference("预约单位: who asks", ORGANIZATION, "organization")
    title: str = field("用途: what for")
    starts_on: date = field("开始日期: first day")
    starts_at: str = field("开始时刻: HH:MM")
    ends_on: date = field("结束日期: last day")
    ends_at: str = field("结束时刻: HH:MM; free from then on")
    persons: int | None = field("预计人数: expected")
    came: int | None = field("实到人数: null until it was used")
    contact: Person | None = person_field(
        "联系人: of who asks", "contact_subject", "contact_digests", of=("owner", "organization")
    )
    status: BookingStatus = field("预约状态: where it stands")
    due_on: date | None = field("答复期限: last day; null once answered or given up")
    overdue: bool = resolved(_overdue, "是否逾期: the answer, on a day not before its last entry", bool)
    answered_on: date | None = field("答复日期: the ledger's day")
    on_time: bool | None = field("是否按时答复: null until answered")
    note: str | None = narrative_field("说明: of the answer, or of why it was given up", "note")
    stars: int | None = field("星级: 1 to 5; null until rated")
    comment: str | None = narrative_field("评价: in words", "comment")
    requested_on: date = field("申请日期: business date")
    requested_at: datetime = field("申请时刻: when the ledger took it")
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(ListFigures, "清单统计: what is shared on one list, and how it is used")
class ResourceListFigures:
    """Of resources that are not withdrawn; one on two lists counts on both."""

    list_code: str | None = field("清单代码: null for resources on no list")
    list_name: str | None = field("清单名称: of the list")
    resources: int = field("资源条数: how many")
    owners: int = field("共享单位数: whose they are")
    requested: int = field("预约次数: ever asked for")
    used: int = field("使用次数: that took place")
    persons: int = field("使用人次: who came")
    ratings: int = field("评价次数: how many rated them")
    rating: Decimal | None = field("平均星级: to one tenth; null where nobody has rated")


LOADS["Resource"] = RESOURCE
LOADS["Booking"] = BOOKING
