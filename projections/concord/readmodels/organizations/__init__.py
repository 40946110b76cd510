"""单位: the read model of organizations."""

from concord.readmodels.organizations.projection import READ_MODEL

__all__ = ["READ_MODEL"]
