"""A booking: asked for, answered, used, rated.

REQUESTED -> CONFIRMED -> USED; REQUESTED -> REFUSED; CANCELLED before it is used.
"""

from datetime import date
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate, event

from concord.charters import require_own
from concord.commanding import Circumstances, Refusal
from concord.privacy import Narrative
from concord.resources import events
from concord.resources.errors import BOOKING_STATUS_IN_CHINESE, ResourceRefusal
from concord.resources.slot import Slot
from concord.resources.status import BookingStatus

MOST_PERSONS = 100_000


class BookingFacts(msgspec.Struct, frozen=True):
    """Of the booking itself: what must be read with it."""

    resource: UUID
    alliance: UUID


class Booking(Aggregate):
    """预约: one organization's use of a resource in one time."""

    BookingRequested = events.BookingRequested
    BookingConfirmed = events.BookingConfirmed
    BookingRefused = events.BookingRefused
    BookingCancelled = events.BookingCancelled
    BookingUsed = events.BookingUsed
    BookingRated = events.BookingRated

    resource: UUID
    alliance: UUID
    owner: UUID
    organization: UUID
    slot: Slot
    status: BookingStatus
    due_on: date
    """Of the answer."""
    rated: bool

    @event(events.BookingRequested)
    def __init__(
        self,
        resource: UUID,
        alliance: UUID,
        owner: UUID,
        organization: UUID,
        slot: Slot,
        next_due_on: date,
    ) -> None:
        self.resource = resource
        self.alliance = alliance
        self.owner = owner
        self.organization = organization
        self.slot = slot
        self.status = BookingStatus.REQUESTED
        self.due_on = next_due_on
        self.rated = False

    def facts(self) -> BookingFacts:
        """What others may rely on."""
        return BookingFacts(self.resource, self.alliance)

    def confirm(self, note: Narrative | None, at: Circumstances) -> None:
        """The owner lends it; the time is reserved with it."""
        self._require(BookingStatus.REQUESTED)
        require_own(self.owner, at, "booking")
        self.slot.require_ahead(at.today)
        self.trigger_event(self.BookingConfirmed, resource=self.resource, note=note, due_on=self.due_on)

    def refuse(self, reason: Narrative, at: Circumstances) -> None:
        """The owner does not lend it."""
        self._require(BookingStatus.REQUESTED)
        require_own(self.owner, at, "booking")
        self.trigger_event(self.BookingRefused, resource=self.resource, reason=reason, due_on=self.due_on)

    def cancel(self, reason: Narrative | None, at: Circumstances) -> None:
        """Either side gives it up."""
        self._require(BookingStatus.REQUESTED, BookingStatus.CONFIRMED)
        self._require_party(at)
        by_owner = at.organization == self.owner
        self.trigger_event(self.BookingCancelled, resource=self.resource, by_owner=by_owner, reason=reason)

    def use(self, persons: int, at: Circumstances) -> None:
        """It took place."""
        self._require(BookingStatus.CONFIRMED)
        self._require_party(at)
        if at.occurred_on < self.slot.starts_on:
            raise Refusal(ResourceRefusal.NOT_USED_YET, starts_on=self.slot.starts_on)
        check_persons("persons", persons)
        self.trigger_event(self.BookingUsed, resource=self.resource, persons=persons)

    def rate(self, stars: int, comment: Narrative | None, at: Circumstances) -> None:
        """Who had it says how good it was, once."""
        self._require(BookingStatus.USED)
        if at.organization != self.organization:
            raise Refusal(ResourceRefusal.NOT_THE_REQUESTER)
        if self.rated:
            raise Refusal(ResourceRefusal.ALREADY_RATED)
        if not 1 <= stars <= 5:
            raise Refusal(ResourceRefusal.STARS_INVALID, "stars")
        self.trigger_event(self.BookingRated, resource=self.resource, stars=stars, comment=comment)

    def _require_party(self, at: Circumstances) -> None:
        if at.role == "officer" and at.organization not in (self.owner, self.organization):
            raise Refusal(ResourceRefusal.NOT_A_PARTY_TO_IT)

    def _require(self, *allowed: BookingStatus) -> None:
        if self.status not in allowed:
            raise Refusal(
                ResourceRefusal.WRONG_BOOKING_STATUS,
                status=self.status,
                allowed=", ".join(allowed),
                status_zh=BOOKING_STATUS_IN_CHINESE[self.status],
                allowed_zh="、".join(BOOKING_STATUS_IN_CHINESE[one] for one in allowed),
            )

    @event(events.BookingConfirmed)
    def _confirmed(self) -> None:
        self.status = BookingStatus.CONFIRMED

    @event(events.BookingRefused)
    def _refused(self) -> None:
        self.status = BookingStatus.REFUSED

    @event(events.BookingCancelled)
    def _cancelled(self) -> None:
        self.status = BookingStatus.CANCELLED

    @event(events.BookingUsed)
    def _used(self) -> None:
        self.status = BookingStatus.USED

    @event(events.BookingRated)
    def _rated(self) -> None:
        self.rated = True


def check_persons(field: str, persons: int | None) -> None:
    """Refuses a number of persons that nobody brings; there need not be one."""
    if persons is not None and not 1 <= persons <= MOST_PERSONS:
        raise Refusal(ResourceRefusal.COUNT_INVALID, field, most=MOST_PERSONS)
