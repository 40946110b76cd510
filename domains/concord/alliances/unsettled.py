"""What is still open in an alliance when it is to be dissolved, counted from the ledger as it stands."""

from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from concord.eventstore.entry import Entry

TYPES = (
    "tickets.TicketRaised",
    "tickets.TicketWithdrawn",
    "tickets.TicketClosed",
    "funds.FundOpened",
    "funds.BudgetAllocated",
    "funds.ContributionReceived",
    "funds.PaymentMade",
    "funds.PaymentReversed",
    "funds.FundClosed",
)
_COMING_IN = {"funds.BudgetAllocated": 1, "funds.ContributionReceived": 1, "funds.PaymentReversed": 1}


class Unsettled:
    """Tickets that are open and money that is left."""

    def __init__(self, alliance: UUID) -> None:
        self._alliance = str(alliance)
        self._tickets: set[str] = set()
        self._funds: dict[str, Decimal] = {}

    def take(self, entry: "Entry") -> None:
        """The next entry, of one of `TYPES`."""
        stream: str = entry.members["stream"]
        match entry.type:
            case "tickets.TicketRaised" if entry.data["alliance"] == self._alliance:
                self._tickets.add(stream)
            case "tickets.TicketWithdrawn" | "tickets.TicketClosed":
                self._tickets.discard(stream)
            case "funds.FundOpened" if entry.data["alliance"] == self._alliance:
                self._funds[stream] = Decimal(0)
            case "funds.FundClosed":
                self._funds.pop(stream, None)
            case _ if stream in self._funds:
                self._funds[stream] += Decimal(entry.data["amount"]) * _COMING_IN.get(entry.type, -1)

    @property
    def tickets(self) -> int:
        """How many are open."""
        return len(self._tickets)

    @property
    def money(self) -> Decimal:
        """Yuan in all funds."""
        return sum(self._funds.values(), Decimal(0))
