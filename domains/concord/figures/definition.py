"""The definitions that figures were ever counted by, each for good."""

from collections.abc import Callable, Mapping
from typing import Protocol
from uuid import UUID

import msgspec

from concord.commanding import Tally
from concord.figures import fifth, first, fourth, second, third
from concord.figures.figure import Counted, Figure, Measure, Scope


class Count(Tally, Protocol):
    """Counts the entries of a scope."""

    def figures(self) -> tuple[Figure, ...]:
        """All figures, by code and part."""

    def of(self, organization: UUID, measure: Measure) -> Counted:
        """What of one organization was counted by a measure."""


class Definition(msgspec.Struct, frozen=True):
    """统计口径: one version of it."""

    version: int
    types: tuple[str, ...]
    """Public names of the events that it counts."""
    begin: Callable[[Scope], Count]


DEFINITIONS: Mapping[int, Definition] = {
    1: Definition(1, first.TYPES, first.First),
    2: Definition(2, second.TYPES, second.Second),
    3: Definition(3, third.TYPES, third.Third),
    4: Definition(4, fourth.TYPES, fourth.Fourth),
    5: Definition(5, fifth.TYPES, fifth.Fifth),
}
CURRENT = 5
"""The version by which is counted today."""
