"""议事规则: how a joint meeting is called, when it can decide, and how it does."""

from collections.abc import Collection, Iterator

import msgspec

from concord.charters.checks import at_least, problem
from concord.charters.problem import Problem
from concord.charters.resolutions import MotionKind


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """比例: a fraction of a whole, to be exceeded (过半数) or just reached (三分之二以上)."""

    numerator: int
    denominator: int
    more_than: bool = False
    """The fraction itself is not enough."""

    def reached(self, part: int, whole: int) -> bool:
        """Whether `part` of `whole` is such a share."""
        given, needed = part * self.denominator, whole * self.numerator
        return given > needed if self.more_than else given >= needed


HALF = Share(numerator=1, denominator=2, more_than=True)


class Deliberation(msgspec.Struct, frozen=True, kw_only=True):
    """议事规则: notice, agenda, quorum, majority. What is left out forbids nothing."""

    notice_days: int = 0
    """Calendar days between the call and the meeting, at least."""
    agenda_days: int = 0
    """Members propose items until so many days before the meeting."""
    quorum: Share | None = None
    """Of the members that may vote, to be there; none: whoever comes decides."""
    majority: Share | None = None
    """Of those there that may vote, to be in favour; none: more than half."""
    voting_tiers: tuple[str, ...] = ()
    """Tiers whose members vote; empty: all."""
    follow_up: bool = False
    """A meeting is held only when it has been told what came of the last one's resolutions."""

    decides: tuple[MotionKind, ...] = ()
    """What nobody does without such a resolution, of TIER, MEMBERSHIP, CHARTER and DISSOLUTION; the other
    kinds have rules of their own."""

    def votes(self, tier: str) -> bool:
        """Whether members of that tier vote."""
        return not self.voting_tiers or tier in self.voting_tiers


DECIDABLE = (MotionKind.TIER, MotionKind.MEMBERSHIP, MotionKind.CHARTER, MotionKind.DISSOLUTION)


def mistakes(rules: Deliberation, tiers: Collection[str]) -> Iterator[Problem]:
    """Numbers and shares that cannot be, tiers that are not the charter's."""
    for name in ("notice_days", "agenda_days"):
        yield from at_least(f"deliberation.{name}", getattr(rules, name), 0)
    for name in ("quorum", "majority"):
        share: Share | None = getattr(rules, name)
        if share is not None and not 0 < share.numerator <= share.denominator:
            yield problem(
                f"deliberation.{name}",
                f"{share.numerator}/{share.denominator} 不是比例",
                f"{share.numerator}/{share.denominator} is no share",
                "分子应大于 0 且不大于分母",
                "a numerator above 0 and not above the denominator",
            )
    for index, tier in enumerate(rules.voting_tiers):
        if tier not in tiers:
            known = "、".join(tiers)
            yield problem(
                f"deliberation.voting_tiers[{index}]",
                f"没有层级“{tier}”",
                f"there is no tier “{tier}”",
                f"应为其中之一：{known}",
                f"one of: {known}",
            )
    for index, kind in enumerate(rules.decides):
        if kind not in DECIDABLE:
            known = "、".join(DECIDABLE)
            yield problem(
                f"deliberation.decides[{index}]",
                f"{kind} 另有规定",
                f"{kind} has rules of its own",
                f"应为其中之一：{known}",
                f"one of: {known}",
            )
