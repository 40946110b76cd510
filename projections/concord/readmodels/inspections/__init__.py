"""检查: the read model of inspections and of what they find."""

from concord.readmodels.inspections.projection import READ_MODEL

__all__ = ["READ_MODEL"]
