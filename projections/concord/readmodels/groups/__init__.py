"""组织机构、结对、协议: the read model of what binds members inside an alliance."""

from concord.readmodels.groups.projection import READ_MODEL

__all__ = ["READ_MODEL"]
