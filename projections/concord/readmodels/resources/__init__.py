"""共享资源: the read model of resources, their lists, and their bookings."""

from concord.readmodels.resources.projection import READ_MODEL

__all__ = ["READ_MODEL"]
