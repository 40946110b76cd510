"""重点项目: the read model of key projects."""

from concord.readmodels.projects.projection import READ_MODEL

__all__ = ["READ_MODEL"]
