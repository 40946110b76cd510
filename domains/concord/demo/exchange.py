"""What members share: resources on the charter's lists, venues of a class, bookings."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid5

import msgspec

from concord.charters import ResourceKind, VenueClass
from concord.demo.bodies import person
from concord.demo.calendar import office_after
from concord.demo.chance import number
from concord.demo.diary import Diary
from concord.identity import Role
from concord.privacy import Narrative
from concord.resources.commands import (
    AcceptVenue,
    CancelBooking,
    ConfirmBooking,
    DelistResource,
    ListResource,
    RateBooking,
    RefuseBooking,
    RequestBooking,
    ShareResource,
    UseBooking,
    WithdrawResource,
)

A_DAY = 60
"""Resources that are entered in one day."""


class Offer(msgspec.Struct, frozen=True):
    """So many resources for one list."""

    code: str
    name: str
    kind: ResourceKind
    count: int


class Shared(msgspec.Struct, frozen=True):
    """A resource and whose it is."""

    resource: UUID
    owner: UUID


def share(
    diary: Diary, label: str, alliance: UUID, owners: Sequence[UUID], offers: Sequence[Offer], first: date
) -> list[Shared]:
    """Each list's resources, of one member after another."""
    made: list[Shared] = []
    for offer in offers:
        for place in range(offer.count):
            owner = owners[len(made) % len(owners)]
            what = f"{label} {len(made)}"
            talent = offer.kind is ResourceKind.TALENT
            command = ShareResource(
                alliance=alliance,
                owner=owner,
                kind=offer.kind,
                name=f"{offer.name}{place + 1:03}",
                person=person(diary, what) if talent else None,
                lists=(offer.code,),
            )
            day = office_after(first, len(made) // A_DAY)
            shared = diary.write(what, day, command, role=Role.OFFICER, organization=owner)
            made.append(Shared(uuid5(shared, "resources.Resource"), owner))
    return made


def venue(diary: Diary, label: str, alliance: UUID, owner: UUID, code: str, name: str, day: date) -> Shared:
    """A venue of the owner, with room for eighty."""
    command = ShareResource(
        alliance=alliance, owner=owner, kind=ResourceKind.VENUE, name=name, capacity=80, lists=(code,)
    )
    shared = diary.write(f"{label} venue", day, command, role=Role.OFFICER, organization=owner)
    return Shared(uuid5(shared, "resources.Resource"), owner)


def accept(diary: Diary, label: str, shared: Shared, venue_class: VenueClass, day: date) -> None:
    """阵地验收: it meets the standard of a class."""
    command = AcceptVenue(resource=shared.resource, venue_class=venue_class)
    diary.write(f"{label} accept {venue_class}", day, command, role=Role.COMMITTEE)


def move(diary: Diary, label: str, shared: Shared, code: str, to: str, day: date) -> None:
    """From one list to another."""
    by = {"role": Role.OFFICER, "organization": shared.owner}
    delist = DelistResource(resource=shared.resource, list_code=code, reason=Narrative("归类调整。"))
    diary.write(f"{label} delist", day, delist, **by)  # type: ignore[arg-type]
    relist = ListResource(resource=shared.resource, list_code=to)
    diary.write(f"{label} relist", day, relist, **by)  # type: ignore[arg-type]


def withdraw(diary: Diary, label: str, shared: Shared, day: date) -> None:
    """Shared no more."""
    command = WithdrawResource(resource=shared.resource, reason=Narrative("场地改作他用。"))
    diary.write(f"{label} withdraw", day, command, role=Role.OFFICER, organization=shared.owner)


class Fate(StrEnum):
    """How a booking goes."""

    RATED = "used and rated"
    USED = "used, not rated"
    REFUSED = "refused"
    GIVEN_UP = "given up before it was confirmed"
    CANCELLED = "confirmed, then cancelled"
    ASKED = "asked for, not answered yet"


FATES = (Fate.RATED, Fate.RATED, Fate.USED, Fate.RATED, Fate.REFUSED, Fate.RATED, Fate.CANCELLED, Fate.RATED)


def lend(
    diary: Diary,
    label: str,
    shared: Sequence[Shared],
    guests: Sequence[UUID],
    first: date,
    count: int,
    *,
    every: int = 7,
    fates: Sequence[Fate] = FATES,
) -> None:
    """So many bookings, each some days after the last, of one resource by one guest after another."""
    for place in range(count):
        one = shared[place % len(shared)]
        others = [guest for guest in guests if guest != one.owner]
        asked = office_after(first, every * place)
        _book(diary, f"{label} {place}", one, others[place % len(others)], asked, fates[place % len(fates)])


def _book(diary: Diary, label: str, shared: Shared, guest: UUID, asked: date, fate: Fate) -> None:
    on = office_after(asked, 7)
    booking = _requested(diary, label, shared, guest, asked, on)

    def write(what: str, day: date, command: msgspec.Struct, organization: UUID) -> None:
        diary.write(f"{label} {what}", day, command, role=Role.OFFICER, organization=organization)  # type: ignore[arg-type]

    answered = office_after(asked, 1)
    if fate is Fate.REFUSED:
        refuse = RefuseBooking(booking=booking, reason=Narrative("当日场地检修。"))
        write("refuse", answered, refuse, shared.owner)
    if fate is Fate.GIVEN_UP:
        write("give up", asked, CancelBooking(booking=booking), guest)
    if fate in (Fate.REFUSED, Fate.GIVEN_UP, Fate.ASKED):
        return
    write("confirm", answered, ConfirmBooking(booking=booking), shared.owner)
    if fate is Fate.CANCELLED:
        cancel = CancelBooking(booking=booking, reason=Narrative("活动改期。"))
        write("cancel", office_after(asked, 4), cancel, guest)
        return
    write("use", on, UseBooking(booking=booking, persons=number(label, 12, 30)), guest)
    if fate is Fate.RATED:
        rate = RateBooking(
            booking=booking, stars=number(f"{label} stars", 3, 5), comment=Narrative("场地整洁，服务周到。")
        )
        write("rate", office_after(on, 1), rate, guest)


def _requested(diary: Diary, label: str, shared: Shared, guest: UUID, asked: date, on: date) -> UUID:
    request = RequestBooking(
        resource=shared.resource,
        organization=guest,
        title="联盟主题党日",
        starts_on=on,
        starts_at="14:00",
        ends_on=on,
        ends_at="17:00",
        persons=30,
    )
    booked = diary.write(f"{label} request", asked, request, role=Role.OFFICER, organization=guest)
    return uuid5(booked, "resources.Booking")
