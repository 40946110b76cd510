"""成效: the read model of benefits."""

from concord.readmodels.benefits.projection import READ_MODEL

__all__ = ["READ_MODEL"]
