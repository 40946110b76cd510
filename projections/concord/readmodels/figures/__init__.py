"""统计数字: the read model of figures, for any period."""

from concord.readmodels.figures.projection import READ_MODEL

__all__ = ["READ_MODEL"]
