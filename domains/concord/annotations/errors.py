"""Why an annotation is refused. Codes are a contract with clients."""

from concord.commanding import Message, RefusalCode


class AnnotationRefusal(RefusalCode):
    """台账批注的拒绝原因: one rule each."""

    ENTRY_UNKNOWN = Message(
        "台账共 {head} 条，没有第 {entry} 条", "The ledger has {head} entries: there is no entry {entry}"
    )
    PROPOSED_ALREADY = Message(
        "第 {entry} 条的批注已提出，正等待复核", "An annotation of entry {entry} waits to be decided already"
    )
    ANNOTATED_ALREADY = Message("第 {entry} 条已标注有误", "Entry {entry} is annotated as mistaken already")
    NOT_PROPOSED = Message(
        "第 {entry} 条没有待复核的批注", "No annotation of entry {entry} waits to be decided"
    )
    SECOND_PERSON_REQUIRED = Message(
        "批注须由提出人以外的另一人复核", "An annotation is decided by another person than proposed it"
    )
