"""逾期升级: what the charter says of a ticket whose step is late."""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from concord.charters.checks import problem, repeated
from concord.charters.problem import Problem


class LateStep(StrEnum):
    """逾期环节: a step of a ticket that may be late and then goes a level up."""

    DISPATCH = "DISPATCH"  # 派单
    ACCEPT = "ACCEPT"  # 接单
    RESOLVE = "RESOLVE"  # 办结


class Escalation(msgspec.Struct, frozen=True, kw_only=True):
    """逾期升级: a ticket goes one level up by itself when one of these steps is late."""

    steps: tuple[LateStep, ...]


def mistakes(rules: Escalation, levels: int) -> Iterator[Problem]:
    """Steps named twice, and nowhere to go: `levels` is the number of the charter's levels of tickets."""
    for index, step in enumerate(rules.steps):
        if step in rules.steps[:index]:
            yield repeated(f"escalation.steps[{index}]", step)
    if levels < 2:
        yield problem(
            "escalation",
            "诉求只有一级，无从升级",
            "tickets have one level only: there is none above it",
            "应不填，或在 tickets.levels 中列出更高的级别",
            "nothing, or a higher level in tickets.levels",
        )
