"""Amounts in yuan, exact to one fen."""

from decimal import Decimal

from concord.commanding import Refusal
from concord.funds.errors import FundRefusal

FEN = Decimal("0.01")
NOTHING = Decimal("0.00")
MOST = Decimal("999999999999.99")


def checked(field: str, amount: Decimal) -> Decimal:
    """The amount with its two places; refuses what is no positive number of whole fen, or too much."""
    if not amount.is_finite() or not NOTHING < amount <= MOST or amount != amount.quantize(FEN):
        raise Refusal(FundRefusal.AMOUNT_INVALID, field, most=MOST)
    return amount.quantize(FEN)
