"""Rewards: proposed by the charter's rule for final results, within what is left; a person approves."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.charters import (
    BasisKind,
    FundRules,
    RewardRule,
    SpendingItem,
    StandingRefusal,
    StarReward,
)
from concord.funds.commands import ApproveReward, CloseFund, DeclineReward, ProposeRewards
from concord.funds.errors import FundRefusal
from concord.funds.events import (
    Basis,
    GrantApproved,
    PaymentMade,
    ResultsRewarded,
    RewardDeclined,
    RewardProposed,
)
from concord.funds.money import FEN
from concord.funds.rewarding import Placed, shares
from concord.privacy import Narrative

PLACES = RewardRule(code="BEST", item="AWARD", fund="WORK", places=(300, 200, 100))
STARS = RewardRule(
    code="STARS",
    item="AWARD",
    fund="WORK",
    scheme="stars",
    stars=(StarReward(stars=3, amount=100), StarReward(stars=5, amount=400)),
)
ASSESSMENT = UUID(int=7)


def results(*ranks: int) -> list[Placed]:
    return [Placed(UUID(int=number), rank, 0) for number, rank in enumerate(ranks, start=1)]


def amounts(rule: RewardRule, placed: list[Placed], available: str = "1000") -> list[Decimal]:
    return [one.amount for one in shares(rule, placed, Decimal(available))]


def test_places_are_paid_as_the_charter_says() -> None:
    assert amounts(PLACES, results(1, 2, 3, 4)) == [Decimal(300), Decimal(200), Decimal(100)]


def test_who_shares_a_rank_shares_what_its_places_are_worth() -> None:
    assert amounts(PLACES, results(1, 2, 2, 4)) == [Decimal(300), Decimal(150), Decimal(150)]
    assert amounts(PLACES, results(1, 1, 1, 1)) == [Decimal(150)] * 4
    assert amounts(PLACES, results(*[1] * 7)) == [Decimal("85.71")] * 7


def test_stars_are_worth_that_of_the_most_that_are_reached() -> None:
    placed = [Placed(UUID(int=n), n, stars) for n, stars in enumerate((5, 4, 3, 2), start=1)]
    assert amounts(STARS, placed) == [Decimal(400), Decimal(100), Decimal(100)]


def test_where_it_does_not_reach_each_has_the_same_part() -> None:
    assert amounts(PLACES, results(1, 2, 3), "100") == [Decimal(50), Decimal("33.33"), Decimal("16.66")]
    assert amounts(PLACES, results(1, 2, 3), "0") == []


ranked = st.lists(st.integers(0, 6), min_size=1, max_size=30).map(
    lambda totals: results(
        *(1 + sum(other > one for other in totals) for one in sorted(totals, reverse=True))
    )
)
placing = st.lists(st.integers(1, 10**9), min_size=1, max_size=8).map(
    lambda places: msgspec.structs.replace(PLACES, places=tuple(sorted(places, reverse=True)))
)


@given(placing, ranked, st.decimals(0, 10**12, places=2, allow_nan=False))
def test_no_more_than_there_is_or_was_promised_equal_ranks_alike_and_better_never_worse(
    rule: RewardRule, placed: list[Placed], available: Decimal
) -> None:
    found = shares(rule, placed, available)
    assert sum(one.amount for one in found) <= min(available, Decimal(sum(rule.places)))
    assert all(one.amount <= one.full and one.amount == one.amount.quantize(FEN) for one in found)
    for before, after in pairwise(found):
        assert before.amount >= after.amount
        assert (before.placed.rank == after.placed.rank) <= (before.amount == after.amount)
    if sum(one.full for one in found) <= available:
        assert all(one.amount == one.full for one in found)


WORK, AWARD = SpendingItem(code="WORK", name="工作经费"), SpendingItem(code="AWARD", name="奖励")
RULES = FundRules(items=(WORK, AWARD), rewards=(PLACES, STARS))


class Rewarding:
    """A fund with 1,000 yuan and an assessment whose results are final."""

    def __init__(self, scene: Any) -> None:
        self.scene = scene.settle(rules=RULES)
        self.decider, self.fund = scene.decider, scene.opened()
        self.final()

    def final(self, **changes: Any) -> "Rewarding":
        facts = self.scene.results(self.scene.one, self.scene.two)
        self.decider.given_facts(ASSESSMENT, facts | changes)
        return self

    def propose(self, rule: str = "BEST", **changes: Any) -> ProposeRewards:
        named = {"alliance": self.scene.alliance, "year": 2024, "purpose": "WORK", "rule": rule}
        return ProposeRewards(**{**named, "assessment": ASSESSMENT, **changes})

    def proposed(self) -> list[UUID]:
        self.decider.given(self.propose())
        return list(self.scene.state().rewards)


@pytest.fixture
def rewarding(scene: Any) -> Rewarding:
    return Rewarding(scene)


def test_final_results_lead_to_proposals_that_set_nothing_aside(rewarding: Rewarding) -> None:
    rewarding.decider.when(rewarding.propose()).then(
        (RewardProposed, {"recipient": rewarding.scene.one, "rank": 1, "amount": Decimal("300.00")}),
        (RewardProposed, {"recipient": rewarding.scene.two, "rank": 2, "amount": Decimal("200.00")}),
        (ResultsRewarded, {"assessment": ASSESSMENT, "rule": "BEST", "fund": rewarding.fund}),
    )
    fund = rewarding.scene.state()
    assert (fund.available, fund.unclaimed) == (Decimal(1000), Decimal(500))
    rewarding.decider.when(rewarding.propose()).refused(FundRefusal.REWARDS_PROPOSED, "assessment")


def test_the_fund_of_another_year_does_not_reward_the_same_results(rewarding: Rewarding) -> None:
    rewarding.decider.given(rewarding.propose()).on(date(2025, 1, 6))
    rewarding.scene.opened("1000.00", 2025)
    again = rewarding.propose(year=2025)
    rewarding.decider.when(again).refused(FundRefusal.REWARDS_PROPOSED, "assessment")
    rewarding.decider.when(rewarding.propose("STARS", year=2025)).then(
        (RewardProposed, {"rule": "STARS"}), (ResultsRewarded, {"rule": "STARS"})
    )


def test_one_is_paid_only_after_a_person_has_approved_it(rewarding: Rewarding) -> None:
    first, second = rewarding.proposed()
    paying = rewarding.scene.pay("300", item="AWARD", basis=Basis(BasisKind.GRANT, first, "奖励"))
    rewarding.decider.when(paying).refused(FundRefusal.GRANT_UNKNOWN, "basis")
    approve = ApproveReward(fund=rewarding.fund, reward=first)
    rewarding.decider.when(approve).then(
        (GrantApproved, {"grant": first, "recipient": rewarding.scene.one, "amount": Decimal("300.00")})
    )
    rewarding.decider.when(approve).refused(FundRefusal.REWARD_UNKNOWN, "reward")
    rewarding.decider.when(paying).then((PaymentMade, {"amount": Decimal("300.00")}))
    decline = DeclineReward(fund=rewarding.fund, reward=second, reason=Narrative("已获上级奖励"))
    rewarding.decider.when(decline).then((RewardDeclined, {"reward": second}))
    rewarding.decider.when(decline).refused(FundRefusal.REWARD_UNKNOWN, "reward")
    assert rewarding.scene.state().unclaimed == Decimal(700)


def test_no_fund_is_closed_while_a_reward_waits(rewarding: Rewarding) -> None:
    waiting = rewarding.proposed()
    close = CloseFund(fund=rewarding.fund, successor=rewarding.scene.opened(None, 2025))
    refused = rewarding.decider.when(close).refused(FundRefusal.REWARDS_WAIT)
    assert refused.refusal.sentence("zh") == "还有 2 项奖励待审批，请先批准或不予批准"
    for reward in waiting:
        rewarding.decider.given(DeclineReward(fund=rewarding.fund, reward=reward, reason=Narrative("结清")))
    rewarding.decider.given(close)


def test_what_was_proposed_to_others_is_not_proposed_again(rewarding: Rewarding) -> None:
    rewarding.decider.given(rewarding.propose(), rewarding.scene.pay("400"))
    rewarding.decider.when(rewarding.propose("STARS")).then(
        (RewardProposed, {"full_amount": Decimal("400.00"), "amount": Decimal("100.00")}),
        (ResultsRewarded, {}),
    )
    rewarding.decider.given(rewarding.scene.pay("600"))
    (reward, *_) = rewarding.scene.state().rewards
    spent = ApproveReward(fund=rewarding.fund, reward=reward)
    rewarding.decider.when(spent).refused(FundRefusal.INSUFFICIENT, "amount")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"results": []}, FundRefusal.RESULT_NOT_FINAL),
        ({"publication_days": 7}, FundRefusal.RESULT_NOT_FINAL),
        ({"publication_days": 7, "objections_until": date(2024, 3, 1)}, FundRefusal.RESULT_NOT_FINAL),
        (
            {"publication_days": 7, "objections_until": date(2024, 2, 1), "open_objections": 1},
            FundRefusal.RESULT_NOT_FINAL,
        ),
        ({"stars_pending": True}, FundRefusal.RESULT_NOT_FINAL),
        ({"scheme_code": "another"}, FundRefusal.REWARD_OF_OTHER_SCHEME),
        ({"alliance": uuid4()}, FundRefusal.BASIS_NOT_OF_ALLIANCE),
    ],
)
def test_results_that_may_change_or_are_others_are_not_rewarded(
    rewarding: Rewarding, changes: dict[str, Any], code: FundRefusal
) -> None:
    rewarding.final(**changes).decider.when(rewarding.propose("STARS")).refused(code, "assessment")


def test_it_comes_out_of_the_fund_that_the_charter_names(rewarding: Rewarding) -> None:
    when = rewarding.decider.when
    when(rewarding.propose("NONE")).refused(FundRefusal.REWARD_RULE_UNKNOWN, "rule")
    missing = when(rewarding.propose(purpose="OTHER"))
    missing.refused(FundRefusal.REWARD_FUND_MISSING)
    assert missing.refusal.sentence("zh") == (
        "章程规定该奖励从代码为“WORK”的经费列支，2024 年尚未设立这笔经费"
    )
    rewarding.decider.given(rewarding.scene.pay("1000"))
    when(rewarding.propose()).refused(FundRefusal.NOTHING_TO_REWARD)
    rewarding.decider.given(CloseFund(fund=rewarding.fund))
    when(rewarding.propose()).refused(FundRefusal.FUND_CLOSED)


def test_a_unit_that_is_no_more_is_not_rewarded(rewarding: Rewarding) -> None:
    first, _ = rewarding.proposed()
    rewarding.decider.given_facts(rewarding.scene.one, {"deregistered": True})
    rewarding.decider.when(ApproveReward(fund=rewarding.fund, reward=first)).refused(
        StandingRefusal.ORGANIZATION_DEREGISTERED, "reward"
    )
