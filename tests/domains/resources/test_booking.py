"""Bookings: asked for, answered, used, rated; and never two in one place at one time."""

from datetime import date, timedelta
from itertools import combinations
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.charters import ResourceKind, StandingRefusal, TextRefusal
from concord.privacy import Narrative, Personal
from concord.resources.commands import (
    CancelBooking,
    ConfirmBooking,
    RateBooking,
    RefuseBooking,
    UseBooking,
)
from concord.resources.errors import ResourceRefusal
from concord.resources.events import (
    BookingCancelled,
    BookingConfirmed,
    BookingRated,
    BookingRefused,
    BookingRequested,
    BookingUsed,
    TimeFreed,
    TimeReserved,
)
from concord.resources.slot import Slot
from concord.resources.status import BookingStatus

THE_DAY = date(2024, 3, 8)
TEXT = Narrative("场地检修")


def test_a_booking_runs_its_course(scene: Any) -> None:
    scene.shared(capacity=60).by(scene.guest).when(scene.request(persons=60)).then(
        (BookingRequested, {"owner": scene.owner, "next_due_on": date(2024, 3, 5)})
    )
    booking = scene.requested("14:00", "15:00")
    scene.by(scene.owner).when(ConfirmBooking(booking=booking)).then(
        (BookingConfirmed, {"resource": scene.resource, "due_on": date(2024, 3, 5)}),
        (TimeReserved, {"booking": booking, "slot": Slot(THE_DAY, "14:00", THE_DAY, "15:00")}),
    )
    scene.decider.on(THE_DAY).when(UseBooking(booking=booking, persons=55)).then(
        (BookingUsed, {"persons": 55})
    )
    scene.by(scene.guest).when(RateBooking(booking=booking, stars=5, comment=Narrative("周到"))).then(
        (BookingRated, {"stars": 5})
    )
    again = RateBooking(booking=booking, stars=4)
    scene.decider.when(again).refused(ResourceRefusal.ALREADY_RATED)


def test_who_asked_first_but_was_not_answered_has_no_right(scene: Any) -> None:
    scene.shared()
    first, second = scene.requested(), scene.requested("10:00", "12:00")
    scene.by(scene.owner).given(ConfirmBooking(booking=second))
    scene.decider.when(ConfirmBooking(booking=first)).refused(ResourceRefusal.ALREADY_BOOKED, "starts_at")
    scene.decider.when(RefuseBooking(booking=first, reason=TEXT)).then(
        (BookingRefused, {"resource": scene.resource})
    )


def test_a_time_that_is_taken_is_not_even_asked_for(scene: Any) -> None:
    scene.shared().confirmed()
    scene.by(scene.guest).when(scene.request("10:59", "12:00")).refused(
        ResourceRefusal.ALREADY_BOOKED, "starts_at"
    )
    scene.confirmed("11:00", "12:00")


def test_a_course_has_room_for_all(scene: Any) -> None:
    scene.shared(kind=ResourceKind.COURSE)
    scene.confirmed()
    scene.confirmed()
    assert scene.state().reserved == {}


