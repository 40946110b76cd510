"""The policies of this process, by entry point: the platform names none."""

from collections.abc import Sequence
from functools import cache
from importlib.metadata import entry_points

from concord.reacting.policy import Policy

GROUP = "concord.policies"


@cache
def find_policies() -> Sequence[Policy]:
    """Every policy registered as `concord.policies`, by name."""
    return tuple(point.load() for point in sorted(entry_points(group=GROUP), key=lambda point: point.name))
