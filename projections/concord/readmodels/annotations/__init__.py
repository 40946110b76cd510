"""台账批注: the read model of entries that somebody holds to be mistaken."""

from concord.readmodels.annotations.projection import READ_MODEL

__all__ = ["READ_MODEL"]
