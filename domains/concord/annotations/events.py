"""What happens to the annotation of an entry: public names and shapes, contracts for ever."""

from enum import StrEnum

from eventsourcing.domain import Aggregate

from concord.privacy import Narrative


class AnnotationStatus(StrEnum):
    """批注状态: whether an entry counts as mistaken."""

    PROPOSED = "PROPOSED"  # 待复核
    DECLINED = "DECLINED"  # 未予认定
    ANNOTATED = "ANNOTATED"  # 已标注有误


class AnnotationProposed(Aggregate.Created):
    """批注已提出: somebody holds that an entry of the ledger is mistaken."""

    entry: int
    """Its position."""
    proposed_by: str
    """Actor, who may not be the one that decides."""
    reason: Narrative


class AnnotationDeclined(Aggregate.Event):
    """批注未予认定: the entry stands as it is."""

    entry: int
    reason: Narrative


class AnnotationReopened(Aggregate.Event):
    """批注再次提出: after it had been declined."""

    entry: int
    proposed_by: str
    reason: Narrative


class EntryAnnotated(Aggregate.Event):
    """条目已标注有误: a second person agrees. The entry is not changed, nor is what followed from it:
    whatever puts it right is an event of its own."""

    entry: int
    proposed_by: str
    confirmed_by: str
