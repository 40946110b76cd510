"""三张清单: what a charter says of needs, and of the tasks that they become when somebody claims them."""

from collections.abc import Iterator

import msgspec

from concord.charters.checks import at_least
from concord.charters.problem import Problem


class NeedRules(msgspec.Struct, frozen=True, kw_only=True):
    """双向认领: how long a need may wait and a task may take, in working days (source 003, 二（三）)."""

    claim_days: int
    """From listing to claiming."""
    complete_days: int
    """From claiming to completion, where nobody promises an earlier day."""


def mistakes(rules: NeedRules) -> Iterator[Problem]:
    """Numbers of days that cannot be."""
    for name in ("claim_days", "complete_days"):
        yield from at_least(f"needs.{name}", getattr(rules, name), 0)
