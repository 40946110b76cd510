"""The first definition: coverage, activities, tickets. Frozen: what it counts is in reports."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from concord.figures.figure import Counted, Figure, Measure, Scope
from concord.figures.first.activities import Activities
from concord.figures.first.coverage import Coverage
from concord.figures.first.tickets import Tickets

if TYPE_CHECKING:
    from concord.commanding import Tally
    from concord.eventstore.entry import Entry

TYPES = (*Coverage.TYPES, *Activities.TYPES, *Tickets.TYPES)
"""Each is of one part; all parts see an alliance founded."""


class First:
    """Counts one scope."""

    def __init__(self, scope: Scope) -> None:
        self._coverage, self._activities, self._tickets = Coverage(scope), Activities(scope), Tickets(scope)
        parts: tuple[Coverage | Activities | Tickets, ...] = (self._coverage, self._activities, self._tickets)
        self._parts: Mapping[str, Tally] = {name: part for part in parts for name in part.TYPES}

    def take(self, entry: "Entry") -> None:
        """The next entry, of one of `TYPES`."""
        self._parts[entry.type].take(entry)

    def figures(self) -> tuple[Figure, ...]:
        """All figures, by code and part."""
        parts = (self._coverage, self._activities, self._tickets)
        found = [figure for part in parts for figure in part.figures()]
        return tuple(sorted(found, key=lambda one: (one.code, one.of)))

    def of(self, organization: UUID, measure: Measure) -> Counted:
        """What of one organization was counted by a measure."""
        if measure in (Measure.TICKETS_ON_TIME, Measure.SATISFACTION):
            return self._tickets.of(str(organization), measure)
        return self._activities.of(str(organization), measure)
