"""What queries of resources and bookings answer. Texts named as digests are disclosures."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

import msgspec

TENTH = Decimal("0.1")


def average(stars: int, ratings: int) -> Decimal | None:
    """Stars of a rating on average, to one tenth, half up; None where nobody has rated."""
    return (Decimal(stars) / ratings).quantize(TENTH, ROUND_HALF_UP) if ratings else None


class ResourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """共享资源, as it stands."""

    id: UUID
    alliance: UUID
    owner: UUID
    kind: str
    name: str
    description: str | None
    """Digest."""
    person_subject: UUID | None
    person_digests: list[str]
    capacity: int | None
    venue_class: str | None
    accepted_on: date | None
    shared_on: date
    shared_at: datetime
    withdrawn_on: date | None
    requested: int
    used: int
    persons: int
    ratings: int
    stars: int
    """Of all ratings together."""
    version: int
    position: int

    @property
    def rating(self) -> Decimal | None:
        """On average."""
        return average(self.stars, self.ratings)


class ListingRow(msgspec.Struct, frozen=True, kw_only=True):
    """清单条目: a list that a resource is on."""

    resource: UUID
    list_code: str
    list_name: str
    listed_on: date


class BookingRow(msgspec.Struct, frozen=True, kw_only=True):
    """预约, as it stands."""

    id: UUID
    resource: UUID
    alliance: UUID
    owner: UUID
    organization: UUID
    title: str
    starts_on: date
    starts_at: str
    ends_on: date
    ends_at: str
    persons: int | None
    came: int | None
    contact_subject: UUID | None
    contact_digests: list[str]
    status: str
    due_on: date | None
    """Last day for the answer; None once it was given, or is no longer wanted."""
    answered_on: date | None
    on_time: bool | None
    note: str | None
    """Digest of the answer, or of why it was given up."""
    stars: int | None
    comment: str | None
    """Digest."""
    requested_on: date
    requested_at: datetime
    version: int
    position: int

    def overdue(self, on: date) -> bool:
        """Whether the answer is late on a day that is not before its last event."""
        return self.due_on is not None and self.due_on < on


class ListFigures(msgspec.Struct, frozen=True, kw_only=True):
    """清单统计: the resources of one list, and how they are used."""

    list_code: str | None
    """None: resources on no list."""
    list_name: str | None
    resources: int
    owners: int
    requested: int
    used: int
    persons: int
    ratings: int
    stars: int

    @property
    def rating(self) -> Decimal | None:
        """On average."""
        return average(self.stars, self.ratings)


class ResourceCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a resource stands in the list: by when it was shared, latest first."""

    shared_at: datetime
    id: UUID


class BookingCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a booking stands in the list: by when it was asked for, latest first."""

    requested_at: datetime
    id: UUID
