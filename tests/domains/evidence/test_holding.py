"""The rules of files that hold for whatever has some."""

from uuid import UUID, uuid4

import pytest

from concord.commanding import Refusal
from concord.evidence.errors import EvidenceRefusal
from concord.evidence.holding import ATTACHING, MOST, check_attach, digest_to_remove

FILE, GONE = uuid4(), uuid4()
HELD: dict[UUID, str | None] = {FILE: "ab" * 32, GONE: None}


def refused(held: dict[UUID, str | None], file: UUID, digest: str) -> EvidenceRefusal:
    with pytest.raises(Refusal) as refusal:
        check_attach(held, file, digest)
    assert isinstance(refusal.value.code, EvidenceRefusal)
    return refusal.value.code


@pytest.mark.parametrize(
    ("file", "digest"),
    [(FILE, "cd" * 32), (GONE, "cd" * 32), (uuid4(), "ab" * 32)],
    ids=["is", "was", "same"],
)
def test_a_file_is_attached_once_and_so_is_its_content(file: UUID, digest: str) -> None:
    assert refused(HELD, file, digest) is EvidenceRefusal.EVIDENCE_ATTACHED_ALREADY


def test_content_that_was_removed_may_come_again_as_another_file() -> None:
    check_attach({GONE: None}, uuid4(), "ab" * 32)


def test_so_many_files_and_no_more_of_those_that_are_there() -> None:
    full: dict[UUID, str | None] = {uuid4(): str(number) for number in range(MOST)}
    assert refused(full, uuid4(), "new") is EvidenceRefusal.TOO_MUCH_EVIDENCE
    full[next(iter(full))] = None
    check_attach(full, uuid4(), "new")


def test_what_is_there_is_removed_once() -> None:
    assert digest_to_remove(HELD, FILE) == "ab" * 32
    for file, code in (
        (GONE, EvidenceRefusal.EVIDENCE_REMOVED),
        (uuid4(), EvidenceRefusal.EVIDENCE_NOT_ATTACHED),
    ):
        with pytest.raises(Refusal) as refusal:
            digest_to_remove(HELD, file)
        assert refusal.value.code is code


def test_a_file_that_was_never_uploaded_is_refused_at_the_door() -> None:
    """By the API, which has the files (tests/graphql/test_evidence.py)."""
    assert EvidenceRefusal.FILE_UNKNOWN in ATTACHING
