"""Propose rewards for final results; approve or decline one."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.charters import BasisKind, Registration, RewardRule, Standing, StandingRefusal, check_narrative
from concord.commanding import Circumstances, Command, Facts, Read, Refusal
from concord.funds.aggregate import Fund, fund_id
from concord.funds.commands.base import RULED, STEP, FundCommand, fund_rules
from concord.funds.errors import FundRefusal
from concord.funds.events import Basis
from concord.funds.facts import Final
from concord.funds.items import require_item
from concord.funds.rewarded import RewardedResults, rewarded_id
from concord.privacy import Narrative


class ProposeRewards(Command, frozen=True, kw_only=True):
    """提出奖励: by a rule of the charter, for final results, within what the fund has left."""

    aggregate: ClassVar[type[Aggregate]] = Fund
    refuses = (
        *RULED,
        StandingRefusal.MEMBER_HAS_LEFT,
        FundRefusal.FUND_CLOSED,
        FundRefusal.OUTSIDE_YEAR,
        FundRefusal.REWARD_RULE_UNKNOWN,
        FundRefusal.REWARD_FUND_MISSING,
        FundRefusal.REWARD_OF_OTHER_SCHEME,
        FundRefusal.BASIS_NOT_OF_ALLIANCE,
        FundRefusal.RESULT_NOT_FINAL,
        FundRefusal.REWARDS_PROPOSED,
        FundRefusal.NOTHING_TO_REWARD,
    )

    alliance: UUID
    year: int
    purpose: str
    """Code of the fund."""
    rule: str
    assessment: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return fund_id(tenant, self.alliance, self.year, self.purpose)

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        return {
            "alliance": Read("alliances.Alliance", self.alliance, Standing),
            "assessment": Read("assessments.Assessment", self.assessment, Final),
            "rewarded": Read(
                "funds.RewardedResults",
                rewarded_id(self.assessment, self.rule),
                RewardedResults,
                optional=True,
            ),
        }

    def decide(self, aggregate: Fund | None, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        facts["alliance"].require_not_departed(at.organization, at.today)
        rules, final = fund_rules(facts["alliance"], at), facts["assessment"]
        rule = rules.reward(self.rule)
        item = rules.item(rule.item) if rule else None
        if rule is None or item is None:
            raise Refusal(FundRefusal.REWARD_RULE_UNKNOWN, "rule", rule=self.rule)
        self._require_of(rule, final)
        final.require_final(at.today, "assessment", stars=bool(rule.stars))
        if aggregate is None or rule.fund != self.purpose:
            raise Refusal(FundRefusal.REWARD_FUND_MISSING, purpose=rule.fund, year=self.year)
        aggregate.require_open(at.today)
        if facts["rewarded"] is not None:
            raise Refusal(FundRefusal.REWARDS_PROPOSED, "assessment")
        reference = f"{final.period} 考核结果（{final.scheme_code}）"
        aggregate.propose(rule, item, self.assessment, reference, final.placed())
        rewarded = RewardedResults._create(
            RewardedResults.ResultsRewarded,
            id=rewarded_id(self.assessment, self.rule),
            assessment=self.assessment,
            rule=self.rule,
            fund=aggregate.id,
        )
        return (aggregate, rewarded)

    def _require_of(self, rule: RewardRule, final: Final) -> None:
        if final.alliance != self.alliance:
            raise Refusal(FundRefusal.BASIS_NOT_OF_ALLIANCE, "assessment")
        if rule.scheme not in (None, final.scheme_code):
            raise Refusal(FundRefusal.REWARD_OF_OTHER_SCHEME, "assessment", scheme=rule.scheme)


class ApproveReward(FundCommand, frozen=True, kw_only=True):
    """批准奖励: sets the money aside; it is paid as any grant is."""

    refuses = (
        *STEP,
        *RULED,
        StandingRefusal.ORGANIZATION_DEREGISTERED,
        FundRefusal.OUTSIDE_YEAR,
        FundRefusal.REWARD_UNKNOWN,
        FundRefusal.ITEM_NOT_IN_CHARTER,
        FundRefusal.BASIS_NOT_FOR_ITEM,
        FundRefusal.DUES_NOT_IN_FULL,
        FundRefusal.INSUFFICIENT,
    )

    reward: UUID

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {**super().reads(tenant, known), "whole": Read("funds.Fund", self.fund, Fund)}
        reward = known["whole"].rewards.get(self.reward) if "whole" in known else None
        if reward is not None:
            reads["recipient"] = Read("organizations.Organization", reward.recipient, Registration)
        return reads

    def act(self, fund: Fund, facts: Facts, at: Circumstances) -> tuple[Fund, ...]:
        fund.require_open(at.occurred_on)
        reward = fund.open_reward(self.reward)
        facts["recipient"].require_registered("reward")
        item = require_item(fund_rules(facts["alliance"], at), reward.item, "reward")
        basis = Basis(BasisKind.RESULT, reward.assessment, reward.reference)
        fund.approve(self.reward, reward.recipient, item, reward.amount, basis)
        return ()


class DeclineReward(FundCommand, frozen=True, kw_only=True):
    """不予奖励: it is not paid."""

    refuses = (*STEP, FundRefusal.REWARD_UNKNOWN)

    reward: UUID
    reason: Narrative

    def act(self, fund: Fund, facts: Facts, at: Circumstances) -> tuple[Fund, ...]:
        check_narrative("reason", self.reason)
        fund.decline(self.reward, self.reason)
        return ()
