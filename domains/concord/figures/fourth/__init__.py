"""The fourth definition: the third, and duties met. Frozen: what it counts is in scores."""

from typing import TYPE_CHECKING
from uuid import UUID

from concord.figures.figure import Counted, Measure, Scope
from concord.figures.fourth.duties import Duties
from concord.figures.third import TYPES as THIRD
from concord.figures.third import Third

if TYPE_CHECKING:
    from concord.eventstore.entry import Entry

TYPES = tuple(dict.fromkeys((*THIRD, *Duties.TYPES)))


class Fourth(Third):
    """Counts one scope."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self._duties = Duties(scope)

    def take(self, entry: "Entry") -> None:
        """The next entry, of one of `TYPES`; duties rest on some that other parts count as well."""
        if entry.type in self._takers:
            super().take(entry)
        if entry.type in Duties.TYPES:
            self._duties.take(entry)

    def of(self, organization: UUID, measure: Measure) -> Counted:
        """What of one organization was counted by a measure."""
        if measure is Measure.DUTIES_MET:
            return self._duties.of(organization)
        return super().of(organization, measure)
