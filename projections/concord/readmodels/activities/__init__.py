"""活动: the read model of activities."""

from concord.readmodels.activities.projection import READ_MODEL

__all__ = ["READ_MODEL"]
