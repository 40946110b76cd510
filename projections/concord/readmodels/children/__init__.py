"""下级数字: the read model of what tenants below have released."""

from concord.readmodels.children.projection import READ_MODEL

__all__ = ["READ_MODEL"]
