"""One alliance of two members whose charter has four items of spending, and a fund of 2024."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from concord.charters import AdoptedCharter, BasisKind, FundRules, SpendingItem, shipped
from concord.funds.commands import AllocateBudget, MakePayment, OpenFund
from concord.funds.events import Basis

DAY = date(2024, 3, 1)
RULES = FundRules(
    items=(
        SpendingItem(code="WORK", name="工作经费"),
        SpendingItem(code="AWARD", name="奖励", bases=(BasisKind.RESULT,)),
        SpendingItem(code="START", name="启动经费", once=True),
        SpendingItem(code="DUES", name="党费返还", returns_dues=True),
    ),
    crowdfunding=True,
)


class Scene:
    """Builds commands of one fund."""

    def __init__(self, decider: Any) -> None:
        self.decider = decider
        self.alliance, self.one, self.two, self.left, self.meeting = (uuid4() for _ in range(5))
        self.motion = uuid4()
        self.settle()
        for unit in (self.one, self.two):
            decider.given_facts(unit, {"deregistered": False})
        decider.speaking(None, "committee")

    def settle(self, *, dissolved_on: date | None = None, rules: FundRules | None = RULES) -> "Scene":
        """The alliance as others tell of it."""
        charter = msgspec.structs.replace(shipped("dongfanghong"), funds=rules)
        stays = [(self.one, None), (self.two, None), (self.left, date(2024, 2, 1))]
        self.decider.given_facts(
            self.alliance,
            {
                "approved_on": date(2023, 1, 1),
                "dissolved_on": dissolved_on,
                "memberships": [
                    {"organization": one, "joined_on": date(2023, 1, 1), "left_on": left}
                    for one, left in stays
                ],
                "charters": (AdoptedCharter(date(2023, 1, 1), charter),),
            },
        )
        return self

    def open(self, year: int = 2024, code: str = "WORK", **changes: Any) -> OpenFund:
        given = {"alliance": self.alliance, "year": year, "code": code, "name": "联组工作经费"}
        return OpenFund(**{**given, **changes})

    def opened(self, amount: str | None = "1000.00", year: int = 2024) -> UUID:
        command = self.open(year)
        self.decider.given(command)
        fund: UUID = command.stream(self.decider.tenant, uuid4())
        if amount:
            allocate = AllocateBudget(fund=fund, amount=Decimal(amount), document="预算〔2024〕1号")
            self.decider.given(allocate)
        self.fund = fund
        self.resolved()
        return fund

    def resolved(self, alliance: UUID | None = None, **changes: Any) -> "Scene":
        """What the meeting has passed: that this fund may be spent."""
        passed = {"id": self.motion, "kind": "FUNDS", "subject": self.fund, "passed_on": date(2024, 1, 9)}
        facts = {"alliance": alliance or self.alliance, "resolutions": [{**passed, **changes}]}
        self.decider.given_facts(self.meeting, facts)
        return self

    def results(self, *organizations: UUID) -> dict[str, Any]:
        """What an assessment tells of final results, in this order of rank."""
        return {
            "alliance": self.alliance,
            "scheme_code": "stars",
            "period": "2023",
            "results": [
                {"organization": one, "rank": rank} for rank, one in enumerate(organizations, start=1)
            ],
            "stars": [{"organization": organizations[0], "stars": 5}],
            "stars_pending": False,
            "publication_days": None,
            "objections_until": None,
            "open_objections": 0,
        }

    def resolution(self) -> Basis:
        return Basis(BasisKind.RESOLUTION, self.meeting, "第1次会议决议", self.motion)

    def pay(self, amount: str = "100.00", **changes: Any) -> MakePayment:
        given = {"fund": self.fund, "recipient": self.one, "item": "WORK", "amount": Decimal(amount)}
        return MakePayment(**{**given, "basis": self.resolution(), **changes})

    def state(self) -> Any:
        return self.decider.aggregate(self.fund)


@pytest.fixture
def scene(decider: Any) -> Scene:
    """On Friday 2024-03-01."""
    return Scene(decider.on(DAY))


@pytest.fixture
def fresh_scene(decider: Any) -> Any:
    """Makes a scene of its own for each example of a property."""
    return lambda: Scene(type(decider)().on(DAY))
