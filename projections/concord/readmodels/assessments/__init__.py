"""考核: the read model of assessments."""

from concord.readmodels.assessments.projection import READ_MODEL

__all__ = ["READ_MODEL"]
