"""Figures of tenants below, as this ledger took them in."""

from typing import Any
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from concord.reports import events


def child_figures_id(tenant: UUID, child: str, position: int) -> UUID:
    """One for each release in the child's ledger."""
    return uuid5(tenant, f"child-figures:{child}:{position}")


class ChildFigures(Aggregate):
    """下级数字: one release, taken in once."""

    ChildFiguresReceived = events.ChildFiguresReceived

    child: str

    @event(events.ChildFiguresReceived)
    def __init__(
        self, child: str, child_name: str, position: int, entry: dict[str, Any], receipt: str
    ) -> None:
        self.child = child
