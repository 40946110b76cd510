"""年度计划: the read model of annual plans and their items."""

from concord.readmodels.plans.projection import READ_MODEL

__all__ = ["READ_MODEL"]
