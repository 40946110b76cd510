"""What one may ask about an entry that is mistaken."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.annotations.aggregate import Annotation
from concord.annotations.errors import AnnotationRefusal
from concord.charters import TEXT, annotation_id, check_narrative
from concord.commanding import Circumstances, Command, Facts, Read, Refusal, RefusalCode, Survey
from concord.privacy import Narrative


class _AnnotationCommand(Command, frozen=True, kw_only=True):
    """One step about the entry at a position."""

    aggregate: ClassVar[type[Aggregate]] = Annotation

    entry: int

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return annotation_id(tenant, self.entry)


class ProposeAnnotation(_AnnotationCommand, frozen=True, kw_only=True):
    """提出批注: says that an entry is mistaken, and why."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        AnnotationRefusal.ENTRY_UNKNOWN,
        AnnotationRefusal.PROPOSED_ALREADY,
        AnnotationRefusal.ANNOTATED_ALREADY,
        *TEXT,
    )

    reason: Narrative

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read | Survey]:
        return {"ledger": Survey()}

    def decide(self, aggregate: Annotation | None, facts: Facts, at: Circumstances) -> Annotation:
        check_narrative("reason", self.reason)
        head = facts["ledger"].head
        if not 1 <= self.entry <= head:
            raise Refusal(AnnotationRefusal.ENTRY_UNKNOWN, "entry", entry=self.entry, head=head)
        if aggregate is not None:
            aggregate.propose_again(at.actor, self.reason)
            return aggregate
        return Annotation._create(
            Annotation.AnnotationProposed,
            id=annotation_id(at.tenant, self.entry),
            entry=self.entry,
            proposed_by=at.actor,
            reason=self.reason,
        )


class _Deciding(_AnnotationCommand, frozen=True, kw_only=True):
    """A decision on what was proposed."""

    def proposed(self, aggregate: Annotation | None) -> Annotation:
        if aggregate is None:
            raise Refusal(AnnotationRefusal.NOT_PROPOSED, "entry", entry=self.entry)
        return aggregate


class ConfirmAnnotation(_Deciding, frozen=True, kw_only=True):
    """认定有误: by a second person."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        AnnotationRefusal.NOT_PROPOSED,
        AnnotationRefusal.SECOND_PERSON_REQUIRED,
    )

    def decide(self, aggregate: Annotation | None, facts: Facts, at: Circumstances) -> Annotation:
        annotation = self.proposed(aggregate)
        annotation.confirm(at.actor)
        return annotation


class DeclineAnnotation(_Deciding, frozen=True, kw_only=True):
    """不予认定: the entry stands; by a second person, with a reason."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        AnnotationRefusal.NOT_PROPOSED,
        AnnotationRefusal.SECOND_PERSON_REQUIRED,
        *TEXT,
    )

    reason: Narrative

    def decide(self, aggregate: Annotation | None, facts: Facts, at: Circumstances) -> Annotation:
        check_narrative("reason", self.reason)
        annotation = self.proposed(aggregate)
        annotation.decline(at.actor, self.reason)
        return annotation


COMMANDS = (ProposeAnnotation, ConfirmAnnotation, DeclineAnnotation)
