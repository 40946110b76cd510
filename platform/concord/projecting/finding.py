"""The read models that this process serves, by entry point: the platform names none."""

from collections.abc import Sequence
from importlib.metadata import entry_points

from concord.projecting.readmodel import ReadModel

GROUP = "concord.readmodels"


def find_read_models() -> Sequence[ReadModel]:
    """`READ_MODEL` of every package registered as `concord.readmodels`, by name."""
    return [
        point.load().READ_MODEL for point in sorted(entry_points(group=GROUP), key=lambda point: point.name)
    ]
