"""经费 through the API: opened, filled, granted, paid, reversed, closed; and two payments at once."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import pytest
from asking import Asker, Door
from conferring import MEETINGS, held, passed
from founding import found, register

from concord.api.ids import parse
from concord.commanding import ZONE
from concord.identity import Role
from concord.tenancy import Tenant

RULES = {
    "crowdfunding": True,
    "items": [{"code": "WORK", "name": "工作经费"}, {"code": "START", "name": "启动经费", "once": True}],
}
FUND = "fund { id balance available granted paid received allocated version }"


@dataclass
class Cast:
    committee: Asker
    secretary: Asker
    officer: Asker
    alliance: str
    member: str
    fund: str
    resolution: dict
    """As a payment names it."""

    def paying(self, amount: str, **more) -> dict:
        given = {"fundId": self.fund, "recipientId": self.member, "item": "WORK", "amount": amount}
        return {**given, "basis": self.resolution, **more}


@pytest.fixture
async def cast(administrator: Asker, api: Door, tenant: Tenant) -> Cast:
    member = await register(administrator)
    alliance = await found(administrator, [member], funds=RULES, meetings=MEETINGS)
    committee = api.enter(tenant, Role.COMMITTEE)
    year = datetime.now(ZONE).year
    opened = await committee.done(
        "fundOpen", FUND, allianceId=alliance, year=year, code="WORK", name="联组工作经费"
    )
    fund = opened["fund"]["id"]
    await committee.done("fundAllocate", fundId=fund, amount="1000.00", document="预算1号")
    meeting = await held(administrator, alliance, [member])
    motion = await passed(administrator, meeting, [member], kind="FUNDS", subjectId=fund)
    record = parse(meeting["meetingId"])[1]
    resolution = {"kind": "RESOLUTION", "record": record, "resolution": motion, "reference": "第1次会议决议"}
    return Cast(
        committee=committee,
        secretary=api.enter(tenant, Role.SECRETARY),
        officer=api.enter(tenant, Role.OFFICER, organization=member),
        alliance=alliance,
        member=member,
        fund=fund,
        resolution=resolution,
    )


async def test_money_comes_in_is_set_aside_goes_out_and_comes_back(cast: Cast):
    await cast.secretary.done(
        "fundReceive", fundId=cast.fund, source="CROWDFUNDING", amount="0.50", organizationId=cast.member
    )
    granted = await cast.committee.done(
        "fundApproveGrant", "fund { grants { grant leftOver basisReference } }", **cast.paying("300.00")
    )
    (grant,) = granted["fund"]["grants"]
    assert grant["leftOver"] == "300.00"
    basis = {"kind": "GRANT", "record": grant["grant"], "reference": "已批准"}
    paid = await cast.secretary.done(
        "fundPay", FUND, **cast.paying("120.25", basis=basis, payee={"name": "联组长"})
    )
    assert (paid["fund"]["balance"], paid["fund"]["available"]) == ("880.25", "700.50")
    assert await cast.secretary.refused("fundPay", **cast.paying("700.51")) == "INSUFFICIENT"

    page = await cast.officer.ask(
        """query ($f: FundMovementFilter) { fundMovements(first: 5, filter: $f) { nodes {
            kind amount payment reversed organization { id } payee { name } basisKind reference } } }""",
        f={"fundId": cast.fund, "kinds": ["PAYMENT"]},
    )
    (payment,) = page.only["nodes"]
    assert (payment["amount"], payment["payee"], payment["basisKind"]) == (
        "-120.25",
        {"name": "联组长"},
        "GRANT",
    )
    undone = await cast.secretary.done(
        "fundReversePayment", FUND, fundId=cast.fund, payment=payment["payment"], reason="账号有误"
    )
    assert (undone["fund"]["paid"], undone["fund"]["granted"]) == ("0.00", "300.00")


async def test_of_two_payments_at_once_that_are_too_much_together_one_is_refused(cast: Cast):
    answers = await asyncio.gather(*(cast.secretary.do("fundPay", **cast.paying("600.00")) for _ in range(4)))
    codes = [error["code"] for one in answers for error in one["errors"]]
    assert codes == ["INSUFFICIENT"] * 3
    shown = await cast.officer.ask(
        "query ($id: ID!, $p: Position!) { fund(id: $id, atLeast: $p) { balance } }",
        id=cast.fund,
        p=next(one["position"] for one in answers if not one["errors"]),
    )
    assert shown.only == {"balance": "400.00"}


async def test_the_same_payment_sent_twice_is_made_once(cast: Cast):
    payment = cast.paying("100.00", commandId=str(uuid4()))
    first = await cast.secretary.done("fundPay", FUND, **payment)
    assert await cast.secretary.done("fundPay", FUND, **payment) == first
    assert first["fund"]["balance"] == "900.00"


async def test_a_balance_is_carried_to_the_next_year(cast: Cast):
    assert await cast.committee.refused("fundClose", fundId=cast.fund) == "SUCCESSOR_NEEDED"
    year = datetime.now(ZONE).year + 1
    after = await cast.committee.done(
        "fundOpen", FUND, allianceId=cast.alliance, year=year, code="WORK", name="联组工作经费"
    )
    closed = await cast.committee.done(
        "fundClose", "fund { balance carried closedOn }", fundId=cast.fund, successorId=after["fund"]["id"]
    )
    assert (closed["fund"]["balance"], closed["fund"]["carried"]) == ("0.00", "1000.00")
    page = await cast.officer.ask(
        "query ($f: FundFilter) { funds(first: 5, filter: $f) { nodes { id balance received } } }",
        f={"allianceId": cast.alliance, "open": True},
    )
    assert page.only["nodes"] == [{"id": after["fund"]["id"], "balance": "1000.00", "received": "1000.00"}]


async def test_who_keeps_the_books_does_not_approve(cast: Cast):
    for asker, name in ((cast.secretary, "fundApproveGrant"), (cast.officer, "fundPay")):
        capital = name[0].upper() + name[1:]
        answer = await asker.ask(
            f"mutation ($i: {capital}Input!) {{ {name}(input: $i) {{ position }} }}", i=cast.paying("1.00")
        )
        assert answer.codes == ["FORBIDDEN"]


async def test_a_resolution_about_something_else_or_that_nobody_passed_is_no_basis(cast: Cast):
    unknown = {**cast.resolution, "resolution": str(uuid4())}
    for basis, code in (
        (unknown, "RESOLUTION_NOT_PASSED"),
        ({**unknown, "resolution": None}, "BASIS_UNNAMED"),
    ):
        assert await cast.secretary.refused("fundPay", **cast.paying("1.00", basis=basis)) == code
