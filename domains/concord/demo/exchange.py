"""What members share and put together: resources on the charter's lists, and money."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from concord.assessments.aggregate import assessment_id
from concord.assessments.scheme import scheme_id
from concord.charters import BasisKind, ResourceKind
from concord.demo.calendar import office_after
from concord.demo.diary import Diary
from concord.funds.aggregate import fund_id
from concord.funds.commands import AllocateBudget, MakePayment, OpenFund, ReceiveContribution
from concord.funds.events import Basis, Source
from concord.identity import Role
from concord.privacy import Narrative
from concord.resources.commands import ConfirmBooking, RateBooking, RequestBooking, ShareResource, UseBooking

A_DAY = 60
"""Resources that are entered in one day."""


def share(
    diary: Diary,
    label: str,
    alliance: UUID,
    owners: Sequence[UUID],
    lists: Sequence[tuple[str, str, ResourceKind, int]],
    first: date,
) -> None:
    """Each list's resources, of one member after another: code, what they are called, kind, how many."""
    entered = 0
    for code, name, kind, count in lists:
        for place in range(count):
            owner = owners[entered % len(owners)]
            command = ShareResource(
                alliance=alliance, owner=owner, kind=kind, name=f"{name}{place + 1:03}", lists=(code,)
            )
            day = office_after(first, entered // A_DAY)
            diary.write(f"{label} {code} {place}", day, command, role=Role.OFFICER, organization=owner)
            entered += 1


def lend(
    diary: Diary, label: str, alliance: UUID, owner: UUID, guests: Sequence[UUID], name: str, first: date
) -> None:
    """A venue of the owner, booked by one guest after another, each a fortnight later."""
    venue = ShareResource(
        alliance=alliance, owner=owner, kind=ResourceKind.VENUE, name=name, capacity=80, lists=("VENUES",)
    )
    shared = diary.write(f"{label} venue", first, venue, role=Role.OFFICER, organization=owner)
    for place, guest in enumerate(guests):
        asked, on = office_after(first, 2 + 14 * place), office_after(first, 9 + 14 * place)
        request = RequestBooking(
            resource=uuid5(shared, "resources.Resource"),
            organization=guest,
            title="联盟主题党日",
            starts_on=on,
            starts_at="14:00",
            ends_on=on,
            ends_at="17:00",
            persons=30,
        )
        booked = diary.write(
            f"{label} request {place}", asked, request, role=Role.OFFICER, organization=guest
        )
        booking = uuid5(booked, "resources.Booking")
        confirm = ConfirmBooking(booking=booking)
        diary.write(
            f"{label} confirm {place}", office_after(asked, 1), confirm, role=Role.OFFICER, organization=owner
        )
        use = UseBooking(booking=booking, persons=24 + place)
        diary.write(f"{label} use {place}", on, use, role=Role.OFFICER, organization=guest)
        rate = RateBooking(booking=booking, stars=4 + place % 2, comment=Narrative("场地整洁，服务周到。"))
        diary.write(f"{label} rate {place}", office_after(on, 1), rate, role=Role.OFFICER, organization=guest)


def crowdfund(
    diary: Diary, label: str, alliance: UUID, members: Sequence[UUID], year: int, first: date
) -> UUID:
    """党建经费众筹: every member puts something in. Returns the fund."""
    opening = OpenFund(alliance=alliance, year=year, code="ACTIVITY", name="党建经费众筹")
    diary.write(f"{label} open", first, opening, role=Role.COMMITTEE)
    fund = fund_id(diary.tenant.id, alliance, year, "ACTIVITY")
    for place, member in enumerate(members):
        command = ReceiveContribution(
            fund=fund,
            source=Source.CROWDFUNDING,
            amount=Decimal(500 + 100 * (place % 3)),
            organization=member,
        )
        diary.write(f"{label} put in {place}", office_after(first, 3 + place), command)
    return fund


def reward(
    diary: Diary, label: str, alliance: UUID, winner: UUID, year: int, scheme: str, period: str, on: date
) -> None:
    """An award out of a budget, resting on the final results of an assessment."""
    tenant = diary.tenant.id
    opening = OpenFund(alliance=alliance, year=year, code="AWARD", name="达标创星奖励经费")
    diary.write(f"{label} open", on, opening, role=Role.COMMITTEE)
    fund = fund_id(tenant, alliance, year, "AWARD")
    budget = AllocateBudget(fund=fund, amount=Decimal(20_000), document=f"{year} 年党建经费预算")
    diary.write(f"{label} budget", on, budget, role=Role.COMMITTEE)
    results = assessment_id(tenant, scheme_id(tenant, alliance, scheme), period)
    payment = MakePayment(
        fund=fund,
        recipient=winner,
        item="AWARD",
        amount=Decimal(5_000),
        basis=Basis(BasisKind.RESULT, results, f"{period} 年达标创星结果"),
    )
    diary.write(f"{label} pay", office_after(on, 2), payment)
