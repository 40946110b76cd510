"""Benefits that came within the scope, by kind."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from concord.figures.figure import Figure, Scope

if TYPE_CHECKING:
    from concord.eventstore.entry import Entry


class Benefits:
    """成效."""

    TYPES: ClassVar[tuple[str, ...]] = ("projects.BenefitRecorded",)

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._values: dict[str, list[Decimal]] = {}

    def take(self, entry: "Entry") -> None:
        """The next entry; it counts on its business day."""
        data = entry.data
        if self._scope.concerns(data["alliance"]) and self._scope.covers(entry.members["occurred_on"]):
            value = data["count"] if data["amount"] is None else data["amount"]
            self._values.setdefault(data["kind"], []).append(Decimal(value))

    def figures(self) -> Iterator[Figure]:
        """Of each kind: yuan of kinds of money, persons or problems of the others."""
        for kind, values in self._values.items():
            yield Figure("benefits.records", kind, Decimal(len(values)))
            yield Figure("benefits.value", kind, sum(values, Decimal(0)))
