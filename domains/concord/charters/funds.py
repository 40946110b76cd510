"""经费: what a charter says of money: which funds there are, and what they may be spent on."""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from concord.charters import checks
from concord.charters.problem import Problem


class BasisKind(StrEnum):
    """支出依据: what a payment or a grant rests on."""

    RESOLUTION = "RESOLUTION"  # 会议决议
    GRANT = "GRANT"  # 已批准的补助
    RESULT = "RESULT"  # 考核结果（以奖代补）


class SpendingItem(msgspec.Struct, frozen=True, kw_only=True):
    """支出项目: one thing that money may be spent on."""

    code: str
    name: str
    bases: tuple[BasisKind, ...] = (BasisKind.RESOLUTION, BasisKind.GRANT, BasisKind.RESULT)
    """What such a payment may rest on."""
    once: bool = False
    """Each organization receives it once from a fund (启动经费)."""
    returns_dues: bool = False
    """It returns dues, in full: exactly what was received for that organization (全额返还)."""


class StarReward(msgspec.Struct, frozen=True, kw_only=True):
    """按星奖励: what so many stars are worth."""

    stars: int
    amount: int
    """Yuan."""


class RewardRule(msgspec.Struct, frozen=True, kw_only=True):
    """奖励办法: what final results are rewarded with, and out of which fund."""

    code: str
    item: str
    """Code of the item of spending; results must be among its bases."""
    fund: str
    """Code of the fund, in the year in which the results are final."""
    scheme: str | None = None
    """Code of the assessment scheme; none: any."""
    places: tuple[int, ...] = ()
    """Yuan for the first place, the second, and so on; who shares a rank shares what its places are worth."""
    stars: tuple[StarReward, ...] = ()
    """By rising number; each organization has that of the most stars that it reaches."""


class FundRules(msgspec.Struct, frozen=True, kw_only=True):
    """经费管理: what the funds of an alliance may be spent on."""

    items: tuple[SpendingItem, ...]
    crowdfunding: bool = False
    """Members may put money together (党建经费众筹)."""
    rewards: tuple[RewardRule, ...] = ()
    """What is proposed when an assessment's results are final."""

    def item(self, code: str) -> SpendingItem | None:
        """The item of that code."""
        return next((one for one in self.items if one.code == code), None)

    def reward(self, code: str) -> RewardRule | None:
        """The rule of that code."""
        return next((one for one in self.rewards if one.code == code), None)


def mistakes(rules: FundRules) -> Iterator[Problem]:
    """Codes, names and bases that cannot be."""
    if not rules.items:
        yield checks.problem(
            "funds.items", "没有支出项目", "there is no item", "至少应有一个支出项目", "at least one item"
        )
    yield from checks.codes("funds.items", [one.code for one in rules.items])
    yield from checks.texts({f"funds.items[{i}].name": one.name for i, one in enumerate(rules.items)})
    for index, one in enumerate(rules.items):
        if not one.bases:
            yield checks.problem(
                f"funds.items[{index}].bases",
                "没有支出依据",
                "there is nothing that a payment could rest on",
                "至少应有一种依据",
                "at least one basis",
            )
    yield from checks.codes("funds.rewards", [one.code for one in rules.rewards])
    for index, reward in enumerate(rules.rewards):
        yield from _reward(f"funds.rewards[{index}]", reward, rules)


def _reward(path: str, reward: RewardRule, rules: FundRules) -> Iterator[Problem]:
    item = rules.item(reward.item)
    if item is None or BasisKind.RESULT not in item.bases:
        known = "、".join(one.code for one in rules.items if BasisKind.RESULT in one.bases) or "—"
        yield checks.problem(
            f"{path}.item",
            f"“{reward.item}”不是可凭考核结果支出的项目",
            f"“{reward.item}” is no item that rests on results",
            f"应为其中之一：{known}",
            f"one of: {known}",
        )
    if not reward.places and not reward.stars:
        yield checks.problem(
            path, "没有奖励标准", "nothing is rewarded", "应填写 places 或 stars", "places or stars"
        )
    yield from _falling(f"{path}.places", reward.places)
    for number, star in enumerate(reward.stars):
        yield from checks.at_least(f"{path}.stars[{number}].amount", star.amount, 1)
        least = reward.stars[number - 1].stars + 1 if number else 1
        yield from checks.at_least(f"{path}.stars[{number}].stars", star.stars, least)


def _falling(path: str, places: tuple[int, ...]) -> Iterator[Problem]:
    """Positive amounts, none above the one before."""
    for index, amount in enumerate(places):
        yield from checks.at_least(f"{path}[{index}]", amount, 1)
        if index and amount > places[index - 1]:
            yield checks.problem(
                f"{path}[{index}]",
                "后一名次的奖励高于前一名次",
                "a place is worth more than the one before it",
                f"应不大于 {places[index - 1]}",
                f"{places[index - 1]} or less",
            )
