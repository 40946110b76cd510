"""What every command on a fund has in common: the fund, and the alliance whose money it is."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.charters import TEXT, FundRules, Standing, StandingRefusal
from concord.commanding import Circumstances, Command, Facts, Read, Refusal, RefusalCode
from concord.funds.aggregate import Fund, FundFacts
from concord.funds.errors import FundRefusal

RULED: tuple[RefusalCode, ...] = (
    StandingRefusal.ALLIANCE_NOT_ACTIVE,
    StandingRefusal.NO_CHARTER,
    FundRefusal.FUNDS_NOT_IN_CHARTER,
)
"""Of whatever the charter has a say in."""
STEP: tuple[RefusalCode, ...] = (FundRefusal.FUND_CLOSED, StandingRefusal.MEMBER_HAS_LEFT, *TEXT)
"""Of every movement."""


def fund_rules(alliance: Standing, at: Circumstances) -> FundRules:
    """What the charter in force says of money."""
    alliance.require_active(at.today)
    rules = alliance.charter(at.today).funds
    if rules is None:
        raise Refusal(FundRefusal.FUNDS_NOT_IN_CHARTER)
    return rules


class FundCommand(Command, frozen=True, kw_only=True):
    """One movement of a fund, or its end."""

    aggregate: ClassVar[type[Aggregate]] = Fund

    fund: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.fund

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {"fund": Read("funds.Fund", self.fund, FundFacts)}
        if "fund" in known:
            reads["alliance"] = Read("alliances.Alliance", known["fund"].alliance, Standing)
        return reads

    def decide(self, aggregate: Fund, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        facts["alliance"].require_not_departed(at.organization, at.today)
        return (aggregate, *self.act(aggregate, facts, at))

    def act(self, fund: Fund, facts: Facts, at: Circumstances) -> tuple[Fund, ...]:
        """Does it, or raises `Refusal`. Returns other funds that change with it."""
        raise NotImplementedError
