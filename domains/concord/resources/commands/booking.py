"""Ask for a resource, answer, give it up, use it, rate it."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate

from concord.charters import (
    TEXT,
    Standing,
    StandingRefusal,
    TextRefusal,
    calendar_of,
    calendar_read,
    check_narrative,
    check_person,
    check_text,
    require_own,
)
from concord.commanding import Circumstances, Command, Facts, Read, Refusal, RefusalCode
from concord.privacy import Narrative, Personal
from concord.resources.aggregate import EXCLUSIVE, Resource
from concord.resources.booking import Booking, BookingFacts, check_persons
from concord.resources.commands.sharing import RULED, resource_rules
from concord.resources.errors import ResourceRefusal
from concord.resources.slot import Slot

STEP: tuple[RefusalCode, ...] = (
    ResourceRefusal.WRONG_BOOKING_STATUS,
    StandingRefusal.MEMBER_HAS_LEFT,
    *TEXT,
)
"""Of every step of a booking."""
SLOT: tuple[RefusalCode, ...] = (
    ResourceRefusal.TIME_INVALID,
    ResourceRefusal.SLOT_EMPTY,
    ResourceRefusal.SLOT_TOO_LONG,
    ResourceRefusal.SLOT_PAST,
    ResourceRefusal.ALREADY_BOOKED,
)
BY_OWNER: tuple[RefusalCode, ...] = (StandingRefusal.NOT_YOUR_ORGANIZATION,)


class RequestBooking(Command, frozen=True, kw_only=True):
    """申请预约: a member asks for a resource."""

    aggregate: ClassVar[type[Aggregate]] = Booking
    refuses = (
        *RULED,
        *SLOT,
        *TEXT,
        TextRefusal.PERSON_TOO_LONG,
        StandingRefusal.NOT_A_MEMBER,
        StandingRefusal.NOT_YOUR_ORGANIZATION,
        ResourceRefusal.RESOURCE_WITHDRAWN,
        ResourceRefusal.COUNT_INVALID,
        ResourceRefusal.CAPACITY_EXCEEDED,
    )

    resource: UUID
    organization: UUID
    title: str
    starts_on: date
    starts_at: str
    ends_on: date
    ends_at: str
    persons: int | None = None
    contact: Personal | None = None

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return uuid5(command, "resources.Booking")

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {
            "resource": Read("resources.Resource", self.resource, Resource),
            "calendar": calendar_read(tenant),
        }
        if "resource" in known:
            reads["alliance"] = Read("alliances.Alliance", known["resource"].alliance, Standing)
        return reads

    def decide(self, aggregate: None, facts: Facts, at: Circumstances) -> Booking:
        check_text("title", self.title)
        check_person("contact", self.contact)
        require_own(self.organization, at)
        alliance: Standing = facts["alliance"]
        resource: Resource = facts["resource"]
        rules = resource_rules(alliance, at)
        alliance.require_member(self.organization, at.today)
        alliance.require_member(resource.owner, at.today, "resource")
        alliance.require_not_departed(at.organization, at.today)
        slot = self._slot(resource, at)
        return Booking._create(
            Booking.BookingRequested,
            id=self.stream(at.tenant, at.command),
            resource=self.resource,
            alliance=resource.alliance,
            owner=resource.owner,
            organization=self.organization,
            title=self.title,
            slot=slot,
            persons=self.persons,
            contact=self.contact,
            next_due_on=calendar_of(facts).after(at.today, rules.answer_days),
        )

    def _slot(self, resource: Resource, at: Circumstances) -> Slot:
        resource.require_shared()
        slot = Slot(self.starts_on, self.starts_at, self.ends_on, self.ends_at)
        slot.check()
        slot.require_ahead(at.today)
        check_persons("persons", self.persons)
        if resource.capacity is not None and (self.persons or 0) > resource.capacity:
            raise Refusal(
                ResourceRefusal.CAPACITY_EXCEEDED, "persons", persons=self.persons, capacity=resource.capacity
            )
        if resource.kind in EXCLUSIVE:
            resource.require_free(slot)
        return slot


class BookingCommand(Command, frozen=True, kw_only=True):
    """One step of a booking; the resource keeps its time."""

    aggregate: ClassVar[type[Aggregate]] = Booking

    booking: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.booking

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {"booking": Read("resources.Booking", self.booking, BookingFacts)}
        if "booking" in known:
            reads["resource"] = Read("resources.Resource", known["booking"].resource, Resource)
            reads["alliance"] = Read("alliances.Alliance", known["booking"].alliance, Standing)
        return reads

    def decide(self, aggregate: Booking, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        facts["alliance"].require_not_departed(at.organization, at.today)
        resource: Resource = facts["resource"]
        self.act(aggregate, resource, facts["alliance"], at)
        return (aggregate, resource) if resource.pending_events else (aggregate,)

    def act(self, booking: Booking, resource: Resource, alliance: Standing, at: Circumstances) -> None:
        """Takes the step, or raises `Refusal`."""
        raise NotImplementedError


class ConfirmBooking(BookingCommand, frozen=True, kw_only=True):
    """确认预约: the owner lends it, and nobody else has it then."""

    refuses = (
        *STEP,
        *BY_OWNER,
        StandingRefusal.ALLIANCE_NOT_ACTIVE,
        ResourceRefusal.RESOURCE_WITHDRAWN,
        ResourceRefusal.SLOT_PAST,
        ResourceRefusal.ALREADY_BOOKED,
    )

    note: Narrative | None = None

    def act(self, booking: Booking, resource: Resource, alliance: Standing, at: Circumstances) -> None:
        check_narrative("note", self.note)
        alliance.require_active(at.today)
        alliance.require_not_departed(booking.organization, at.today, "booking")
        booking.confirm(self.note, at)
        resource.require_shared()
        resource.reserve(booking.id, booking.slot, at.today)


class RefuseBooking(BookingCommand, frozen=True, kw_only=True):
    """婉拒预约: the owner cannot lend it then."""

    refuses = (*STEP, *BY_OWNER)

    reason: Narrative

    def act(self, booking: Booking, resource: Resource, alliance: Standing, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        booking.refuse(self.reason, at)


class CancelBooking(BookingCommand, frozen=True, kw_only=True):
    """取消预约: either side gives it up, and the time is free again."""

    refuses = (*STEP, ResourceRefusal.NOT_A_PARTY_TO_IT)

    reason: Narrative | None = None

    def act(self, booking: Booking, resource: Resource, alliance: Standing, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        booking.cancel(self.reason, at)
        resource.free(booking.id, at.today)


class UseBooking(BookingCommand, frozen=True, kw_only=True):
    """登记使用: it took place."""

    refuses = (
        *STEP,
        ResourceRefusal.NOT_A_PARTY_TO_IT,
        ResourceRefusal.NOT_USED_YET,
        ResourceRefusal.COUNT_INVALID,
    )

    persons: int

    def act(self, booking: Booking, resource: Resource, alliance: Standing, at: Circumstances) -> None:
        booking.use(self.persons, at)


class RateBooking(BookingCommand, frozen=True, kw_only=True):
    """评价: who had it says how good it was."""

    refuses = (
        *STEP,
        ResourceRefusal.NOT_THE_REQUESTER,
        ResourceRefusal.STARS_INVALID,
        ResourceRefusal.ALREADY_RATED,
    )

    stars: int
    comment: Narrative | None = None

    def act(self, booking: Booking, resource: Resource, alliance: Standing, at: Circumstances) -> None:
        check_narrative("comment", self.comment)
        booking.rate(self.stars, self.comment, at)
