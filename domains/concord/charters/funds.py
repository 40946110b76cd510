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


class FundRules(msgspec.Struct, frozen=True, kw_only=True):
    """经费管理: what the funds of an alliance may be spent on."""

    items: tuple[SpendingItem, ...]
    crowdfunding: bool = False
    """Members may put money together (党建经费众筹)."""

    def item(self, code: str) -> SpendingItem | None:
        """The item of that code."""
        return next((one for one in self.items if one.code == code), None)


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
