"""What happens to an inspection: public names and shapes, contracts for ever.

`due_on` is the deadline of the step that an event completes, `next_due_on` that of the step it opens;
an event is on time when its `recorded_at`, as a date in the tenant's time zone, is not after `due_on`.
"""

from datetime import date
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.charters import FindingKind, InspectionKind
from concord.evidence.events import FileAttached, FileRemoved
from concord.privacy import Narrative


class InspectionPlanned(Aggregate.Created):
    """检查已安排: who inspects whom, for what, when."""

    alliance: UUID
    kind: InspectionKind
    inspector: UUID | None
    """The member whose squad inspects (安全生产红色分队); null where the committee does."""
    subject: UUID
    """Who is inspected."""
    title: str
    planned_on: date


class InspectionCarriedOut(Aggregate.Event):
    """检查已进行: on the day on which it happened; findings follow."""

    carried_out_on: date
    summary: Narrative


class InspectionCancelled(Aggregate.Event):
    """检查已取消: it does not take place."""

    reason: Narrative


class FindingRecorded(Aggregate.Event):
    """问题已登记: a hazard or a shortcoming, to be put right."""

    finding: UUID
    number: int
    """In the inspection, from 1."""
    kind: FindingKind
    title: str
    description: Narrative | None
    next_due_on: date
    """Putting right is due."""


class FindingRectified(Aggregate.Event):
    """问题已整改: the inspected organization says that it is put right."""

    finding: UUID
    measures: Narrative
    rectified_by: str
    """Who said so, a random id; somebody else verifies."""
    due_on: date
    next_due_on: date
    """Verification is due."""


class RectificationVerified(Aggregate.Event):
    """整改已核验: somebody else has looked."""

    finding: UUID
    note: Narrative | None
    due_on: date


class RectificationRejected(Aggregate.Event):
    """整改未通过: somebody else has looked, and it is not put right."""

    finding: UUID
    reason: Narrative
    due_on: date
    next_due_on: date
    """Putting right is due again."""


class InspectionEvidenceAttached(FileAttached):
    """佐证已上传: what was seen, or how it was put right."""

    finding: UUID | None
    """Which finding it shows; null: the inspection as a whole."""


class InspectionEvidenceRemoved(FileRemoved):
    """佐证已移除: the file's key is destroyed, and its content with it; its digests stay."""
