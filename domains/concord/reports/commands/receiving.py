"""Take in what a tenant below has released."""

from typing import Any, ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.commanding import Circumstances, Command, Facts, Refusal
from concord.reports.children import ChildFigures, child_figures_id
from concord.reports.errors import ReportRefusal
from concord.reports.events import FiguresReleased

RELEASED = "reports.FiguresReleased"


class ReceiveChildFigures(Command, frozen=True, kw_only=True):
    """接收下级数字: by the policy that carries them; no person sends this."""

    aggregate: ClassVar[type[Aggregate]] = ChildFigures
    refuses = (ReportRefusal.ALREADY_RECEIVED, ReportRefusal.NOT_RELEASED_FIGURES)

    child: str
    child_name: str
    position: int
    entry: dict[str, Any]
    receipt: str

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return child_figures_id(tenant, self.child, self.position)

    def decide(self, aggregate: ChildFigures | None, facts: Facts, at: Circumstances) -> ChildFigures:
        if aggregate is not None:
            raise Refusal(ReportRefusal.ALREADY_RECEIVED, child=self.child, position=self.position)
        if not self._tells_of_release():
            raise Refusal(ReportRefusal.NOT_RELEASED_FIGURES, child=self.child, position=self.position)
        return ChildFigures._create(
            ChildFigures.ChildFiguresReceived,
            id=self.stream(at.tenant, at.command),
            child=self.child,
            child_name=self.child_name,
            position=self.position,
            entry=self.entry,
            receipt=self.receipt,
        )

    def _tells_of_release(self) -> bool:
        expected = {"type": RELEASED, "tenant": self.child, "position": self.position}
        data = self.entry.get("data")
        return (
            expected.items() <= {name: self.entry.get(name) for name in expected}.items()
            and isinstance(data, dict)
            and data.keys() >= FiguresReleased.__annotations__.keys()
            and "occurred_on" in self.entry
        )
