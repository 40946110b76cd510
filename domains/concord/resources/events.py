"""What happens to shared resources and their bookings: public names and shapes, contracts for ever."""

from datetime import date
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.charters import ResourceKind, VenueClass
from concord.privacy import Narrative, Personal
from concord.resources.slot import Slot


class ResourceShared(Aggregate.Created):
    """资源已共享: a member opens something to others."""

    alliance: UUID
    owner: UUID
    """The member whose it is."""
    kind: ResourceKind
    name: str
    description: Narrative | None
    person: Personal | None
    """Who it is, where the resource is somebody's knowledge or art (师资、专家、文艺人才)."""
    capacity: int | None
    """Persons that it holds at once."""


class ResourceListed(Aggregate.Event):
    """已列入资源清单: put on one of the charter's lists."""

    list_code: str
    list_name: str
    """As the charter had it then."""


class ResourceDelisted(Aggregate.Event):
    """已移出资源清单: taken off a list."""

    list_code: str
    list_name: str
    reason: Narrative | None


class ResourceWithdrawn(Aggregate.Event):
    """资源已撤回: it is shared no more."""

    reason: Narrative | None


class VenueAccepted(Aggregate.Event):
    """阵地已验收: accepted in a class."""

    venue_class: VenueClass
    previous: VenueClass | None
    """The class until now."""
    authority: str
    """Body that accepted it."""
    note: Narrative | None


class TimeReserved(Aggregate.Event):
    """时段已占用: nobody else has the resource in this time."""

    booking: UUID
    slot: Slot
    reserved_on: date
    """Day of the decision; what ended before it is past."""


class TimeFreed(Aggregate.Event):
    """时段已释放: the time can be booked again."""

    booking: UUID
    freed_on: date
    """Day of the decision."""


class BookingRequested(Aggregate.Created):
    """已申请预约: an organization asks for a resource."""

    resource: UUID
    alliance: UUID
    owner: UUID
    """Whose the resource is; it answers."""
    organization: UUID
    """Who asks."""
    title: str
    """What for."""
    slot: Slot
    persons: int | None
    """How many will come."""
    contact: Personal | None
    next_due_on: date
    """The answer is due."""


class BookingConfirmed(Aggregate.Event):
    """预约已确认: the time is reserved."""

    resource: UUID
    note: Narrative | None
    due_on: date


class BookingRefused(Aggregate.Event):
    """预约已婉拒: the owner cannot lend it then."""

    resource: UUID
    reason: Narrative
    due_on: date


class BookingCancelled(Aggregate.Event):
    """预约已取消: given up before it was used."""

    resource: UUID
    by_owner: bool
    reason: Narrative | None


class BookingUsed(Aggregate.Event):
    """预约已使用: it took place."""

    resource: UUID
    persons: int
    """How many came."""


class BookingRated(Aggregate.Event):
    """预约已评价: how good it was."""

    resource: UUID
    stars: int
    """1 to 5."""
    comment: Narrative | None
