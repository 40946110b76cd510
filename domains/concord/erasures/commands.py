"""What one may ask about a person, or a text, that is to be forgotten."""

import re
from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.charters import TEXT, check_narrative, redaction_id, subject_erasure_id
from concord.commanding import Circumstances, Command, Facts, Read, Refusal, RefusalCode, Survey
from concord.erasures.aggregate import Erasure
from concord.erasures.errors import ErasureRefusal
from concord.erasures.events import ErasureBasis, FilePlace, TextPlace
from concord.privacy import Narrative

_DIGEST = re.compile(r"[A-Za-z0-9_-]{43}")
MOST_FILES = 100
_REQUEST = (ErasureRefusal.REQUESTED_ALREADY, ErasureRefusal.ERASED_ALREADY, *TEXT)


class _Requesting(Command, frozen=True, kw_only=True):
    """By one person; another decides."""

    aggregate: ClassVar[type[Aggregate]] = Erasure

    basis: ErasureBasis
    reason: Narrative

    def requested(
        self,
        aggregate: Erasure | None,
        stream: UUID,
        at: Circumstances,
        *,
        files: tuple[FilePlace, ...] = (),
        **what: UUID | TextPlace | None,
    ) -> Erasure:
        check_narrative("reason", self.reason)
        if aggregate is not None:
            aggregate.request_again(self.basis, at.actor, self.reason, files)
            return aggregate
        return Erasure._create(
            Erasure.ErasureRequested,
            id=stream,
            basis=self.basis,
            requested_by=at.actor,
            reason=self.reason,
            files=files,
            **what,
        )


class RequestErasure(_Requesting, frozen=True, kw_only=True):
    """提出删除个人信息: everything that is kept of one person, and the files that show the person."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *_REQUEST,
        ErasureRefusal.SUBJECT_UNKNOWN,
        ErasureRefusal.FILE_NOT_ATTACHED,
        ErasureRefusal.TOO_MANY_FILES,
    )

    subject: UUID
    files: tuple[FilePlace, ...] = ()

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return subject_erasure_id(tenant, self.subject)

    def decide(self, aggregate: Erasure | None, facts: Facts, at: Circumstances) -> Erasure:
        if len(self.files) > MOST_FILES:
            raise Refusal(ErasureRefusal.TOO_MANY_FILES, "files", most=MOST_FILES)
        stream = subject_erasure_id(at.tenant, self.subject)
        return self.requested(aggregate, stream, at, files=self.files, subject=self.subject, text=None)


class RequestRedaction(_Requesting, frozen=True, kw_only=True):
    """提出删除文字: one text that somebody wrote."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *_REQUEST,
        ErasureRefusal.DIGEST_INVALID,
        ErasureRefusal.ENTRY_UNKNOWN,
    )

    text: TextPlace

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return redaction_id(tenant, self.text.digest)

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read | Survey]:
        return {"ledger": Survey()}

    def decide(self, aggregate: Erasure | None, facts: Facts, at: Circumstances) -> Erasure:
        if not _DIGEST.fullmatch(self.text.digest):
            raise Refusal(ErasureRefusal.DIGEST_INVALID, "digest")
        head = facts["ledger"].head
        if not 1 <= self.text.entry <= head:
            raise Refusal(ErasureRefusal.ENTRY_UNKNOWN, "entry", entry=self.text.entry, head=head)
        stream = redaction_id(at.tenant, self.text.digest)
        return self.requested(aggregate, stream, at, subject=None, text=self.text)


class _Erasing(Command, frozen=True, kw_only=True):
    """By a second person, for good; what is gone already is not an error."""

    aggregate: ClassVar[type[Aggregate]] = Erasure
    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        ErasureRefusal.NOT_REQUESTED,
        ErasureRefusal.SECOND_PERSON_REQUIRED,
    )

    def decide(self, aggregate: Erasure | None, facts: Facts, at: Circumstances) -> Erasure:
        erasure = _requested(aggregate)
        erasure.erase(at.actor)
        return erasure


class EraseSubject(_Erasing, frozen=True, kw_only=True):
    """复核并删除个人信息: of one person."""

    subject: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return subject_erasure_id(tenant, self.subject)


class RedactText(_Erasing, frozen=True, kw_only=True):
    """复核并删除文字: one that somebody wrote."""

    digest: str

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return redaction_id(tenant, self.digest)


class DeclineErasure(Command, frozen=True, kw_only=True):
    """不予删除: by a second person, with a reason."""

    aggregate: ClassVar[type[Aggregate]] = Erasure
    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        ErasureRefusal.NOT_REQUESTED,
        ErasureRefusal.SECOND_PERSON_REQUIRED,
        ErasureRefusal.ERASED_ALREADY,
        *TEXT,
    )

    erasure: UUID
    reason: Narrative

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.erasure

    def decide(self, aggregate: Erasure | None, facts: Facts, at: Circumstances) -> Erasure:
        check_narrative("reason", self.reason)
        erasure = _requested(aggregate)
        erasure.decline(at.actor, self.reason)
        return erasure


def _requested(aggregate: Erasure | None) -> Erasure:
    if aggregate is None:
        raise Refusal(ErasureRefusal.NOT_REQUESTED)
    return aggregate


COMMANDS = (RequestErasure, RequestRedaction, EraseSubject, RedactText, DeclineErasure)
