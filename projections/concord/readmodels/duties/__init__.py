"""职责: the read model of what alliances were obliged to and what they did."""

from concord.readmodels.duties.projection import READ_MODEL

__all__ = ["READ_MODEL"]
