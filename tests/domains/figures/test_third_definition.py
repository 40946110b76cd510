"""The third definition counts resources by list and money by purpose; the ones before it count as before."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from counting import Town, noon
from telling import said

from concord.figures import CURRENT, DEFINITIONS, Scope

FEBRUARY = Scope(date(2026, 2, 1), date(2026, 2, 28))
JANUARY, MARCH = date(2026, 1, 9), date(2026, 3, 2)
IN_IT = date(2026, 2, 10)
BASIS = {"kind": "RESULT", "record": uuid4(), "reference": "考核结果", "resolution": None}


def allied(town):
    """An alliance with one member."""
    member = uuid4()
    town.unit(member)
    return town.alliance(member)


def lent(town, alliance, *listed, used=None):
    """A resource on lists since January, asked for in February."""
    resource, booking = uuid4(), uuid4()
    shared = {"alliance": alliance, "owner": uuid4(), "kind": "VENUE", "name": "阵地"}
    town.story.tell("resources.ResourceShared", resource, at=noon(JANUARY), **shared)
    for code in listed:
        town.story.tell("resources.ResourceListed", resource, list_code=code, list_name="清单")
    slot = {"starts_on": IN_IT, "starts_at": "09:00", "ends_on": IN_IT, "ends_at": "10:00"}
    asked = {"resource": resource, "alliance": alliance, "owner": uuid4(), "organization": uuid4()}
    told = {"title": "用途", "slot": slot, "next_due_on": IN_IT}
    town.story.tell("resources.BookingRequested", booking, at=noon(IN_IT), **asked, **told)
    if used:
        town.story.tell("resources.BookingUsed", booking, resource=resource, persons=used)
    return resource


def counted(town, scope=FEBRUARY, version=CURRENT):
    count = town.count(scope, DEFINITIONS[version])
    return {(one.code, one.of): one.value for one in count.figures()}


def test_a_resource_counts_in_each_of_its_lists_and_once_altogether():
    town = Town()
    alliance = allied(town)
    lent(town, alliance, "A", "B", used=12)
    lent(town, alliance, "B")
    gone = lent(town, alliance, "B", used=3)
    town.story.tell("resources.ResourceWithdrawn", gone, at=noon(IN_IT))

    figures = counted(town)

    for code, values in {"": (2, 3, 2, 15), "A": (1, 1, 1, 12), "B": (2, 3, 2, 15)}.items():
        names = ("shared", "bookings", "used", "persons")
        assert tuple(figures[f"resources.{name}", code] for name in names) == values


def test_what_is_delisted_later_is_still_on_the_list_before():
    town = Town()
    resource = lent(town, allied(town), "A")
    town.story.tell("resources.ResourceDelisted", resource, at=noon(MARCH), list_code="A", list_name="清单")

    assert counted(town)["resources.shared", "A"] == 1
    assert ("resources.shared", "A") not in counted(town, Scope(date(2026, 3, 1), date(2026, 3, 31)))


def test_money_is_exact_and_what_is_left_counts_from_the_beginning():
    town = Town()
    fund = uuid4()
    opened = {"alliance": allied(town), "year": 2026, "code": "WORK", "name": "经费"}
    town.story.tell("funds.FundOpened", fund, at=noon(JANUARY), currency="CNY", **opened)
    town.story.tell("funds.BudgetAllocated", fund, amount="1000.10", document="预算")
    carried = {"contribution": uuid4(), "source": "CARRIED_OVER", "amount": "5.00"}
    town.story.tell("funds.ContributionReceived", fund, at=noon(IN_IT), **carried)
    payment, spent = uuid4(), {"recipient": uuid4(), "item": "AWARD"}
    for one, amount in ((uuid4(), "300.05"), (payment, "20.00")):
        paid = {"payment": one, "item_name": "奖励", "of_dues": False, "amount": amount, "basis": BASIS}
        town.story.tell("funds.PaymentMade", fund, at=noon(IN_IT), **spent, **paid)
    reversed_ = {"payment": payment, "amount": "20.00", "reason": said("r")}
    town.story.tell("funds.PaymentReversed", fund, **spent, **reversed_)

    figures = counted(town)

    names = ("allocated", "received", "granted", "paid", "balance")
    assert [figures[f"funds.{name}", "WORK"] for name in names] == [
        *(Decimal(0),) * 3,
        Decimal("300.05"),
        Decimal("705.05"),
    ]
    assert figures["funds.balance", ""] == Decimal("705.05")
    assert figures["funds.spent", "AWARD"] == Decimal("300.05")


def test_the_definitions_before_it_count_neither():
    town = Town()
    lent(town, allied(town), "A")

    for version in (1, 2):
        assert not [
            code for code, _ in counted(town, version=version) if code.startswith(("resources", "funds"))
        ]
