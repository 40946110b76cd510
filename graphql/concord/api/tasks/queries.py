"""How needs and tasks are asked for."""

from concord.api.listing import listing, single
from concord.api.tasks.filter import TaskFilterInput
from concord.api.tasks.loaders import MODEL, TASK
from concord.api.tasks.types import Task
from concord.readmodels.tasks import queries

FIELDS = (
    listing("tasks", "需求任务", Task, TaskFilterInput, queries, MODEL),
    single("task", "需求任务", Task, TASK, MODEL),
)
