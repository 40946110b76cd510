"""Codes of shared resources and bookings, each with its Chinese term."""

from concord.api.charters.codes import ResourceKind, VenueClass
from concord.api.made import told
from concord.resources.status import BookingStatus

__all__ = ["BookingStatus", "ResourceKind", "VenueClass"]

told(
    BookingStatus,
    "预约状态: where a booking stands",
    REQUESTED="待答复: requested",
    CONFIRMED="已确认: confirmed",
    REFUSED="已婉拒: refused",
    CANCELLED="已取消: cancelled",
    USED="已使用: used",
)
