"""What happens to a report: public names and shapes, contracts for ever.

Its figures are those of the ledger up to `position` by the definition of that version: anybody who has the
entries counts the same (docs/figures.md).
"""

from datetime import date
from typing import Any
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.figures import Figure
from concord.privacy import Narrative

__all__ = [
    "ChildFiguresReceived",
    "FiguresReleased",
    "ReportAccepted",
    "ReportDrafted",
    "ReportReturned",
    "ReportSubmitted",
]


class ReportDrafted(Aggregate.Created):
    """报告已起草: of a period of an alliance, due to whom and when the charter says."""

    alliance: UUID
    period: str
    """`2024`, `2024-H1`, `2024-Q2`, `2024-04`, or `2024-<code of the charter's phase>`."""
    starts_on: date
    ends_on: date
    recipient: str
    """Body that it is due to, as the charter names it."""
    due_on: date


class ReportSubmitted(Aggregate.Event):
    """报告已报送: the figures of the period as the ledger stood."""

    submission: int
    """From 1; one more after each return."""
    definition: int
    """Version of the definition by which was counted."""
    position: int
    """Ledger position up to which was counted."""
    figures: tuple[Figure, ...]
    """By code and part."""
    judged_on: date
    """The day by which it is judged: when it was submitted, if recorded within the charter's late entry
    days, else when it was recorded."""
    on_time: bool
    """Judged not after it was due."""
    summary: Narrative | None
    submitted_by: str
    """Random id of the person, as in the entry's `actor`: somebody else judges it."""


class ReportReturned(Aggregate.Event):
    """报告已退回: to be submitted anew."""

    submission: int
    remarks: Narrative


class ReportAccepted(Aggregate.Event):
    """报告已审核通过: it stands as submitted."""

    submission: int
    remarks: Narrative | None


class FiguresReleased(Aggregate.Event):
    """数字已公布给上级: an accepted report's figures, for the tenant above this one to see.

    Without what is of a single department: its number means nothing elsewhere.
    """

    alliance: UUID
    alliance_name: str
    kind: str
    """Kind of the alliance."""
    period: str
    starts_on: date
    ends_on: date
    submission: int
    """The one that was accepted."""
    definition: int
    """Version of the definition by which was counted."""
    position: int
    """Ledger position up to which was counted."""
    figures: tuple[Figure, ...]
    """By code and part."""


class ChildFiguresReceived(Aggregate.Created):
    """收到下级数字: what a tenant below this one has released, with what proves it."""

    child: str
    """Code of the tenant."""
    child_name: str
    """What it was called then."""
    position: int
    """Position of the release in the child's ledger."""
    entry: dict[str, Any]
    """That whole entry; canonicalized (RFC 8785) it is the bytes that the child's ledger holds."""
    receipt: str
    """Proves that it stands there: C2SP tlog-proof, with a checkpoint that the child's ledger has signed."""


class BriefingFiled(Aggregate.Created):
    """简报已报送: what came of an activity, told to those above by the unit in whose term it was held."""

    alliance: UUID
    organization: UUID
    """The unit in rotation on the day of the activity."""
    activity: UUID
    title: str
    recipient: str
    """As the charter names it."""
    due_on: date
    filed_on: date
    """The day by which it is judged."""
    content: Narrative
