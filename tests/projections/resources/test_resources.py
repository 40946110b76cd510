"""Resources as they stand, the lists that they are on, their bookings, and figures by list."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from telling import person, said

from concord.readmodels.resources import READ_MODEL, bookings, queries
from concord.readmodels.resources.bookings import BookingFilter
from concord.readmodels.resources.queries import ResourceFilter
from concord.resources.slot import Slot

ALLIANCE, OWNER, GUEST = uuid4(), uuid4(), uuid4()


def day(number: int) -> datetime:
    """Nine in the morning, in China, of a day of January 2026."""
    return datetime(2026, 1, number, 1, tzinfo=UTC)


def on(number: int) -> date:
    return date(2026, 1, number)


@pytest.fixture
def told(world):
    """Tells an event of any stream."""

    def tell(event: str, stream, number: int, **data: object):
        return world.story.tell(f"resources.{event}", stream, at=day(number), on=on(number), **data)

    return tell


def shared(told, number=5, *lists, kind="VENUE", **more):
    resource = uuid4()
    given = {"alliance": ALLIANCE, "owner": OWNER, "kind": kind, "name": "党群服务中心"}
    told("ResourceShared", resource, number, **{**given, **more})
    for code in lists:
        told("ResourceListed", resource, number, list_code=code, list_name=f"清单{code}")
    return resource


def requested(told, resource, number=6, **more):
    booking = uuid4()
    given = {"resource": resource, "alliance": ALLIANCE, "owner": OWNER, "organization": GUEST}
    slot = Slot(on(20), "09:00", on(20), "11:00")
    told("BookingRequested", booking, number, **given, title="主题党日", slot=slot, next_due_on=on(8), **more)
    return booking


def confirmed(told, resource, booking, number=7):
    told("BookingConfirmed", booking, number, resource=resource, note=said("n"), due_on=on(8))
    slot = Slot(on(20), "09:00", on(20), "11:00")
    told("TimeReserved", resource, number, booking=booking, slot=slot, reserved_on=on(number))


def used(told, resource, booking, persons, stars):
    told("BookingUsed", booking, 20, resource=resource, persons=persons)
    return told("BookingRated", booking, 21, resource=resource, stars=stars, comment=said("c"))


async def test_a_resource_shows_its_lists_its_class_and_its_use(world, told):
    resource = shared(told, 5, "A", "B", description=said("d"), person=person("p1"), capacity=60)
    told("ResourceDelisted", resource, 6, list_code="A", list_name="清单A")
    told("VenueAccepted", resource, 7, venue_class="CLASS_2", authority="街道")
    first, second = requested(told, resource), requested(told, resource)
    confirmed(told, resource, first)
    used(told, resource, first, 40, 5)
    confirmed(told, resource, second)
    last = used(told, resource, second, 20, 4)
    await world.project(READ_MODEL)

    row = (await world.ask(queries.by_ids, [resource]))[resource]
    assert (row.name, row.kind, row.capacity, row.description) == ("党群服务中心", "VENUE", 60, "d")
    assert (row.venue_class, row.accepted_on, row.person_digests) == ("CLASS_2", on(7), ["p1"])
    assert (row.requested, row.used, row.persons, row.rating) == (2, 2, 60, Decimal("4.5"))
    assert row.version == 7
    assert last.position > row.position
    [listing] = (await world.ask(queries.listings_of, [resource]))[resource]
    assert (listing.list_code, listing.list_name) == ("B", "清单B")


async def test_a_booking_shows_its_answer_and_what_came_of_it(world, told):
    resource = shared(told)
    booking = requested(told, resource, persons=30, contact=person("c1"))
    confirmed(told, resource, booking)
    last = used(told, resource, booking, 28, 3)
    await world.project(READ_MODEL)
    row = (await world.ask(bookings.by_ids, [booking]))[booking]
    assert (row.status, row.persons, row.came, row.stars) == ("USED", 30, 28, 3)
    assert (row.answered_on, row.on_time, row.note, row.comment) == (on(7), True, "n", "c")
    assert (row.starts_on, row.starts_at, row.ends_at) == (on(20), "09:00", "11:00")
    assert (row.version, row.position) == (4, last.position)


@pytest.mark.parametrize(("number", "on_time"), [(8, True), (9, False)])
async def test_a_refusal_is_an_answer_on_time_or_late(world, told, number, on_time):
    resource = shared(told)
    booking = requested(told, resource)
    await world.project(READ_MODEL)
    overdue = [await world.ask(bookings.count, BookingFilter(overdue_on=on(n))) for n in (8, 9)]
    assert overdue == [0, 1]
    told("BookingRefused", booking, number, resource=resource, reason=said("r"), due_on=on(8))
    await world.project(READ_MODEL)
    row = (await world.ask(bookings.by_ids, [booking]))[booking]
    assert (row.status, row.on_time, row.due_on, row.note) == ("REFUSED", on_time, None, "r")
    assert not row.overdue(on(30))


async def test_what_was_given_up_is_due_no_more(world, told):
    resource = shared(told)
    booking = requested(told, resource)
    told("BookingCancelled", booking, 7, resource=resource, by_owner=False)
    await world.project(READ_MODEL)
    row = (await world.ask(bookings.by_ids, [booking]))[booking]
    assert (row.status, row.due_on, row.on_time) == ("CANCELLED", None, None)


async def test_figures_count_what_is_shared_list_by_list(world, told):
    one = shared(told, 5, "A")
    shared(told, 5, "A", "B", owner=GUEST)
    shared(told, 5)
    gone = shared(told, 5, "A")
    told("ResourceWithdrawn", gone, 6)
    booking = requested(told, one)
    confirmed(told, one, booking)
    used(told, one, booking, 40, 5)
    await world.project(READ_MODEL)
    figures = await world.ask(queries.figures, ALLIANCE)
    assert [(one.list_code, one.resources, one.owners, one.used, one.persons) for one in figures] == [
        ("A", 2, 2, 1, 40),
        ("B", 1, 1, 0, 0),
        (None, 1, 1, 0, 0),
    ]
    assert [one.rating for one in figures] == [Decimal("5.0"), None, None]
    assert await world.ask(queries.figures, OWNER) == ()


async def test_every_filter_narrows(world, told):
    resource = shared(told, 5, "A")
    told("VenueAccepted", resource, 6, venue_class="CLASS_1", authority="街道")
    booking = requested(told, resource)
    await world.project(READ_MODEL)
    hits = [
        ResourceFilter(alliance=ALLIANCE),
        ResourceFilter(owner=OWNER),
        ResourceFilter(kinds=["VENUE"]),
        ResourceFilter(venue_classes=["CLASS_1"]),
        ResourceFilter(list_code="A"),
        ResourceFilter(shared=True),
        ResourceFilter(text="服务"),
    ]
    misses = [
        ResourceFilter(alliance=OWNER),
        ResourceFilter(owner=GUEST),
        ResourceFilter(kinds=["COURSE"]),
        ResourceFilter(venue_classes=["CLASS_2"]),
        ResourceFilter(list_code="B"),
        ResourceFilter(shared=False),
        ResourceFilter(text="%"),
    ]
    assert [await world.ask(queries.count, one) for one in hits] == [1] * len(hits)
    assert [await world.ask(queries.count, one) for one in misses] == [0] * len(misses)
    booked = [
        BookingFilter(resource=resource),
        BookingFilter(alliance=ALLIANCE),
        BookingFilter(owner=OWNER),
        BookingFilter(organization=GUEST),
        BookingFilter(statuses=["REQUESTED"]),
        BookingFilter(since=on(20), until=on(20)),
    ]
    elsewhere = [
        BookingFilter(resource=booking),
        BookingFilter(alliance=OWNER),
        BookingFilter(owner=GUEST),
        BookingFilter(organization=OWNER),
        BookingFilter(statuses=["USED"]),
        BookingFilter(since=on(21)),
        BookingFilter(until=on(19)),
    ]
    assert [await world.ask(bookings.count, one) for one in booked] == [1] * len(booked)
    assert [await world.ask(bookings.count, one) for one in elsewhere] == [0] * len(elsewhere)
    [found] = (await world.ask(queries.page, hits[4], first=5)).rows
    [asked] = (await world.ask(bookings.page, booked[0], first=5)).rows
    assert (found.id, asked.id) == (resource, booking)
    after = bookings.cursor(asked)
    assert (await world.ask(bookings.page, booked[0], first=5, after=after)).rows == ()
