"""工作日历: the read model of working calendars."""

from concord.readmodels.calendars.projection import READ_MODEL

__all__ = ["READ_MODEL"]
