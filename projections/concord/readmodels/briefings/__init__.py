"""简报: the read model of briefings."""

from concord.readmodels.briefings.projection import READ_MODEL

__all__ = ["READ_MODEL"]
