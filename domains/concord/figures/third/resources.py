"""Shared resources on the last day, and their bookings within the scope, by list."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from concord.figures.figure import Figure, Scope

if TYPE_CHECKING:
    from concord.eventstore.entry import Entry


class Resource:
    """资源, as far as the days up to the last one tell."""

    def __init__(self, shared: bool) -> None:
        self.shared = shared
        self.lists: set[str] = set()
        self.bookings = self.used = self.persons = 0


class Resources:
    """资源共享."""

    TYPES: ClassVar[tuple[str, ...]] = (
        "resources.ResourceShared",
        "resources.ResourceListed",
        "resources.ResourceDelisted",
        "resources.ResourceWithdrawn",
        "resources.BookingRequested",
        "resources.BookingUsed",
    )

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._resources: dict[str, Resource] = {}

    def take(self, entry: "Entry") -> None:
        """The next entry; everything counts on its business day."""
        data, day = entry.data, entry.members["occurred_on"]
        name = entry.type.partition(".")[2]
        stream = data["resource"] if name.startswith("Booking") else entry.members["stream"]
        until = day <= self._scope.last.isoformat()
        if name == "ResourceShared":
            if self._scope.concerns(data["alliance"]):
                self._resources[stream] = Resource(until)
            return
        resource = self._resources.get(stream)
        if resource is None:
            return
        match name:
            case "ResourceListed" if until:
                resource.lists.add(data["list_code"])
            case "ResourceDelisted" if until:
                resource.lists.discard(data["list_code"])
            case "ResourceWithdrawn" if until:
                resource.shared = False
            case "BookingRequested" if self._scope.covers(day):
                resource.bookings += 1
            case "BookingUsed" if self._scope.covers(day):
                resource.used += 1
                resource.persons += data["persons"]

    def figures(self) -> Iterator[Figure]:
        """Of each list, and of all resources, listed or not."""
        everything = list(self._resources.values())
        lists = sorted({code for one in everything for code in one.lists})
        for code in ("", *lists):
            counted = [one for one in everything if not code or code in one.lists]
            for name in ("shared", "bookings", "used", "persons"):
                yield Figure(f"resources.{name}", code, Decimal(sum(getattr(one, name) for one in counted)))
