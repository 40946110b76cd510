"""经费: the read model of funds, their grants and every movement."""

from concord.readmodels.funds.projection import READ_MODEL

__all__ = ["READ_MODEL"]
