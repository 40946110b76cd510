"""The second definition: the first, and benefits. Frozen: what it counts is in reports."""

from concord.figures.figure import Scope
from concord.figures.first import TYPES as FIRST
from concord.figures.first import First
from concord.figures.second.benefits import Benefits

TYPES = (*FIRST, *Benefits.TYPES)


class Second(First):
    """Counts one scope."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self._add(Benefits(scope))
