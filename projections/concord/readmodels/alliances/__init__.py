"""联盟: the read model of alliances."""

from concord.readmodels.alliances.projection import READ_MODEL

__all__ = ["READ_MODEL"]
