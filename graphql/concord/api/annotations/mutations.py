"""What can be done about a mistaken entry; who may is in the permission table."""

import strawberry

from concord.annotations import commands
from concord.api.annotations.loaders import ANNOTATION, MODEL
from concord.api.annotations.types import EntryAnnotation
from concord.api.fields import given, narrative
from concord.api.mutating import CommandInput, Returned, mutation
from concord.api.scalars import Position
from concord.privacy import Narrative

ANSWER = Returned(name="annotation", type=EntryAnnotation, chinese="批注", load=ANNOTATION, model=MODEL)


@strawberry.input(description="批注: of which entry")
class EntryConfirmAnnotationInput(CommandInput):
    """Of `entryConfirmAnnotation`."""

    entry: Position = given("被批注条目: its position in the ledger")


@strawberry.input(description="批注: of which entry, and why")
class AnnotationReasonInput(CommandInput):
    """Of `entryProposeAnnotation` and `entryDeclineAnnotation`."""

    entry: Position = given("被批注条目: its position in the ledger")
    reason: str = narrative("理由: in words, kept beside the ledger")


@mutation("提出批注: an entry is mistaken; a second person decides", commands.ProposeAnnotation, ANSWER)
def entry_propose_annotation(input: AnnotationReasonInput) -> commands.ProposeAnnotation:
    return commands.ProposeAnnotation(entry=input.entry, reason=Narrative(input.reason))


@mutation("认定有误: by another person than proposed it", commands.ConfirmAnnotation, ANSWER)
def entry_confirm_annotation(input: EntryConfirmAnnotationInput) -> commands.ConfirmAnnotation:
    return commands.ConfirmAnnotation(entry=input.entry)


@mutation("不予认定: the entry stands as it is", commands.DeclineAnnotation, ANSWER)
def entry_decline_annotation(input: AnnotationReasonInput) -> commands.DeclineAnnotation:
    return commands.DeclineAnnotation(entry=input.entry, reason=Narrative(input.reason))


FIELDS = (entry_propose_annotation, entry_confirm_annotation, entry_decline_annotation)
