"""A fund: what came in, what is set aside, what went out; never more than there is."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

import msgspec
from eventsourcing.domain import Aggregate, event

from concord.charters import BasisKind, RewardRule, SpendingItem
from concord.commanding import Refusal
from concord.funds import events
from concord.funds.errors import FundRefusal
from concord.funds.events import Basis, Source
from concord.funds.items import unfit_basis
from concord.funds.money import NOTHING
from concord.funds.rewarding import Placed, shares
from concord.privacy import Narrative, Personal


def fund_id(tenant: UUID, alliance: UUID, year: int, code: str) -> UUID:
    """One fund of an alliance for a year and a purpose."""
    return uuid5(tenant, f"fund:{alliance}:{year}:{code}")


class FundFacts(msgspec.Struct, frozen=True):
    """Of the fund itself: which alliance must be read."""

    alliance: UUID


class Grant(msgspec.Struct, frozen=True):
    """补助: set aside for one organization and one item."""

    recipient: UUID
    item: str
    left: Decimal


class Payment(msgspec.Struct, frozen=True):
    """支付: one that was made."""

    recipient: UUID
    item: str
    amount: Decimal
    grant: UUID | None
    of_dues: bool
    reversed: bool = False


class Reward(msgspec.Struct, frozen=True):
    """奖励: proposed, neither approved nor declined."""

    recipient: UUID
    item: str
    amount: Decimal
    assessment: UUID
    reference: str


class Fund(Aggregate):
    """经费: of one alliance, for one year and one purpose."""

    FundOpened = events.FundOpened
    BudgetAllocated = events.BudgetAllocated
    ContributionReceived = events.ContributionReceived
    GrantApproved = events.GrantApproved
    PaymentMade = events.PaymentMade
    PaymentReversed = events.PaymentReversed
    FundClosed = events.FundClosed
    RewardProposed = events.RewardProposed
    RewardDeclined = events.RewardDeclined

    alliance: UUID
    year: int
    balance: Decimal
    """In hand."""
    grants: dict[UUID, Grant]
    payments: dict[UUID, Payment]
    dues: dict[UUID, Decimal]
    """Dues received for an organization and not returned yet."""
    rewards: dict[UUID, Reward]
    closed: bool

    @event(events.FundOpened)
    def __init__(self, alliance: UUID, year: int) -> None:
        self.alliance = alliance
        self.year = year
        self.balance = NOTHING
        self.grants = {}
        self.payments = {}
        self.dues = {}
        self.rewards = {}
        self.closed = False

    def facts(self) -> FundFacts:
        """What others may rely on."""
        return FundFacts(self.alliance)

    @property
    def available(self) -> Decimal:
        """In hand and set aside for nobody."""
        return self.balance - sum((one.left for one in self.grants.values()), NOTHING)

    @property
    def unclaimed(self) -> Decimal:
        """Available, and proposed to nobody."""
        return self.available - sum((one.amount for one in self.rewards.values()), NOTHING)

    def require_open(self, on: date | None = None) -> None:
        """Refuses a fund that is closed, and a day outside its year."""
        if self.closed:
            raise Refusal(FundRefusal.FUND_CLOSED)
        if on is not None and on.year != self.year:
            raise Refusal(FundRefusal.OUTSIDE_YEAR, "occurred_on", on=on, year=self.year)

    def allocate(self, amount: Decimal, document: str) -> None:
        """Money of the budget; it may come before the year begins."""
        self.require_open()
        self.trigger_event(self.BudgetAllocated, amount=amount, document=document)

    def receive(
        self,
        contribution: UUID,
        source: Source,
        organization: UUID | None,
        amount: Decimal,
        note: Narrative | None,
    ) -> None:
        """Money beside the budget."""
        self.require_open()
        self.trigger_event(
            self.ContributionReceived,
            contribution=contribution,
            source=source,
            organization=organization,
            amount=amount,
            note=note,
        )

    def approve(
        self, grant: UUID, recipient: UUID, item: SpendingItem, amount: Decimal, basis: Basis
    ) -> None:
        """Sets money aside, as far as there is any."""
        self._check(recipient, item, amount, basis)
        self._require_available(amount)
        self.trigger_event(
            self.GrantApproved,
            grant=grant,
            recipient=recipient,
            item=item.code,
            item_name=item.name,
            amount=amount,
            basis=basis,
        )

    def propose(
        self,
        rule: RewardRule,
        item: SpendingItem,
        assessment: UUID,
        reference: str,
        results: Sequence[Placed],
    ) -> None:
        """What the rule gives for final results, never more than is unclaimed."""
        found = shares(rule, results, max(self.unclaimed, NOTHING))
        if not found:
            raise Refusal(FundRefusal.NOTHING_TO_REWARD, available=self.unclaimed)
        for one in found:
            self.trigger_event(
                self.RewardProposed,
                reward=uuid5(self.id, f"reward:{assessment}:{rule.code}:{one.placed.organization}"),
                rule=rule.code,
                assessment=assessment,
                reference=reference,
                recipient=one.placed.organization,
                rank=one.placed.rank,
                stars=one.placed.stars,
                item=item.code,
                item_name=item.name,
                full_amount=one.full,
                amount=one.amount,
            )

    def open_reward(self, reward: UUID) -> Reward:
        """The proposal, if nobody has decided on it. Raises `Refusal`."""
        known = self.rewards.get(reward)
        if known is None:
            raise Refusal(FundRefusal.REWARD_UNKNOWN, "reward")
        return known

    def decline(self, reward: UUID, reason: Narrative) -> None:
        """It is not paid; the money is free for others."""
        self.require_open()
        self.open_reward(reward)
        self.trigger_event(self.RewardDeclined, reward=reward, reason=reason)

    def pay(
        self,
        payment: UUID,
        recipient: UUID,
        payee: Personal | None,
        item: SpendingItem,
        amount: Decimal,
        basis: Basis,
    ) -> None:
        """Money goes out: of a grant as far as it reaches, else of what is set aside for nobody."""
        self._check(recipient, item, amount, basis)
        if basis.kind is BasisKind.GRANT:
            self._require_granted(recipient, item, amount, basis.record)
        else:
            self._require_available(amount)
        self._require_once(recipient, item)
        self.trigger_event(
            self.PaymentMade,
            payment=payment,
            recipient=recipient,
            payee=payee,
            item=item.code,
            item_name=item.name,
            amount=amount,
            of_dues=item.returns_dues,
            basis=basis,
        )

    def reverse(self, payment: UUID, reason: Narrative) -> None:
        """A payment is undone as a whole, once; what belonged to a grant is set aside again."""
        self.require_open()
        known = self.payments.get(payment)
        if known is None:
            raise Refusal(FundRefusal.PAYMENT_UNKNOWN, "payment")
        if known.reversed:
            raise Refusal(FundRefusal.ALREADY_REVERSED, "payment")
        self.trigger_event(
            self.PaymentReversed,
            payment=payment,
            recipient=known.recipient,
            item=known.item,
            amount=known.amount,
            reason=reason,
        )

    def close(self, successor: "Fund | None", carried: UUID) -> None:
        """What is left goes to the successor, in the same moment."""
        self.require_open()
        if self.rewards:
            raise Refusal(FundRefusal.REWARDS_WAIT, count=len(self.rewards))
        if not self.balance:
            self.trigger_event(self.FundClosed, balance=NOTHING, successor=None)
            return
        if successor is None:
            raise Refusal(FundRefusal.SUCCESSOR_NEEDED, "successor", balance=self.balance)
        same = successor.alliance == self.alliance and successor.id != self.id
        if not same or successor.year < self.year or successor.closed:
            raise Refusal(FundRefusal.SUCCESSOR_UNFIT, "successor")
        successor.receive(carried, Source.CARRIED_OVER, None, self.balance, None)
        self.trigger_event(self.FundClosed, balance=self.balance, successor=successor.id)

    def _check(self, recipient: UUID, item: SpendingItem, amount: Decimal, basis: Basis) -> None:
        if basis.kind not in item.bases:
            raise unfit_basis(item, item.bases)
        due = self.dues.get(recipient, NOTHING)
        if item.returns_dues and amount != due:
            raise Refusal(FundRefusal.DUES_NOT_IN_FULL, "amount", due=due)

    def _require_available(self, amount: Decimal) -> None:
        if amount > self.available:
            raise Refusal(FundRefusal.INSUFFICIENT, "amount", available=self.available, amount=amount)

    def _require_granted(self, recipient: UUID, item: SpendingItem, amount: Decimal, record: UUID) -> None:
        grant = self.grants.get(record)
        if grant is None:
            raise Refusal(FundRefusal.GRANT_UNKNOWN, "basis")
        if (grant.recipient, grant.item) != (recipient, item.code):
            raise Refusal(FundRefusal.GRANT_OF_ANOTHER, "basis")
        if amount > grant.left:
            raise Refusal(FundRefusal.GRANT_EXCEEDED, "amount", available=grant.left, amount=amount)

    def _require_once(self, recipient: UUID, item: SpendingItem) -> None:
        had = any(
            (one.recipient, one.item) == (recipient, item.code) and not one.reversed
            for one in self.payments.values()
        )
        if item.once and had:
            raise Refusal(FundRefusal.ONCE_ONLY, "recipient", item=item.name)

    @event(events.BudgetAllocated)
    def _allocated(self, amount: Decimal) -> None:
        self.balance += amount

    @event(events.ContributionReceived)
    def _received(self, source: Source, organization: UUID | None, amount: Decimal) -> None:
        self.balance += amount
        if source is Source.DUES and organization is not None:
            self.dues[organization] = self.dues.get(organization, NOTHING) + amount

    @event(events.GrantApproved)
    def _approved(self, grant: UUID, recipient: UUID, item: str, amount: Decimal) -> None:
        self.grants[grant] = Grant(recipient, item, amount)
        self.rewards = {key: one for key, one in self.rewards.items() if key != grant}

    @event(events.RewardProposed)
    def _proposed(
        self,
        reward: UUID,
        assessment: UUID,
        reference: str,
        recipient: UUID,
        item: str,
        amount: Decimal,
    ) -> None:
        self.rewards[reward] = Reward(recipient, item, amount, assessment, reference)

    @event(events.RewardDeclined)
    def _declined(self, reward: UUID) -> None:
        del self.rewards[reward]

    @event(events.PaymentMade)
    def _paid(
        self, payment: UUID, recipient: UUID, item: str, amount: Decimal, of_dues: bool, basis: Basis
    ) -> None:
        grant = basis.record if basis.kind is BasisKind.GRANT else None
        self.payments[payment] = Payment(recipient, item, amount, grant, of_dues)
        self._move(self.payments[payment], -amount)

    @event(events.PaymentReversed)
    def _reversed(self, payment: UUID) -> None:
        known = self.payments[payment]
        self.payments[payment] = msgspec.structs.replace(known, reversed=True)
        self._move(known, known.amount)

    @event(events.FundClosed)
    def _closed(self) -> None:
        self.balance, self.closed = NOTHING, True
        self.grants = {key: msgspec.structs.replace(one, left=NOTHING) for key, one in self.grants.items()}

    def _move(self, payment: Payment, amount: Decimal) -> None:
        """Money of a payment goes out or comes back; with it what its grant, or dues, still have left."""
        self.balance += amount
        if payment.grant is not None:
            held = self.grants[payment.grant]
            self.grants[payment.grant] = msgspec.structs.replace(held, left=held.left + amount)
        if payment.of_dues:
            self.dues[payment.recipient] = self.dues.get(payment.recipient, NOTHING) + amount
