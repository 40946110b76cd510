"""The annotation of one entry: proposed by one person, decided by another."""

from eventsourcing.domain import Aggregate, event

from concord.annotations import events
from concord.annotations.errors import AnnotationRefusal
from concord.annotations.events import AnnotationStatus
from concord.commanding import Refusal
from concord.privacy import Narrative


class Annotation(Aggregate):
    """批注: one stream for each entry that somebody doubts."""

    AnnotationProposed = events.AnnotationProposed
    AnnotationDeclined = events.AnnotationDeclined
    AnnotationReopened = events.AnnotationReopened
    EntryAnnotated = events.EntryAnnotated

    entry: int
    proposed_by: str
    status: AnnotationStatus

    @event(events.AnnotationProposed)
    def __init__(self, entry: int, proposed_by: str) -> None:
        self.entry = entry
        self.proposed_by = proposed_by
        self.status = AnnotationStatus.PROPOSED

    def propose_again(self, actor: str, reason: Narrative) -> None:
        """Only after it was declined."""
        if self.status is AnnotationStatus.PROPOSED:
            raise Refusal(AnnotationRefusal.PROPOSED_ALREADY, "entry", entry=self.entry)
        if self.status is AnnotationStatus.ANNOTATED:
            raise Refusal(AnnotationRefusal.ANNOTATED_ALREADY, "entry", entry=self.entry)
        self.trigger_event(self.AnnotationReopened, entry=self.entry, proposed_by=actor, reason=reason)

    def confirm(self, actor: str) -> None:
        """The second person agrees."""
        self._require_another(actor)
        self.trigger_event(
            self.EntryAnnotated, entry=self.entry, proposed_by=self.proposed_by, confirmed_by=actor
        )

    def decline(self, actor: str, reason: Narrative) -> None:
        """The second person does not agree."""
        self._require_another(actor)
        self.trigger_event(self.AnnotationDeclined, entry=self.entry, reason=reason)

    def _require_another(self, actor: str) -> None:
        if self.status is not AnnotationStatus.PROPOSED:
            raise Refusal(AnnotationRefusal.NOT_PROPOSED, "entry", entry=self.entry)
        if actor == self.proposed_by:
            raise Refusal(AnnotationRefusal.SECOND_PERSON_REQUIRED)

    @event(events.AnnotationReopened)
    def _reopened(self, proposed_by: str) -> None:
        self.status, self.proposed_by = AnnotationStatus.PROPOSED, proposed_by

    @event(events.AnnotationDeclined)
    def _declined(self) -> None:
        self.status = AnnotationStatus.DECLINED

    @event(events.EntryAnnotated)
    def _annotated(self) -> None:
        self.status = AnnotationStatus.ANNOTATED
