"""The third definition: the second, resources by list and funds by purpose. Frozen: what it counts is in
reports."""

from concord.figures.figure import Scope
from concord.figures.second import TYPES as SECOND
from concord.figures.second import Second
from concord.figures.third.funds import Funds
from concord.figures.third.resources import Resources

TYPES = (*SECOND, *Resources.TYPES, *Funds.TYPES)


class Third(Second):
    """Counts one scope."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self._add(Resources(scope))
        self._add(Funds(scope))