def test_what_is_given_up_can_be_booked_again(scene: Any) -> None:
    booking = scene.shared().confirmed()
    scene.by(scene.guest).when(CancelBooking(booking=booking)).then(
        (BookingCancelled, {"by_owner": False}), (TimeFreed, {"booking": booking})
    )
    scene.confirmed()


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"starts_at": "9:00"}, ResourceRefusal.TIME_INVALID, "starts_at"),
        ({"ends_at": "24:00"}, ResourceRefusal.TIME_INVALID, "ends_at"),
        ({"ends_at": "０９:００"}, ResourceRefusal.TIME_INVALID, "ends_at"),
        ({"ends_at": "09:00"}, ResourceRefusal.SLOT_EMPTY, "ends_at"),
        ({"ends_on": date(2024, 3, 7)}, ResourceRefusal.SLOT_EMPTY, "ends_at"),
        ({"ends_on": date(2024, 4, 9)}, ResourceRefusal.SLOT_TOO_LONG, "ends_on"),
        (
            {"starts_on": date(2024, 2, 29), "ends_on": date(2024, 2, 29)},
            ResourceRefusal.SLOT_PAST,
            "starts_on",
        ),
        ({"persons": 61}, ResourceRefusal.CAPACITY_EXCEEDED, "persons"),
        ({"persons": 0}, ResourceRefusal.COUNT_INVALID, "persons"),
        ({"title": ""}, TextRefusal.TEXT_EMPTY, "title"),
        ({"title": "长" * 101}, TextRefusal.TEXT_TOO_LONG, "title"),
        (
            {"contact": Personal(uuid4(), {"name": "长" * 201})},
            TextRefusal.PERSON_TOO_LONG,
            "contact",
        ),
    ],
)
def test_what_cannot_be_booked_is_refused(scene: Any, changes: dict[str, Any], code: Any, field: str) -> None:
    scene.shared(capacity=60).by(scene.guest).when(scene.request(**changes)).refused(code, field)


def test_members_book_for_themselves_from_members(scene: Any) -> None:
    scene.shared().by(scene.owner).when(scene.request()).refused(
        StandingRefusal.NOT_YOUR_ORGANIZATION, "organization"
    )
    stranger = uuid4()
    scene.by(stranger).when(scene.request(organization=stranger)).refused(
        StandingRefusal.NOT_A_MEMBER, "organization"
    )
    scene.settle(gone=scene.owner).by(scene.guest).when(scene.request()).refused(
        StandingRefusal.MEMBER_HAS_LEFT, "resource"
    )


def test_one_that_has_left_books_nothing_for_a_member(scene: Any) -> None:
    scene.shared().by(scene.left, "handler").when(scene.request()).refused(StandingRefusal.MEMBER_HAS_LEFT)


def test_a_booking_of_one_who_has_left_is_not_confirmed(scene: Any) -> None:
    booking = scene.shared().requested()
    scene.settle(gone=scene.guest).by(scene.owner).when(ConfirmBooking(booking=booking)).refused(
        StandingRefusal.MEMBER_HAS_LEFT, "booking"
    )


def test_the_owner_answers_and_the_parties_cancel_and_use(scene: Any) -> None:
    booking = scene.shared().requested()
    for command in (ConfirmBooking(booking=booking), RefuseBooking(booking=booking, reason=TEXT)):
        scene.by(scene.guest).when(command).refused(StandingRefusal.NOT_YOUR_ORGANIZATION, "booking")
    scene.by(scene.owner).given(ConfirmBooking(booking=booking))
    stranger = scene.by(uuid4())
    for command in (CancelBooking(booking=booking), UseBooking(booking=booking, persons=1)):
        stranger.when(command).refused(ResourceRefusal.NOT_A_PARTY_TO_IT)


def test_it_is_used_once_it_has_begun_and_rated_by_who_had_it(scene: Any) -> None:
    booking = scene.shared().confirmed()
    use = UseBooking(booking=booking, persons=5)
    scene.by(scene.owner).when(use).refused(ResourceRefusal.NOT_USED_YET)
    scene.decider.on(THE_DAY, occurred_on=date(2024, 3, 7)).when(use).refused(ResourceRefusal.NOT_USED_YET)
    scene.decider.on(THE_DAY).when(UseBooking(booking=booking, persons=0)).refused(
        ResourceRefusal.COUNT_INVALID, "persons"
    )
    scene.decider.given(use)
    scene.decider.when(RateBooking(booking=booking, stars=5)).refused(ResourceRefusal.NOT_THE_REQUESTER)
    scene.by(scene.guest).when(RateBooking(booking=booking, stars=6)).refused(
        ResourceRefusal.STARS_INVALID, "stars"
    )


def test_a_late_answer_is_no_answer_once_the_time_has_come(scene: Any) -> None:
    booking = scene.shared().requested()
    scene.by(scene.owner).on(date(2024, 3, 9)).when(ConfirmBooking(booking=booking)).refused(
        ResourceRefusal.SLOT_PAST, "starts_on"
    )


