"""What final results are worth by a rule of the charter, within what there is. Whole fen, in integers."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

import msgspec

from concord.charters import RewardRule
from concord.funds.money import FEN

FEN_PER_YUAN = 100


class Placed(msgspec.Struct, frozen=True):
    """结果: where one organization came."""

    organization: UUID
    rank: int
    stars: int


class Share(msgspec.Struct, frozen=True):
    """奖励: what one organization is to have."""

    placed: Placed
    full: Decimal
    """By the rule, in yuan."""
    amount: Decimal
    """As far as the money reaches."""


def shares(rule: RewardRule, results: Sequence[Placed], available: Decimal) -> list[Share]:
    """What everybody is to have, in the order of the results; those that have nothing are left out.

    Who shares a rank shares what its places are worth. Where the money does not reach for all, each has the
    same part of it. Fractions of a fen stay in the fund, so that the sum is never above either limit.
    """
    tied = Counter(one.rank for one in results)
    full = [(one, _place(rule, one.rank, tied[one.rank]) + _stars(rule, one.stars)) for one in results]
    wanted, there = sum(fen for _, fen in full), int(available / FEN)
    found = [(one, fen, fen if wanted <= there else fen * there // wanted) for one, fen in full]
    return [Share(one, fen * FEN, given * FEN) for one, fen, given in found if given > 0]


def _place(rule: RewardRule, rank: int, tied: int) -> int:
    """Fen of each of so many that share a rank."""
    return sum(rule.places[rank - 1 : rank - 1 + tied]) * FEN_PER_YUAN // tied


def _stars(rule: RewardRule, stars: int) -> int:
    reached = [one.amount for one in rule.stars if one.stars <= stars]
    return reached[-1] * FEN_PER_YUAN if reached else 0
