"""The first definition: coverage, activities, tickets. Frozen: what it counts is in reports."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Protocol
from uuid import UUID

from concord.commanding import Tally
from concord.figures.figure import Counted, Figure, Measure, Scope
from concord.figures.first.activities import Activities
from concord.figures.first.coverage import Coverage
from concord.figures.first.tickets import Tickets

if TYPE_CHECKING:
    from concord.eventstore.entry import Entry

TYPES = (*Coverage.TYPES, *Activities.TYPES, *Tickets.TYPES)
"""Each is of one part."""


class Part(Tally, Protocol):
    """One group of figures, counted from event types of its own."""

    TYPES: ClassVar[tuple[str, ...]]

    def figures(self) -> Iterator[Figure]:
        """All of the group."""


class First:
    """Counts one scope."""

    def __init__(self, scope: Scope) -> None:
        self._activities, self._tickets = Activities(scope), Tickets(scope)
        self._parts: list[Part] = []
        self._takers: dict[str, Part] = {}
        for part in (Coverage(scope), self._activities, self._tickets):
            self._add(part)

    def _add(self, part: Part) -> None:
        self._parts.append(part)
        self._takers.update(dict.fromkeys(part.TYPES, part))

    def take(self, entry: "Entry") -> None:
        """The next entry, of one of `TYPES`."""
        self._takers[entry.type].take(entry)

    def figures(self) -> tuple[Figure, ...]:
        """All figures, by code and part."""
        found = [figure for part in self._parts for figure in part.figures()]
        return tuple(sorted(found, key=lambda one: (one.code, one.of)))

    def of(self, organization: UUID, measure: Measure) -> Counted:
        """What of one organization was counted by a measure."""
        if measure in (Measure.TICKETS_ON_TIME, Measure.SATISFACTION):
            return self._tickets.of(str(organization), measure)
        return self._activities.of(str(organization), measure)
