"""Put a finding right; have somebody else look."""

from uuid import UUID

from concord.charters import calendar_of, check_narrative
from concord.commanding import Circumstances, Facts, RefusalCode
from concord.inspections.aggregate import Inspection
from concord.inspections.commands.base import RULED, STEP, InspectionCommand, inspection_rules
from concord.inspections.errors import InspectionRefusal
from concord.privacy import Narrative

FINDING: tuple[RefusalCode, ...] = (
    InspectionRefusal.FINDING_UNKNOWN,
    InspectionRefusal.FINDING_WRONG_STATUS,
)
VERIFYING: tuple[RefusalCode, ...] = (
    *FINDING,
    InspectionRefusal.VERIFIER_IS_RECTIFIER,
    InspectionRefusal.NOT_THE_INSPECTOR,
)


class RectifyFinding(InspectionCommand, frozen=True, kw_only=True):
    """报整改: the inspected organization has put it right."""

    refuses = (*STEP, *RULED, *FINDING, InspectionRefusal.NOT_THE_INSPECTED)

    finding: UUID
    measures: Narrative

    def act(self, inspection: Inspection, facts: Facts, at: Circumstances) -> None:
        check_narrative("measures", self.measures)
        days = inspection_rules(facts["alliance"], at).verify_days
        inspection.rectify(self.finding, self.measures, calendar_of(facts).after(at.today, days), at)


class VerifyRectification(InspectionCommand, frozen=True, kw_only=True):
    """核验整改: somebody else has looked, and it is put right; also after a dissolution."""

    refuses = (*STEP, *VERIFYING)

    finding: UUID
    note: Narrative | None = None

    def act(self, inspection: Inspection, facts: Facts, at: Circumstances) -> None:
        check_narrative("note", self.note)
        inspection.verify(self.finding, self.note, at)


class RejectRectification(InspectionCommand, frozen=True, kw_only=True):
    """退回整改: somebody else has looked, and it is not put right."""

    refuses = (*STEP, *RULED, *VERIFYING)

    finding: UUID
    reason: Narrative

    def act(self, inspection: Inspection, facts: Facts, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        days = inspection_rules(facts["alliance"], at).days(inspection.kind_of(self.finding))
        rectify_by = calendar_of(facts).after(at.today, days)
        inspection.reject(self.finding, self.reason, rectify_by, at)
