"""A benefit: an amount or a number that came of the alliance's work. Recorded once, never changed."""

from decimal import Decimal
from uuid import UUID

from eventsourcing.domain import Aggregate, event

from concord.commanding import Refusal
from concord.projects import events
from concord.projects.errors import BenefitRefusal
from concord.projects.events import MONEY, BenefitKind

MOST_MONEY = Decimal("9999999999999.99")
MOST_COUNT = 10_000_000
CENT = Decimal("0.01")


class Benefit(Aggregate):
    """成效: money saved, produced or given, people helped, problems solved."""

    BenefitRecorded = events.BenefitRecorded

    alliance: UUID

    @event(events.BenefitRecorded)
    def __init__(self, alliance: UUID) -> None:
        self.alliance = alliance


def check_measure(kind: BenefitKind, amount: Decimal | None, count: int | None) -> None:
    """Refuses an amount of what is counted, a number of what is money, and what is not exact."""
    if kind in MONEY:
        if amount is None or count is not None:
            raise Refusal(BenefitRefusal.AMOUNT_NEEDED, "amount")
        if not amount.is_finite() or not 0 < amount <= MOST_MONEY or amount != amount.quantize(CENT):
            raise Refusal(BenefitRefusal.AMOUNT_NOT_EXACT, "amount", most=MOST_MONEY)
    else:
        if count is None or amount is not None:
            raise Refusal(BenefitRefusal.COUNT_NEEDED, "count")
        if not 1 <= count <= MOST_COUNT:
            raise Refusal(BenefitRefusal.COUNT_OUT_OF_RANGE, "count", most=MOST_COUNT)


def check_basis(basis: tuple[int, ...], head: int) -> None:
    """Refuses a benefit that rests on nothing, or on entries that the ledger does not have."""
    if not basis:
        raise Refusal(BenefitRefusal.BASIS_MISSING, "basis")
    for position in basis:
        if not 1 <= position <= head:
            raise Refusal(BenefitRefusal.BASIS_NOT_IN_LEDGER, "basis", position=position, head=head)
