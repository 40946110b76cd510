"""What happens to a fund: public names and shapes, contracts for ever. Amounts are yuan with two places."""

from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate

from concord.charters import BasisKind
from concord.privacy import Narrative, Personal


class Source(StrEnum):
    """收入来源: where money beside the budget comes from."""

    CROWDFUNDING = "CROWDFUNDING"  # 党建经费众筹
    DUES = "DUES"  # 党费（用于返还）
    APPROPRIATION = "APPROPRIATION"  # 上级拨付
    DONATION = "DONATION"  # 捐赠
    CARRIED_OVER = "CARRIED_OVER"  # 上年结转


class Basis(msgspec.Struct, frozen=True):
    """依据: the record that a grant or a payment rests on."""

    kind: BasisKind
    record: UUID
    """The meeting, the grant, or the assessment."""
    reference: str
    """As people cite it (第 2 次联席会议决议)."""
    resolution: UUID | None = None
    """RESOLUTION only: which of the meeting's, about this fund."""


class FundOpened(Aggregate.Created):
    """经费已设立: an account for one year and one purpose."""

    alliance: UUID
    year: int
    code: str
    """Of the purpose; one fund for each in a year."""
    name: str
    currency: str
    """CNY."""


class BudgetAllocated(Aggregate.Event):
    """预算已安排: money of the budget is put in."""

    amount: Decimal
    document: str
    """Reference of the budget or its change."""


class ContributionReceived(Aggregate.Event):
    """经费已入账: money beside the budget came in."""

    contribution: UUID
    source: Source
    organization: UUID | None
    """Whose money it is, or, of dues, whose members paid them."""
    amount: Decimal
    note: Narrative | None


class GrantApproved(Aggregate.Event):
    """补助已批准: so much is set aside for one organization and one item."""

    grant: UUID
    recipient: UUID
    item: str
    item_name: str
    amount: Decimal
    basis: Basis


class PaymentMade(Aggregate.Event):
    """经费已支付: money went out."""

    payment: UUID
    recipient: UUID
    payee: Personal | None
    """Who received it, where it goes to a person (联组长补贴、书记岗位补贴)."""
    item: str
    item_name: str
    amount: Decimal
    of_dues: bool
    """It returns dues."""
    basis: Basis


class PaymentReversed(Aggregate.Event):
    """支付已冲回: a payment is undone as a whole; the money is back."""

    payment: UUID
    recipient: UUID
    item: str
    amount: Decimal
    reason: Narrative


class FundClosed(Aggregate.Event):
    """经费已结清: nothing more is done with it; what is left is carried on."""

    balance: Decimal
    successor: UUID | None
    """The fund that carries the balance; null where nothing was left."""


class ResultsRewarded(Aggregate.Created):
    """结果已据以提出奖励: one rule rewards the results of an assessment once, whatever the fund."""

    assessment: UUID
    rule: str
    """Code of the charter's rule."""
    fund: UUID
    """Out of which the rewards are proposed."""


class RewardProposed(Aggregate.Event):
    """奖励已提出: what the charter's rule gives an organization for its results. Nothing is set aside until
    somebody approves it, by `GrantApproved` with the reward's id as the grant's."""

    reward: UUID
    rule: str
    """Code of the charter's rule."""
    assessment: UUID
    reference: str
    """The results as people cite them."""
    recipient: UUID
    rank: int
    stars: int
    """0: none."""
    item: str
    item_name: str
    full_amount: Decimal
    """By the rule."""
    amount: Decimal
    """Less than that where the money does not reach for all: each has the same part of it, whole fen."""


class RewardDeclined(Aggregate.Event):
    """奖励未获批准: it is not paid."""

    reward: UUID
    reason: Narrative
