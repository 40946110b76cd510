"""个人信息删除: the read model of what was asked to be erased, and what became of it."""

from concord.readmodels.erasures.projection import READ_MODEL

__all__ = ["READ_MODEL"]
