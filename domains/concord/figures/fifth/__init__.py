"""The fifth definition: the fourth, volunteers' hours, and duties judged by the charter they began under.
Frozen: what it counts is in reports and scores."""

from concord.duties import Ruling
from concord.figures.fifth.volunteering import Volunteering
from concord.figures.figure import Scope
from concord.figures.fourth import TYPES as FOURTH
from concord.figures.fourth import Fourth
from concord.figures.fourth.duties import Duties

TYPES = tuple(dict.fromkeys((*FOURTH, *Volunteering.TYPES)))


class Fifth(Fourth):
    """Counts one scope."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self._parts.remove(self._activities)
        self._activities = Volunteering(scope)
        self._add(self._activities)
        self._duties = Duties(scope, Ruling.BEGUN)
