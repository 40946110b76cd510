"""What the rules of sharing refuse. Codes are a contract with clients."""

from concord.charters import ResourceKind, VenueClass
from concord.commanding import Message, RefusalCode
from concord.resources.status import BookingStatus


class ResourceRefusal(RefusalCode):
    """资源共享的拒绝原因: one rule each."""

    RESOURCES_NOT_IN_CHARTER = Message(
        "章程没有规定资源共享（resources），请先修订章程",
        "The charter says nothing of sharing (resources): amend it first",
    )
    LIST_NOT_IN_CHARTER = Message(
        "章程没有资源清单“{list}”，可选：{known}",
        "The charter has no list of resources {list}, but these: {known}",
    )
    KIND_NOT_FOR_LIST = Message(
        "清单“{list}”不收这一类资源，只收：{kinds}",
        "Resources of this kind do not belong on the list {list}, only: {kinds}",
    )
    ALREADY_ON_LIST = Message("该资源已在清单“{list}”中", "The resource is on the list {list} already")
    NOT_ON_LIST = Message("该资源不在清单“{list}”中", "The resource is not on the list {list}")
    RESOURCE_WITHDRAWN = Message("该资源已撤回，不再共享", "The resource is withdrawn and shared no more")
    STILL_BOOKED = Message(
        "该资源还有 {bookings} 个已确认的预约，请先取消",
        "The resource has {bookings} confirmed bookings ahead: cancel them first",
    )
    NOT_A_VENUE = Message("只有阵地可以验收", "Only a venue is accepted in a class")
    CLASS_NOT_IN_CHARTER = Message(
        "章程没有规定{venue_class}的验收", "The charter does not accept {venue_class}"
    )
    ALREADY_IN_CLASS = Message("该阵地已验收为这一类", "The venue has been accepted in this class already")
    COUNT_INVALID = Message("人数须在 1 至 {most} 之间", "The number must be from 1 to {most}")
    CAPACITY_EXCEEDED = Message(
        "人数 {persons} 超过可容纳的 {capacity} 人", "It holds {capacity} persons, {persons} are to come"
    )
    TIME_INVALID = Message("时刻须写作 HH:MM，例如 14:30", "A time of day is written HH:MM, as 14:30")
    SLOT_EMPTY = Message("结束须晚于开始", "It must end later than it begins")
    SLOT_TOO_LONG = Message("一次最多预约 {most} 天", "A booking lasts {most} days at most")
    SLOT_PAST = Message(
        "开始日期 {starts_on} 已过（今天 {today}）", "It would begin on {starts_on}, and today is {today}"
    )
    ALREADY_BOOKED = Message(
        "该时段已被预约：{starts_on} {starts_at} 至 {ends_on} {ends_at}",
        "It is booked from {starts_on} {starts_at} to {ends_on} {ends_at}",
    )
    WRONG_BOOKING_STATUS = Message(
        "这个预约目前“{status_zh}”，此步骤只适用于：{allowed_zh}",
        "The booking is {status}; this step needs it to be {allowed}",
    )
    NOT_USED_YET = Message(
        "预约从 {starts_on} 开始，尚未使用", "The booking begins on {starts_on}: nobody has used it yet"
    )
    NOT_A_PARTY_TO_IT = Message(
        "只有预约单位或资源所属单位可以办理", "Only the organization that booked, or the owner, does this"
    )
    NOT_THE_REQUESTER = Message("只有预约单位可以评价", "Only the organization that booked rates it")
    STARS_INVALID = Message("评价须为 1 至 5 星", "A rating has 1 to 5 stars")
    ALREADY_RATED = Message("这个预约已评价过", "The booking has been rated already")


CLASS_NAMES = {
    VenueClass.CLASS_1: Message("一类阵地", "venues of the first class"),
    VenueClass.CLASS_2: Message("二类阵地", "venues of the second class"),
    VenueClass.CLASS_3: Message("三类阵地", "venues of the third class"),
}
KIND_NAMES = {
    ResourceKind.VENUE: Message("阵地", "venues"),
    ResourceKind.EQUIPMENT: Message("设施设备", "equipment"),
    ResourceKind.TALENT: Message("师资、专家、人才", "talent"),
    ResourceKind.COURSE: Message("课程、教案教材", "courses"),
    ResourceKind.SERVICE: Message("服务", "services"),
    ResourceKind.PROJECT: Message("项目", "projects"),
    ResourceKind.INFORMATION: Message("信息", "information"),
}
BOOKING_STATUS_IN_CHINESE = {
    BookingStatus.REQUESTED: "待答复",
    BookingStatus.CONFIRMED: "已确认",
    BookingStatus.REFUSED: "已婉拒",
    BookingStatus.CANCELLED: "已取消",
    BookingStatus.USED: "已使用",
}
