"""期限: the deadlines that policies watch, as a read model. Nothing keeps time in memory."""

from concord.reacting.deadlines.projection import READ_MODEL

__all__ = ["READ_MODEL"]
