"""Where a booking stands."""

from enum import StrEnum


class BookingStatus(StrEnum):
    """预约状态: where a booking stands."""

    REQUESTED = "REQUESTED"  # 待答复
    CONFIRMED = "CONFIRMED"  # 已确认
    REFUSED = "REFUSED"  # 已婉拒
    CANCELLED = "CANCELLED"  # 已取消
    USED = "USED"  # 已使用
