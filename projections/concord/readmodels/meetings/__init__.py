"""联席会议: the read model of meetings, their motions and resolutions."""

from concord.readmodels.meetings.projection import READ_MODEL

__all__ = ["READ_MODEL"]
