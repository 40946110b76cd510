"""The erasure of one person, or of one text: asked for by one person, decided by another."""

from uuid import UUID

from eventsourcing.domain import Aggregate, event

from concord.commanding import Refusal
from concord.erasures import events
from concord.erasures.errors import ErasureRefusal
from concord.erasures.events import ErasureBasis, ErasureStatus, FilePlace, TextPlace
from concord.privacy import Narrative


class Erasure(Aggregate):
    """删除: one stream for each person or text."""

    ErasureRequested = events.ErasureRequested
    ErasureDeclined = events.ErasureDeclined
    ErasureReopened = events.ErasureReopened
    SubjectErased = events.SubjectErased
    TextRedacted = events.TextRedacted

    subject: UUID | None
    text: TextPlace | None
    files: tuple[FilePlace, ...]
    basis: ErasureBasis
    requested_by: str
    status: ErasureStatus

    @event(events.ErasureRequested)
    def __init__(
        self,
        subject: UUID | None,
        text: TextPlace | None,
        basis: ErasureBasis,
        requested_by: str,
        files: tuple[FilePlace, ...],
    ) -> None:
        self.subject, self.text, self.files = subject, text, files
        self.basis, self.requested_by = basis, requested_by
        self.status = ErasureStatus.REQUESTED

    def request_again(
        self, basis: ErasureBasis, actor: str, reason: Narrative, files: tuple[FilePlace, ...]
    ) -> None:
        """Only after it was declined."""
        if self.status is ErasureStatus.REQUESTED:
            raise Refusal(ErasureRefusal.REQUESTED_ALREADY)
        if self.status is ErasureStatus.DONE:
            raise Refusal(ErasureRefusal.ERASED_ALREADY)
        self.trigger_event(self.ErasureReopened, basis=basis, requested_by=actor, reason=reason, files=files)

    def erase(self, actor: str) -> None:
        """The second person agrees; again, nothing changes."""
        if self.status is ErasureStatus.DONE:
            return
        self._require_another(actor)
        people = {"basis": self.basis, "requested_by": self.requested_by, "confirmed_by": actor}
        if self.text is None:
            self.trigger_event(self.SubjectErased, subject=self.subject, files=self.files, **people)
        else:
            place = self.text
            self.trigger_event(
                self.TextRedacted, entry=place.entry, stream=place.stream, digest=place.digest, **people
            )

    def decline(self, actor: str, reason: Narrative) -> None:
        """The second person does not agree."""
        if self.status is ErasureStatus.DONE:
            raise Refusal(ErasureRefusal.ERASED_ALREADY)
        self._require_another(actor)
        self.trigger_event(self.ErasureDeclined, reason=reason)

    def _require_another(self, actor: str) -> None:
        if self.status is not ErasureStatus.REQUESTED:
            raise Refusal(ErasureRefusal.NOT_REQUESTED)
        if actor == self.requested_by:
            raise Refusal(ErasureRefusal.SECOND_PERSON_REQUIRED)

    @event(events.ErasureReopened)
    def _reopened(self, basis: ErasureBasis, requested_by: str, files: tuple[FilePlace, ...]) -> None:
        self.status, self.files = ErasureStatus.REQUESTED, files
        self.basis, self.requested_by = basis, requested_by

    @event(events.ErasureDeclined)
    def _declined(self) -> None:
        self.status = ErasureStatus.DECLINED

    @event(events.SubjectErased)
    def _erased(self) -> None:
        self.status = ErasureStatus.DONE

    @event(events.TextRedacted)
    def _redacted(self) -> None:
        self.status = ErasureStatus.DONE
