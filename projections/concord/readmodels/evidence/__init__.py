"""佐证: the read model of files attached to activities, tickets and inspections."""

from concord.readmodels.evidence.projection import READ_MODEL

__all__ = ["READ_MODEL"]
