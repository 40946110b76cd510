"""Annotations as the API shows them."""

from datetime import date

from concord.api.annotations.codes import AnnotationStatus
from concord.api.annotations.loaders import ANNOTATION
from concord.api.disclosing import narrative_field
from concord.api.fields import field, row_type
from concord.api.node import LOADS, Node
from concord.api.scalars import Position
from concord.readmodels.annotations.queries import AnnotationRow


@row_type(AnnotationRow, "批注: an entry that somebody holds to be mistaken; the entry itself stays")
class EntryAnnotation(Node):
    """One for each entry in question."""

    entry: Position = field("被批注条目: its position in the ledger")
    status: AnnotationStatus = field("批注状态: whether the entry counts as mistaken")
    reason: str | None = narrative_field("理由: why it is held to be mistaken", "reason")
    decision_reason: str | None = narrative_field("不予认定的理由: if it was declined", "decision_reason")
    proposed_by: str = field("提出人: a random id")
    proposed_on: date = field("提出日期: by the ledger's time")
    decided_by: str | None = field("复核人: a random id; another than proposed it")
    decided_on: date | None = field("复核日期: by the ledger's time")
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


LOADS["EntryAnnotation"] = ANNOTATION
