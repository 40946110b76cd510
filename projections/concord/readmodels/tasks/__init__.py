"""需求清单与任务清单: the read model of needs and of the tasks that they become."""

from concord.readmodels.tasks.projection import READ_MODEL

__all__ = ["READ_MODEL"]
