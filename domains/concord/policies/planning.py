"""计划通过: a passed resolution about an annual plan approves it."""

from collections.abc import Sequence
from uuid import UUID

from concord.charters import MotionKind
from concord.commanding import Command, Facts
from concord.meetings.commands import ApprovePlan
from concord.reacting import Policy, Trigger


def _decide(trigger: Trigger, facts: Facts) -> Sequence[Command]:
    data = trigger.entry.data
    if data["kind"] != MotionKind.ANNUAL_PLAN:
        return ()
    plan, resolution = UUID(data["subject"]), UUID(data["resolution"])
    return (ApprovePlan(plan=plan, meeting=trigger.entry.stream, resolution=resolution),)


POLICY = Policy(
    name="approve-plan",
    chinese="会议通过关于年度计划的决议，计划随之通过",
    english="A passed resolution about an annual plan approves it",
    sends=(ApprovePlan,),
    events=("meetings.ResolutionPassed",),
    decide=_decide,
)
