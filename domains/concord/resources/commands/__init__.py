"""What one may ask of shared resources and their bookings."""

from concord.resources.commands.booking import (
    CancelBooking,
    ConfirmBooking,
    RateBooking,
    RefuseBooking,
    RequestBooking,
    UseBooking,
)
from concord.resources.commands.sharing import (
    AcceptVenue,
    DelistResource,
    ListResource,
    ShareResource,
    WithdrawResource,
)

COMMANDS = (
    ShareResource,
    ListResource,
    DelistResource,
    WithdrawResource,
    AcceptVenue,
    RequestBooking,
    ConfirmBooking,
    RefuseBooking,
    CancelBooking,
    UseBooking,
    RateBooking,
)

__all__ = [
    "COMMANDS",
    "AcceptVenue",
    "CancelBooking",
    "ConfirmBooking",
    "DelistResource",
    "ListResource",
    "RateBooking",
    "RefuseBooking",
    "RequestBooking",
    "ShareResource",
    "UseBooking",
    "WithdrawResource",
]
