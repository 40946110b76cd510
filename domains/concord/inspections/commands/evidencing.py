"""Files that show what an inspection saw, or how it was put right."""

from uuid import UUID

from concord.charters import check_narrative, check_text
from concord.commanding import Circumstances, Facts
from concord.evidence.holding import ATTACHING, MOST_NAME, REMOVING
from concord.inspections.aggregate import Inspection
from concord.inspections.commands.base import STEP, InspectionCommand
from concord.inspections.errors import InspectionRefusal
from concord.privacy import Narrative


class AttachInspectionEvidence(InspectionCommand, frozen=True, kw_only=True):
    """上传佐证: by who inspects, by who is inspected, or by whoever runs the alliance."""

    refuses = (
        *STEP,
        *ATTACHING,
        InspectionRefusal.WRONG_STATUS,
        InspectionRefusal.NOT_INVOLVED,
        InspectionRefusal.FINDING_UNKNOWN,
    )

    file: UUID
    original_sha256: str
    stored_sha256: str
    size: int
    media_type: str
    finding: UUID | None = None
    name: Narrative | None = None
    caption: Narrative | None = None

    def act(self, inspection: Inspection, facts: Facts, at: Circumstances) -> None:
        check_narrative("caption", self.caption)
        if self.name is not None:
            check_text("name", self.name.text, MOST_NAME)
        inspection.attach(
            self.file,
            self.stored_sha256,
            self.finding,
            at,
            original_sha256=self.original_sha256,
            size=self.size,
            media_type=self.media_type,
            name=self.name,
            caption=self.caption,
        )


class RemoveInspectionEvidence(InspectionCommand, frozen=True, kw_only=True):
    """移除佐证: its content is destroyed, its digests and the reason stay."""

    refuses = (*STEP, *REMOVING)

    file: UUID
    reason: Narrative

    def act(self, inspection: Inspection, facts: Facts, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        inspection.remove(self.file, self.reason)
