"""决议选定项目: a passed resolution about a key project selects it, as far as the year's quota goes."""

from collections.abc import Sequence
from uuid import UUID

from concord.charters import MotionKind
from concord.commanding import Command, Facts
from concord.projects.commands import SelectProject
from concord.reacting import Policy, Trigger


def _decide(trigger: Trigger, facts: Facts) -> Sequence[Command]:
    data = trigger.entry.data
    if data["kind"] != MotionKind.PROJECT:
        return ()
    project, resolution = UUID(data["subject"]), UUID(data["resolution"])
    return (SelectProject(project=project, meeting=trigger.entry.stream, resolution=resolution),)


POLICY = Policy(
    name="select-project",
    chinese="会议通过关于重点项目的决议，项目在章程规定的年度名额内随之选定",
    english="A passed resolution about a key project selects it, within the year's quota",
    sends=(SelectProject,),
    events=("meetings.ResolutionPassed",),
    decide=_decide,
)
