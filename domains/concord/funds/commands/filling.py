"""Open a fund; put money in: of the budget, or beside it."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.charters import TEXT, Standing, StandingRefusal, check_narrative, check_text
from concord.commanding import Circumstances, Command, Facts, Read, Refusal
from concord.funds.aggregate import Fund, fund_id
from concord.funds.commands.base import RULED, STEP, FundCommand, fund_rules
from concord.funds.errors import FundRefusal
from concord.funds.events import Source
from concord.funds.money import checked
from concord.privacy import Narrative

CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,31}")
FIRST_YEAR, LAST_YEAR = 2000, 2099
NAMING = frozenset({Source.CROWDFUNDING, Source.DUES})
"""Sources that name the organization."""


class OpenFund(Command, frozen=True, kw_only=True):
    """设立经费: an account for one year and one purpose."""

    aggregate: ClassVar[type[Aggregate]] = Fund
    refuses = (
        *RULED,
        *TEXT,
        StandingRefusal.MEMBER_HAS_LEFT,
        FundRefusal.FUND_EXISTS,
        FundRefusal.CODE_INVALID,
        FundRefusal.YEAR_INVALID,
    )

    alliance: UUID
    year: int
    code: str
    name: str

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return fund_id(tenant, self.alliance, self.year, self.code)

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        return {"alliance": Read("alliances.Alliance", self.alliance, Standing)}

    def decide(self, aggregate: Fund | None, facts: Facts, at: Circumstances) -> Fund:
        check_text("name", self.name)
        if not CODE.fullmatch(self.code):
            raise Refusal(FundRefusal.CODE_INVALID, "code")
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise Refusal(FundRefusal.YEAR_INVALID, "year", least=FIRST_YEAR, most=LAST_YEAR)
        fund_rules(facts["alliance"], at)
        facts["alliance"].require_not_departed(at.organization, at.today)
        if aggregate is not None:
            raise Refusal(FundRefusal.FUND_EXISTS, "code", year=self.year, purpose=self.code)
        return Fund._create(
            Fund.FundOpened,
            id=self.stream(at.tenant, at.command),
            alliance=self.alliance,
            year=self.year,
            code=self.code,
            name=self.name,
            currency="CNY",
        )


class AllocateBudget(FundCommand, frozen=True, kw_only=True):
    """安排预算: money of the budget is put in."""

    refuses = (*STEP, *RULED, FundRefusal.AMOUNT_INVALID)

    amount: Decimal
    document: str

    def act(self, fund: Fund, facts: Facts, at: Circumstances) -> tuple[Fund, ...]:
        check_text("document", self.document)
        amount = checked("amount", self.amount)
        fund_rules(facts["alliance"], at)
        fund.allocate(amount, self.document)
        return ()


class ReceiveContribution(FundCommand, frozen=True, kw_only=True):
    """登记入账: money beside the budget came in."""

    refuses = (
        *STEP,
        *RULED,
        StandingRefusal.NOT_A_MEMBER,
        FundRefusal.AMOUNT_INVALID,
        FundRefusal.OUTSIDE_YEAR,
        FundRefusal.CONTRIBUTOR_MISSING,
        FundRefusal.CROWDFUNDING_NOT_ALLOWED,
        FundRefusal.SUCCESSOR_UNFIT,
    )

    source: Source
    amount: Decimal
    organization: UUID | None = None
    note: Narrative | None = None

    def act(self, fund: Fund, facts: Facts, at: Circumstances) -> tuple[Fund, ...]:
        check_narrative("note", self.note)
        amount = checked("amount", self.amount)
        alliance: Standing = facts["alliance"]
        rules = fund_rules(alliance, at)
        if self.source is Source.CARRIED_OVER:  # only the closing of another fund brings it
            raise Refusal(FundRefusal.SUCCESSOR_UNFIT, "source")
        if self.source is Source.CROWDFUNDING and not rules.crowdfunding:
            raise Refusal(FundRefusal.CROWDFUNDING_NOT_ALLOWED, "source")
        if self.source in NAMING and self.organization is None:
            raise Refusal(FundRefusal.CONTRIBUTOR_MISSING, "organization")
        if self.source in NAMING and self.organization is not None:
            alliance.require_member(self.organization, at.occurred_on)
        fund.require_open(at.occurred_on)
        fund.receive(at.command, self.source, self.organization, amount, self.note)
        return ()
