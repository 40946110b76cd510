"""检查: what a charter says of inspections, and by when what they find must be put right."""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from concord.charters import checks
from concord.charters.problem import Problem


class InspectionKind(StrEnum):
    """检查类别: who inspects whom."""

    MUTUAL = "MUTUAL"  # 成员单位互查（安全生产红色分队）
    SUPERVISION = "SUPERVISION"  # 党（工）委督导检查


class FindingKind(StrEnum):
    """问题类别: what an inspection finds."""

    HAZARD = "HAZARD"  # 事故隐患
    SHORTCOMING = "SHORTCOMING"  # 工作短板


class InspectionRules(msgspec.Struct, frozen=True, kw_only=True):
    """检查整改: which inspections there are, and how long putting right may take, in working days."""

    kinds: tuple[InspectionKind, ...] = (InspectionKind.MUTUAL, InspectionKind.SUPERVISION)
    hazard_days: int
    """From finding a hazard to its end."""
    shortcoming_days: int
    """From finding a shortcoming to its end."""
    verify_days: int
    """From the word that it is put right to the check of it."""

    def days(self, kind: FindingKind) -> int:
        """Working days in which a finding of that kind must be put right."""
        return self.hazard_days if kind is FindingKind.HAZARD else self.shortcoming_days


def mistakes(rules: InspectionRules) -> Iterator[Problem]:
    """Numbers of days that cannot be."""
    for name in ("hazard_days", "shortcoming_days", "verify_days"):
        yield from checks.at_least(f"inspections.{name}", getattr(rules, name), 0)
    if not rules.kinds:
        yield checks.problem(
            "inspections.kinds",
            "没有检查类别",
            "there is no kind of inspection",
            "至少应有一类检查，或不写 inspections",
            "at least one kind, or no inspections at all",
        )
