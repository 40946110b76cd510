"""The rules of files that hold for every object that has some."""

from collections.abc import Mapping
from uuid import UUID

from concord.evidence.errors import EvidenceRefusal
from concord.refusals import Refusal, RefusalCode

MOST = 100
"""Pieces of evidence that one object has at a time."""
MOST_NAME = 200
"""Characters of a file's name."""
Held = dict[UUID, str | None]
"""Digest of each stored file by its id; None once it was removed."""

ATTACHING: tuple[RefusalCode, ...] = (
    EvidenceRefusal.FILE_UNKNOWN,
    EvidenceRefusal.EVIDENCE_ATTACHED_ALREADY,
    EvidenceRefusal.TOO_MUCH_EVIDENCE,
)
REMOVING: tuple[RefusalCode, ...] = (EvidenceRefusal.EVIDENCE_NOT_ATTACHED, EvidenceRefusal.EVIDENCE_REMOVED)


def check_attach(held: Mapping[UUID, str | None], file: UUID, stored_sha256: str) -> None:
    """Refuses a file that is or was there, the same content twice, and more than `MOST`."""
    if file in held or stored_sha256 in held.values():
        raise Refusal(EvidenceRefusal.EVIDENCE_ATTACHED_ALREADY, "file")
    check_count(sum(digest is not None for digest in held.values()))


def check_count(there: int) -> None:
    """Refuses one more than `MOST`; what was removed is not there."""
    if there >= MOST:
        raise Refusal(EvidenceRefusal.TOO_MUCH_EVIDENCE, most=MOST)


def digest_to_remove(held: Mapping[UUID, str | None], file: UUID) -> str:
    """The digest of a file that is there, or a refusal."""
    if file not in held:
        raise Refusal(EvidenceRefusal.EVIDENCE_NOT_ATTACHED, "file")
    digest = held[file]
    if digest is None:
        raise Refusal(EvidenceRefusal.EVIDENCE_REMOVED, "file")
    return digest
