"""经费: budgets, what comes in beside them, what is set aside, paid and paid back, and the end of a year."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

import msgspec

from concord.assessments.aggregate import assessment_id
from concord.assessments.scheme import scheme_id
from concord.charters import BasisKind
from concord.demo.bodies import person
from concord.demo.calendar import office_after
from concord.demo.diary import Diary
from concord.demo.meetings import Decided
from concord.funds.aggregate import fund_id
from concord.funds.commands import (
    AllocateBudget,
    ApproveGrant,
    ApproveReward,
    CloseFund,
    DeclineReward,
    MakePayment,
    OpenFund,
    ProposeRewards,
    ReceiveContribution,
    ReversePayment,
)
from concord.funds.events import Basis, Source
from concord.identity import Role
from concord.privacy import Narrative


class Purse(msgspec.Struct, frozen=True, kw_only=True):
    """A fund as the steps about it know it."""

    label: str
    fund: UUID
    alliance: UUID


def open_fund(diary: Diary, label: str, alliance: UUID, year: int, code: str, name: str, day: date) -> Purse:
    """Writes its opening."""
    opening = OpenFund(alliance=alliance, year=year, code=code, name=name)
    diary.write(f"{label} open", day, opening, role=Role.COMMITTEE)
    return Purse(label=label, fund=fund_id(diary.tenant.id, alliance, year, code), alliance=alliance)


def budget(diary: Diary, purse: Purse, amount: int, document: str, day: date) -> None:
    """Writes money of the budget."""
    command = AllocateBudget(fund=purse.fund, amount=Decimal(amount), document=document)
    diary.write(f"{purse.label} budget {day}", day, command, role=Role.COMMITTEE)


def receive(
    diary: Diary, purse: Purse, what: str, source: Source, amount: int, day: date, whose: UUID | None = None
) -> None:
    """Writes money that comes in beside the budget."""
    command = ReceiveContribution(fund=purse.fund, source=source, amount=Decimal(amount), organization=whose)
    diary.write(f"{purse.label} receive {what}", day, command)


def crowdfund(diary: Diary, purse: Purse, members: Sequence[UUID], first: date) -> int:
    """党建经费众筹 (source 002): every member puts something in. Returns the sum."""
    total = 0
    for place, member in enumerate(members):
        amount = 500 + 100 * (place % 3)
        day = office_after(first, 3 + place)
        receive(diary, purse, f"{place}", Source.CROWDFUNDING, amount, day, member)
        total += amount
    return total


def resolved(decided: Decided, reference: str) -> Basis:
    """A payment's basis: what a meeting has decided."""
    return Basis(BasisKind.RESOLUTION, decided.meeting, reference, decided.resolution)


def assessed(diary: Diary, alliance: UUID, scheme: str, period: str, reference: str) -> Basis:
    """A payment's basis: results of an assessment, final by then."""
    tenant = diary.tenant.id
    results = assessment_id(tenant, scheme_id(tenant, alliance, scheme), period)
    return Basis(BasisKind.RESULT, results, reference)


def grant(
    diary: Diary, purse: Purse, what: str, recipient: UUID, item: str, amount: int, basis: Basis, day: date
) -> Basis:
    """Writes that money is set aside. Returns the grant as a payment's basis."""
    command = ApproveGrant(
        fund=purse.fund, recipient=recipient, item=item, amount=Decimal(amount), basis=basis
    )
    granted = diary.write(f"{purse.label} grant {what}", day, command, role=Role.COMMITTEE)
    return Basis(BasisKind.GRANT, granted, "已批准的补助")


def pay(
    diary: Diary,
    purse: Purse,
    what: str,
    recipient: UUID,
    item: str,
    amount: int,
    basis: Basis,
    day: date,
    *,
    to_a_person: bool = False,
) -> UUID:
    """Writes a payment, to somebody of the recipient's if it goes to a person. Returns its id."""
    command = MakePayment(
        fund=purse.fund,
        recipient=recipient,
        item=item,
        amount=Decimal(amount),
        basis=basis,
        payee=person(diary, f"{purse.label} {what}") if to_a_person else None,
    )
    return diary.write(f"{purse.label} pay {what}", day, command)


def pay_back(diary: Diary, purse: Purse, what: str, payment: UUID, day: date) -> None:
    """Writes that a payment is undone."""
    command = ReversePayment(fund=purse.fund, payment=payment, reason=Narrative("账号有误，款项退回。"))
    diary.write(f"{purse.label} pay back {what}", day, command)


def propose_rewards(
    diary: Diary, purse: Purse, year: int, purpose: str, rule: str, results: UUID, day: date
) -> Callable[[UUID], UUID]:
    """Writes what the charter promises for final results. Returns the id of an organization's reward."""
    command = ProposeRewards(
        alliance=purse.alliance, year=year, purpose=purpose, rule=rule, assessment=results
    )
    diary.write(f"{purse.label} rewards", day, command, role=Role.COMMITTEE)
    return lambda organization: uuid5(purse.fund, f"reward:{results}:{rule}:{organization}")


def approve_reward(diary: Diary, purse: Purse, reward: UUID, day: date) -> Basis:
    """Writes that a reward is set aside. Returns it as a payment's basis."""
    command = ApproveReward(fund=purse.fund, reward=reward)
    diary.write(f"{purse.label} reward {reward}", day, command, role=Role.COMMITTEE)
    return Basis(BasisKind.GRANT, reward, "已批准的奖励")


def decline_reward(diary: Diary, purse: Purse, reward: UUID, day: date) -> None:
    """Writes that a reward is not paid."""
    command = DeclineReward(fund=purse.fund, reward=reward, reason=Narrative("已享受市级奖补，不重复奖励。"))
    diary.write(f"{purse.label} reward {reward}", day, command, role=Role.COMMITTEE)


def close(diary: Diary, purse: Purse, day: date, successor: Purse | None = None) -> None:
    """Writes its end; what is left goes on to the successor."""
    command = CloseFund(fund=purse.fund, successor=successor.fund if successor else None)
    diary.write(f"{purse.label} close", day, command, role=Role.COMMITTEE)