ALLOWED = {
    "confirm": {BookingStatus.REQUESTED},
    "refuse": {BookingStatus.REQUESTED},
    "cancel": {BookingStatus.REQUESTED, BookingStatus.CONFIRMED},
    "use": {BookingStatus.CONFIRMED},
}


@pytest.mark.parametrize("verb", ALLOWED)
@pytest.mark.parametrize("status", list(BookingStatus))
def test_each_step_is_taken_from_its_statuses_only(scene: Any, verb: str, status: BookingStatus) -> None:
    booking = scene.shared().requested()
    scene.by(scene.owner)
    confirm, use = ConfirmBooking(booking=booking), UseBooking(booking=booking, persons=5)
    before: dict[BookingStatus, tuple[Any, ...]] = {
        BookingStatus.REQUESTED: (),
        BookingStatus.CONFIRMED: (confirm,),
        BookingStatus.REFUSED: (RefuseBooking(booking=booking, reason=TEXT),),
        BookingStatus.CANCELLED: (CancelBooking(booking=booking),),
        BookingStatus.USED: (confirm, use),
    }
    for command in before[status]:
        scene.decider.on(THE_DAY if command is use else scene.decider.today).given(command)
    command = {
        "confirm": confirm,
        "refuse": RefuseBooking(booking=booking, reason=TEXT),
        "cancel": CancelBooking(booking=booking),
        "use": use,
    }[verb]
    decided = scene.decider.on(THE_DAY).when(command)
    if status in ALLOWED[verb]:
        assert decided.refusal is None
    else:
        decided.refused(ResourceRefusal.WRONG_BOOKING_STATUS)


TIMES = st.integers(0, 4 * 24 - 1)
"""Half hours of two days."""


def slot_of(first: int, length: int) -> dict[str, Any]:
    def moment(half: int) -> tuple[date, str]:
        return THE_DAY + timedelta(days=half // 48), f"{half % 48 // 2:02}:{half % 2 * 30:02}"

    (starts_on, starts_at), (ends_on, ends_at) = moment(first), moment(first + length)
    return {"starts_on": starts_on, "starts_at": starts_at, "ends_on": ends_on, "ends_at": ends_at}


@given(a=st.tuples(TIMES, st.integers(1, 20)), b=st.tuples(TIMES, st.integers(1, 20)))
def test_slots_overlap_where_a_half_hour_lies_in_both(a: tuple[int, int], b: tuple[int, int]) -> None:
    one, two = Slot(**slot_of(*a)), Slot(**slot_of(*b))
    both = set(range(a[0], sum(a))) & set(range(b[0], sum(b)))
    assert one.overlaps(two) is two.overlaps(one) is bool(both)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    wishes=st.lists(
        st.tuples(
            TIMES, st.integers(1, 12), st.sampled_from(["ask", "confirm", "cancel"]), st.integers(0, 9)
        ),
        max_size=25,
    )
)
def test_confirmed_bookings_of_a_venue_never_overlap(
    fresh_scene: Any, wishes: list[tuple[int, int, str, int]]
) -> None:
    """Its guard was removed once (`reserve` without `require_free`): two bookings of one hour were found."""
    scene = fresh_scene().shared()
    bookings: list[UUID] = []
    for first, length, verb, which in wishes:
        if verb == "ask" or not bookings:
            decided = scene.by(scene.guest).when(scene.request(**slot_of(first, length)))
            bookings += [decided.events[0].originator_id] if decided.refusal is None else []
            continue
        booking = bookings[which % len(bookings)]
        step = ConfirmBooking(booking=booking) if verb == "confirm" else CancelBooking(booking=booking)
        scene.by(scene.owner).when(step)
        held = [scene.decider.aggregate(one) for one in bookings]
        confirmed = [one for one in held if one.status is BookingStatus.CONFIRMED]
        assert not any(a.slot.overlaps(b.slot) for a, b in combinations(confirmed, 2))
        assert scene.state().reserved == {one.id: one.slot for one in confirmed}
