"""A resource that a member shares: its lists, its class, and the times in which it is lent."""

from datetime import date
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate, event

from concord.charters import Charter, ResourceKind, ResourceRules, VenueClass, choices, listed
from concord.commanding import Refusal
from concord.privacy import Narrative
from concord.resources import events
from concord.resources.errors import CLASS_NAMES, KIND_NAMES, ResourceRefusal
from concord.resources.slot import Slot

EXCLUSIVE = frozenset({ResourceKind.VENUE, ResourceKind.EQUIPMENT, ResourceKind.TALENT})
"""Kinds that only one can have at a time; a course or a service has room for all."""


class ResourceFacts(msgspec.Struct, frozen=True):
    """What other contexts may know of a resource."""

    alliance: UUID
    owner: UUID
    withdrawn: bool


class Resource(Aggregate):
    """共享资源: something that a member opens to the others of its alliance."""

    ResourceShared = events.ResourceShared
    ResourceListed = events.ResourceListed
    ResourceDelisted = events.ResourceDelisted
    ResourceWithdrawn = events.ResourceWithdrawn
    VenueAccepted = events.VenueAccepted
    TimeReserved = events.TimeReserved
    TimeFreed = events.TimeFreed

    alliance: UUID
    owner: UUID
    kind: ResourceKind
    capacity: int | None
    lists: dict[str, str]
    """Names of the lists that it is on, by code."""
    venue_class: VenueClass | None
    reserved: dict[UUID, Slot]
    """By booking; what is past is forgotten."""
    withdrawn: bool

    @event(events.ResourceShared)
    def __init__(self, alliance: UUID, owner: UUID, kind: ResourceKind, capacity: int | None) -> None:
        self.alliance = alliance
        self.owner = owner
        self.kind = kind
        self.capacity = capacity
        self.lists = {}
        self.venue_class = None
        self.reserved = {}
        self.withdrawn = False

    def facts(self) -> ResourceFacts:
        """What others may rely on."""
        return ResourceFacts(self.alliance, self.owner, self.withdrawn)

    def require_shared(self) -> None:
        """Refuses a resource that is withdrawn."""
        if self.withdrawn:
            raise Refusal(ResourceRefusal.RESOURCE_WITHDRAWN, "resource")

    def put_on(self, code: str, rules: ResourceRules) -> None:
        """On one of the charter's lists, once, if it takes this kind."""
        self.require_shared()
        known = rules.named(code)
        if known is None:
            lists = choices(rules.lists)
            raise Refusal(ResourceRefusal.LIST_NOT_IN_CHARTER, "list_code", list=code, known=lists)
        if known.kinds and self.kind not in known.kinds:
            kinds = listed(KIND_NAMES[one] for one in known.kinds)
            raise Refusal(ResourceRefusal.KIND_NOT_FOR_LIST, "list_code", list=known.name, kinds=kinds)
        if code in self.lists:
            raise Refusal(ResourceRefusal.ALREADY_ON_LIST, "list_code", list=known.name)
        self.trigger_event(self.ResourceListed, list_code=code, list_name=known.name)

    def take_off(self, code: str, reason: Narrative | None) -> None:
        """Off a list; also off one that the charter has no more."""
        self.require_shared()
        if code not in self.lists:
            raise Refusal(ResourceRefusal.NOT_ON_LIST, "list_code", list=code)
        self.trigger_event(self.ResourceDelisted, list_code=code, list_name=self.lists[code], reason=reason)

    def withdraw(self, reason: Narrative | None, today: date) -> None:
        """Shared no more, once nobody has it booked."""
        self.require_shared()
        ahead = sum(slot.ends_on >= today for slot in self.reserved.values())
        if ahead:
            raise Refusal(ResourceRefusal.STILL_BOOKED, bookings=ahead)
        self.trigger_event(self.ResourceWithdrawn, reason=reason)

    def accept(
        self, venue_class: VenueClass, note: Narrative | None, rules: ResourceRules, charter: Charter
    ) -> None:
        """A venue, in one of the charter's classes; in another one later."""
        self.require_shared()
        if self.kind is not ResourceKind.VENUE:
            raise Refusal(ResourceRefusal.NOT_A_VENUE)
        if venue_class not in rules.venue_classes:
            named = CLASS_NAMES[venue_class]
            raise Refusal(ResourceRefusal.CLASS_NOT_IN_CHARTER, "venue_class", venue_class=named)
        if venue_class is self.venue_class:
            raise Refusal(ResourceRefusal.ALREADY_IN_CLASS, "venue_class")
        self.trigger_event(
            self.VenueAccepted,
            venue_class=venue_class,
            previous=self.venue_class,
            authority=charter.authority,
            note=note,
        )

    def require_free(self, slot: Slot) -> None:
        """Refuses a time in which somebody else has it, where only one can."""
        taken = next((one for one in self.reserved.values() if one.overlaps(slot)), None)
        if taken is not None:
            raise Refusal(ResourceRefusal.ALREADY_BOOKED, "starts_at", **msgspec.structs.asdict(taken))

    def reserve(self, booking: UUID, slot: Slot, today: date) -> None:
        """For one booking; nothing to do where there is room for all."""
        if self.kind in EXCLUSIVE:
            self.require_free(slot)
            self.trigger_event(self.TimeReserved, booking=booking, slot=slot, reserved_on=today)

    def free(self, booking: UUID, today: date) -> None:
        """The time of a booking that was given up."""
        if booking in self.reserved:
            self.trigger_event(self.TimeFreed, booking=booking, freed_on=today)

    @event(events.ResourceListed)
    def _listed(self, list_code: str, list_name: str) -> None:
        self.lists[list_code] = list_name

    @event(events.ResourceDelisted)
    def _delisted(self, list_code: str) -> None:
        del self.lists[list_code]

    @event(events.ResourceWithdrawn)
    def _withdrawn(self) -> None:
        self.withdrawn = True

    @event(events.VenueAccepted)
    def _accepted(self, venue_class: VenueClass) -> None:
        self.venue_class = venue_class

    @event(events.TimeReserved)
    def _reserved(self, booking: UUID, slot: Slot, reserved_on: date) -> None:
        self._forget(reserved_on)
        self.reserved[booking] = slot

    @event(events.TimeFreed)
    def _freed(self, booking: UUID, freed_on: date) -> None:
        del self.reserved[booking]
        self._forget(freed_on)

    def _forget(self, today: date) -> None:
        self.reserved = {one: slot for one, slot in self.reserved.items() if slot.ends_on >= today}
