"""Take in what a tenant below has released."""

from typing import Any, ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.commanding import Circumstances, Command, Facts, Refusal
from concord.reports.children import ChildFigures, child_figures_id
from concord.reports.errors import ReportRefusal


class ReceiveChildFigures(Command, frozen=True, kw_only=True):
    """接收下级数字: by the policy that carries them; no person sends this."""

    aggregate: ClassVar[type[Aggregate]] = ChildFigures
    refuses = (ReportRefusal.ALREADY_RECEIVED,)

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
        return ChildFigures._create(
            ChildFigures.ChildFiguresReceived,
            id=self.stream(at.tenant, at.command),
            child=self.child,
            child_name=self.child_name,
            position=self.position,
            entry=self.entry,
            receipt=self.receipt,
        )
