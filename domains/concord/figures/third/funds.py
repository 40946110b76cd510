"""Money of the scope's days by the purpose of its fund, and what it was spent on."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from concord.figures.figure import Figure, Scope

if TYPE_CHECKING:
    from concord.eventstore.entry import Entry

SUMS = ("allocated", "received", "granted", "paid", "balance")


class Funds:
    """经费."""

    TYPES: ClassVar[tuple[str, ...]] = (
        "funds.FundOpened",
        "funds.BudgetAllocated",
        "funds.ContributionReceived",
        "funds.GrantApproved",
        "funds.PaymentMade",
        "funds.PaymentReversed",
        "funds.FundClosed",
    )

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._purposes: dict[str, str] = {}
        """Of each fund of the scope."""
        self._sums: dict[str, dict[str, Decimal]] = {}
        self._items: dict[str, Decimal] = defaultdict(Decimal)

    def take(self, entry: "Entry") -> None:
        """The next entry; money counts on its business day."""
        data, stream = entry.data, entry.members["stream"]
        name = entry.type.partition(".")[2]
        if name == "FundOpened":
            if self._scope.concerns(data["alliance"]):
                self._purposes[stream] = data["code"]
                self._sums.setdefault(data["code"], dict.fromkeys(SUMS, Decimal(0)))
            return
        day = entry.members["occurred_on"]
        if stream in self._purposes and day <= self._scope.last.isoformat():
            amount = Decimal(data["balance"] if name == "FundClosed" else data["amount"])
            self._count(name, self._sums[self._purposes[stream]], data, amount, self._scope.covers(day))

    def _count(
        self, name: str, sums: dict[str, Decimal], data: dict[str, str], amount: Decimal, within: bool
    ) -> None:
        moved = {"GrantApproved": Decimal(0), "PaymentMade": -amount, "FundClosed": -amount}
        sums["balance"] += moved.get(name, amount)
        if not within:
            return
        match name:
            case "BudgetAllocated":
                sums["allocated"] += amount
            case "ContributionReceived" if data["source"] != "CARRIED_OVER":
                sums["received"] += amount
            case "GrantApproved":
                sums["granted"] += amount
            case "PaymentMade":
                sums["paid"] += amount
                self._items[data["item"]] += amount
            case "PaymentReversed":
                sums["paid"] -= amount
                self._items[data["item"]] -= amount

    def figures(self) -> Iterator[Figure]:
        """Of each purpose, of all of them, and of each item that money was spent on."""
        for name in SUMS:
            yield Figure(f"funds.{name}", "", sum((one[name] for one in self._sums.values()), Decimal(0)))
            for purpose, sums in self._sums.items():
                yield Figure(f"funds.{name}", purpose, sums[name])
        for item, paid in self._items.items():
            yield Figure("funds.spent", item, paid)
