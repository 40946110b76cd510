"""诉求: the read model of tickets."""

from concord.readmodels.tickets.projection import READ_MODEL

__all__ = ["READ_MODEL"]
