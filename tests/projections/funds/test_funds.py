"""Funds as they stand, what they set aside, and every movement; amounts to the fen."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from telling import person, said

from concord.funds.events import Basis
from concord.readmodels.funds import READ_MODEL, movements, queries
from concord.readmodels.funds.movements import MovementFilter
from concord.readmodels.funds.queries import FundFilter

ALLIANCE, ONE, TWO, MEETING = uuid4(), uuid4(), uuid4(), uuid4()


def basis(kind: str = "RESOLUTION", record=MEETING) -> Basis:
    return Basis(kind, record, "第1次会议决议")  # type: ignore[arg-type]


@pytest.fixture
def told(world):
    """Tells an event of one fund."""
    fund = uuid4()

    def tell(event: str, day: int, **data: object):
        at = datetime(2026, 1, day, 1, tzinfo=UTC)
        return world.story.tell(f"funds.{event}", fund, at=at, on=at.date(), **data)

    tell.fund = fund
    return tell


def opened(told, amount="1000.00"):
    told("FundOpened", 5, alliance=ALLIANCE, year=2026, code="WORK", name="联组工作经费", currency="CNY")
    told("BudgetAllocated", 5, amount=amount, document="预算1号")


def paid(told, day, amount, of, **more):
    payment = uuid4()
    given = {"payment": payment, "recipient": ONE, "item": "WORK", "item_name": "工作经费", "amount": amount}
    told("PaymentMade", day, **{**given, "of_dues": False, "basis": of, **more})
    return payment


async def only(world):
    [fund] = (await world.ask(queries.page, FundFilter(), first=10)).rows
    return fund


async def test_a_fund_adds_up_after_grants_payments_and_a_reversal(world, told):
    opened(told)
    told("ContributionReceived", 6, contribution=uuid4(), source="DUES", organization=ONE, amount="0.10")
    grant = uuid4()
    told(
        "GrantApproved", 7, grant=grant, recipient=ONE, item="WORK", item_name="工作经费", amount="300.00",
        basis=basis(),
    )  # fmt: skip
    paid(told, 8, "100.05", basis("GRANT", grant), payee=person("p1"))
    undone = paid(told, 9, "200.00", basis("GRANT", grant))
    paid(told, 10, "50.00", basis())
    last = told(
        "PaymentReversed", 11, payment=undone, recipient=ONE, item="WORK", amount="200.00", reason=said("r")
    )
    await world.project(READ_MODEL)

    fund = await only(world)
    assert (fund.allocated, fund.received) == (Decimal("1000.00"), Decimal("0.10"))
    assert (fund.paid, fund.balance) == (Decimal("150.05"), Decimal("850.05"))
    assert (fund.granted, fund.available) == (Decimal("199.95"), Decimal("650.10"))
    assert (fund.version, fund.position) == (8, last.position)
    [held] = (await world.ask(queries.grants_of, [told.fund]))[told.fund]
    assert (held.id, held.amount, held.left_over) == (grant, Decimal("300.00"), Decimal("199.95"))
    shown = (await world.ask(movements.page, MovementFilter(fund=told.fund), last=10)).rows
    assert [(one.kind, one.amount, one.reversed) for one in reversed(shown)] == [
        ("BUDGET", Decimal("1000.00"), False),
        ("CONTRIBUTION", Decimal("0.10"), False),
        ("PAYMENT", Decimal("-100.05"), False),
        ("PAYMENT", Decimal("-200.00"), True),
        ("PAYMENT", Decimal("-50.00"), False),
        ("REVERSAL", Decimal("200.00"), False),
    ]
    assert sum(one.amount for one in shown) == fund.balance
    assert shown[-3].payee_digests == ["p1"]


async def test_a_closed_fund_shows_what_was_carried_on_and_that_no_grant_is_paid_any_more(world, told):
    opened(told)
    successor = uuid4()
    told(
        "GrantApproved", 7, grant=uuid4(), recipient=ONE, item="WORK", item_name="工作经费", amount="300.00",
        basis=basis(),
    )  # fmt: skip
    told("FundClosed", 12, balance="1000.00", successor=successor)
    await world.project(READ_MODEL)
    fund = await only(world)
    assert (fund.closed_on, fund.carried, fund.successor) == (
        date(2026, 1, 12),
        Decimal("1000.00"),
        successor,
    )
    assert fund.balance == 0
    assert [one.left_over for one in (await world.ask(queries.grants_of, [told.fund]))[told.fund]] == [0]
    shown = (await world.ask(movements.page, MovementFilter(), first=1)).rows
    assert [(one.kind, one.amount) for one in shown] == [("CARRIED_ON", Decimal("-1000.00"))]


async def test_every_filter_narrows(world, told):
    opened(told)
    paid(told, 8, "1.00", basis())
    await world.project(READ_MODEL)
    hits = [{"alliance": ALLIANCE}, {"year": 2026}, {"code": "WORK"}, {"open": True}, {"text": "联组"}]
    misses = [{"alliance": ONE}, {"year": 2025}, {"code": "AWARD"}, {"open": False}, {"text": "%"}]
    assert [await world.ask(queries.count, FundFilter(**one)) for one in hits] == [1] * len(hits)
    assert [await world.ask(queries.count, FundFilter(**one)) for one in misses] == [0] * len(misses)
    payment = {"kinds": ["PAYMENT"]}
    moved = [
        {"fund": told.fund},
        {"alliance": ALLIANCE},
        {"organization": ONE},
        {"item": "WORK"},
        {"since": date(2026, 1, 8), "until": date(2026, 1, 8)},
    ]
    still = [
        {"fund": ONE},
        {"alliance": ONE},
        {"organization": TWO},
        {"item": "AWARD"},
        {"since": date(2026, 1, 9)},
        {"until": date(2026, 1, 7)},
    ]
    for one in moved:
        assert await world.ask(movements.count, MovementFilter(**one, **payment)) == 1, one
    for one in still:
        assert await world.ask(movements.count, MovementFilter(**one, **payment)) == 0, one


async def test_a_reward_waits_until_it_is_approved_or_declined(world, told):
    opened(told)
    first, second, assessment = uuid4(), uuid4(), uuid4()
    for reward, recipient, rank, amount in ((first, ONE, 1, "300.00"), (second, TWO, 2, "120.00")):
        told(
            "RewardProposed", 6, reward=reward, rule="BEST", assessment=assessment, reference="2025 考核结果",
            recipient=recipient, rank=rank, stars=0, item="AWARD", item_name="奖励", full_amount="300.00",
            amount=amount,
        )  # fmt: skip
    await world.project(READ_MODEL)
    rewards = (await world.ask(queries.rewards_of, [told.fund]))[told.fund]
    assert [(one.recipient, one.status, one.amount) for one in rewards] == [
        (ONE, "PROPOSED", Decimal("300.00")),
        (TWO, "PROPOSED", Decimal("120.00")),
    ]
    assert (await only(world)).granted == 0
    told(
        "GrantApproved", 7, grant=first, recipient=ONE, item="AWARD", item_name="奖励", amount="300.00",
        basis=basis("RESULT", assessment),
    )  # fmt: skip
    told("RewardDeclined", 8, reward=second, reason=said("why"))
    await world.project(READ_MODEL)
    one, two = (await world.ask(queries.rewards_of, [told.fund]))[told.fund]
    assert (one.status, one.decided_on, one.reason) == ("APPROVED", date(2026, 1, 7), None)
    assert (two.status, two.decided_on, two.reason) == ("DECLINED", date(2026, 1, 8), "why")
    assert (await only(world)).granted == Decimal("300.00")
