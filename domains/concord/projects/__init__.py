"""重点项目与成效: what an alliance takes on in a year, and what came of its work."""

from concord.commanding import Context
from concord.projects.benefit import Benefit
from concord.projects.commands import COMMANDS
from concord.projects.project import KeyProject
from concord.projects.year import ProjectYear

CONTEXT = Context(
    name="projects",
    aggregates=(KeyProject, ProjectYear, Benefit),
    commands=COMMANDS,
    chinese="重点项目",
)
