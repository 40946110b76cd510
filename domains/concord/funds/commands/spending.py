"""Set money aside, pay, undo a payment, close the fund."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from concord.charters import (
    DECIDED,
    BasisKind,
    Decision,
    MotionKind,
    Registration,
    SpendingItem,
    StandingRefusal,
    TextRefusal,
    check_narrative,
    check_person,
    check_text,
)
from concord.commanding import Circumstances, Facts, Read, Refusal, RefusalCode
from concord.funds.aggregate import Fund
from concord.funds.commands.base import RULED, STEP, FundCommand, fund_rules
from concord.funds.errors import FundRefusal
from concord.funds.events import Basis
from concord.funds.facts import Final
from concord.funds.items import require_item, unfit_basis
from concord.funds.money import checked
from concord.privacy import Narrative, Personal

NOBODY = UUID(int=0)
SPENDING: tuple[RefusalCode, ...] = (
    *STEP,
    *RULED,
    *DECIDED,
    StandingRefusal.ORGANIZATION_DEREGISTERED,
    FundRefusal.AMOUNT_INVALID,
    FundRefusal.OUTSIDE_YEAR,
    FundRefusal.ITEM_NOT_IN_CHARTER,
    FundRefusal.BASIS_NOT_FOR_ITEM,
    FundRefusal.BASIS_UNNAMED,
    FundRefusal.BASIS_NOT_OF_ALLIANCE,
    FundRefusal.RESULT_NOT_FINAL,
    FundRefusal.NOT_ASSESSED,
    FundRefusal.DUES_NOT_IN_FULL,
    FundRefusal.INSUFFICIENT,
)
"""Of whatever takes money from a fund."""


class SpendingCommand(FundCommand, frozen=True, kw_only=True):
    """So much for one organization, for one item, on one basis."""

    recipient: UUID
    item: str
    amount: Decimal
    basis: Basis

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = dict(super().reads(tenant, known))
        reads["recipient"] = Read("organizations.Organization", self.recipient, Registration)
        if self.basis.kind is BasisKind.RESULT:
            reads["basis"] = Read("assessments.Assessment", self.basis.record, Final)
        if self.basis.kind is BasisKind.RESOLUTION and self.basis.resolution is not None:
            reads["meeting"] = Decision(self.basis.record, self.basis.resolution).read()
        return reads

    def act(self, fund: Fund, facts: Facts, at: Circumstances) -> tuple[Fund, ...]:
        amount = checked("amount", self.amount)
        check_text("reference", self.basis.reference)
        facts["recipient"].require_registered("recipient")
        item = require_item(fund_rules(facts["alliance"], at), self.item, "item")
        fund.require_open(at.occurred_on)
        self._check_basis(fund, facts, at)
        self.spend(fund, item, amount, at)
        return ()

    def _check_basis(self, fund: Fund, facts: Facts, at: Circumstances) -> None:
        if self.basis.record == NOBODY:
            raise Refusal(FundRefusal.BASIS_UNNAMED, "basis")
        if self.basis.kind is BasisKind.RESOLUTION:
            self._check_resolution(fund, facts, at)
        elif self.basis.kind is BasisKind.RESULT:
            self._check_result(fund, facts["basis"], at)

    def _check_resolution(self, fund: Fund, facts: Facts, at: Circumstances) -> None:
        """About this fund. One resolution may be carried out by several payments, as far as the fund goes."""
        if self.basis.resolution is None:
            raise Refusal(FundRefusal.BASIS_UNNAMED, "basis")
        decision = Decision(self.basis.record, self.basis.resolution)
        decision.require(facts["meeting"], fund.alliance, MotionKind.FUNDS, fund.id, at.occurred_on, "basis")

    def _check_result(self, fund: Fund, result: Final, at: Circumstances) -> None:
        if result.alliance != fund.alliance:
            raise Refusal(FundRefusal.BASIS_NOT_OF_ALLIANCE, "basis")
        result.require_final(at.today, "basis")
        if self.recipient not in {one.organization for one in result.results}:
            raise Refusal(FundRefusal.NOT_ASSESSED, "recipient")

    def spend(self, fund: Fund, item: SpendingItem, amount: Decimal, at: Circumstances) -> None:
        """Takes it, or raises `Refusal`."""
        raise NotImplementedError


class ApproveGrant(SpendingCommand, frozen=True, kw_only=True):
    """批准补助: sets money aside for an organization and an item."""

    refuses = SPENDING

    def spend(self, fund: Fund, item: SpendingItem, amount: Decimal, at: Circumstances) -> None:
        if self.basis.kind is BasisKind.GRANT:  # a grant does not rest on another
            raise unfit_basis(item, [one for one in item.bases if one is not BasisKind.GRANT])
        fund.approve(at.command, self.recipient, item, amount, self.basis)


class MakePayment(SpendingCommand, frozen=True, kw_only=True):
    """支付: money goes out, never more than there is."""

    refuses = (
        *SPENDING,
        TextRefusal.PERSON_TOO_LONG,
        FundRefusal.GRANT_UNKNOWN,
        FundRefusal.GRANT_OF_ANOTHER,
        FundRefusal.GRANT_EXCEEDED,
        FundRefusal.ONCE_ONLY,
    )

    payee: Personal | None = None

    def spend(self, fund: Fund, item: SpendingItem, amount: Decimal, at: Circumstances) -> None:
        check_person("payee", self.payee)
        fund.pay(at.command, self.recipient, self.payee, item, amount, self.basis)


class ReversePayment(FundCommand, frozen=True, kw_only=True):
    """冲回支付: a payment is undone as a whole."""

    refuses = (*STEP, FundRefusal.PAYMENT_UNKNOWN, FundRefusal.ALREADY_REVERSED, FundRefusal.OUTSIDE_YEAR)

    payment: UUID
    reason: Narrative

    def act(self, fund: Fund, facts: Facts, at: Circumstances) -> tuple[Fund, ...]:
        check_narrative("reason", self.reason)
        fund.require_open(at.occurred_on)
        fund.reverse(self.payment, self.reason)
        return ()


class CloseFund(FundCommand, frozen=True, kw_only=True):
    """结清: nothing more is done with it; what is left is carried on. Also after a dissolution."""

    refuses = (
        *STEP,
        FundRefusal.REWARDS_WAIT,
        FundRefusal.SUCCESSOR_NEEDED,
        FundRefusal.SUCCESSOR_UNFIT,
    )

    successor: UUID | None = None

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = dict(super().reads(tenant, known))
        if self.successor is not None and self.successor != self.fund:
            reads["successor"] = Read("funds.Fund", self.successor, Fund)
        return reads

    def act(self, fund: Fund, facts: Facts, at: Circumstances) -> tuple[Fund, ...]:
        if self.successor == self.fund:
            raise Refusal(FundRefusal.SUCCESSOR_UNFIT, "successor")
        successor: Fund | None = facts.get("successor")
        fund.close(successor, at.command)
        return (successor,) if successor is not None and successor.pending_events else ()
