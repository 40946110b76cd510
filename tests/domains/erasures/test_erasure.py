"""A person, or a text, is erased by two people, for good, and by no one alone."""

from typing import Any
from uuid import UUID

import pytest

from concord.charters import TextRefusal, redaction_id, subject_erasure_id
from concord.erasures.commands import (
    MOST_FILES,
    DeclineErasure,
    EraseSubject,
    RedactText,
    RequestErasure,
    RequestRedaction,
)
from concord.erasures.errors import ErasureRefusal
from concord.erasures.events import (
    ErasureBasis,
    ErasureDeclined,
    ErasureReopened,
    ErasureRequested,
    FilePlace,
    SubjectErased,
    TextPlace,
    TextRedacted,
)
from concord.privacy import Narrative

PERSON = UUID(int=7)
PLACE = TextPlace(entry=7, stream=UUID(int=8), digest="A" * 43)
WHY: dict[str, Any] = {"basis": ErasureBasis.CONSENT_WITHDRAWN, "reason": Narrative("本人申请")}
OF_PERSON = (RequestErasure(subject=PERSON, **WHY), EraseSubject(subject=PERSON))
OF_TEXT = (RequestRedaction(text=PLACE, **WHY), RedactText(digest=PLACE.digest))
BOTH = pytest.mark.parametrize(("request_", "erase"), [OF_PERSON, OF_TEXT], ids=["person", "text"])


@pytest.fixture
def ledger(decider: Any) -> Any:
    """Of nine entries, before which stands the clerk."""
    decider.head, decider.actor = 9, "clerk"
    return decider


def by(ledger: Any, actor: str) -> Any:
    ledger.actor = actor
    return ledger


def test_one_asks_and_another_erases_the_person(ledger: Any) -> None:
    asked, erase = OF_PERSON
    ledger.when(asked).then((ErasureRequested, {"subject": PERSON, "text": None, "requested_by": "clerk"}))
    people = {"requested_by": "clerk", "confirmed_by": "administrator"}
    expected = {"subject": PERSON, "basis": ErasureBasis.CONSENT_WITHDRAWN, **people}
    by(ledger, "administrator").when(erase).then((SubjectErased, expected))


def test_one_asks_and_another_erases_the_text(ledger: Any) -> None:
    asked, redact = OF_TEXT
    ledger.when(asked).then((ErasureRequested, {"subject": None, "text": PLACE}))
    expected = {"entry": 7, "stream": PLACE.stream, "digest": PLACE.digest, "confirmed_by": "administrator"}
    by(ledger, "administrator").when(redact).then((TextRedacted, expected))


@BOTH
def test_nobody_decides_on_what_he_asked_for_himself(ledger: Any, request_: Any, erase: Any) -> None:
    ledger.given(request_)
    ledger.when(erase).refused(ErasureRefusal.SECOND_PERSON_REQUIRED)


@BOTH
def test_nothing_is_erased_that_nobody_asked_for(ledger: Any, request_: Any, erase: Any) -> None:
    ledger.when(erase).refused(ErasureRefusal.NOT_REQUESTED)


@BOTH
def test_erased_twice_is_erased_once(ledger: Any, request_: Any, erase: Any) -> None:
    ledger.given(request_)
    by(ledger, "administrator").given(erase)
    ledger.when(erase).then()
    ledger.when(request_).refused(ErasureRefusal.ERASED_ALREADY)


def test_it_is_asked_for_once(ledger: Any) -> None:
    ledger.given(OF_PERSON[0])
    ledger.when(OF_PERSON[0]).refused(ErasureRefusal.REQUESTED_ALREADY)


@pytest.mark.parametrize(
    ("request_", "erase", "stream"),
    [(*OF_PERSON, subject_erasure_id), (*OF_TEXT, redaction_id)],
    ids=["person", "text"],
)
def test_what_was_declined_may_be_asked_for_again_by_one_who_then_may_not_decide(
    ledger: Any, request_: Any, erase: Any, stream: Any
) -> None:
    what = PERSON if stream is subject_erasure_id else PLACE.digest
    decline = DeclineErasure(erasure=stream(ledger.tenant, what), reason=Narrative("仍在任职"))
    ledger.given(request_)
    ledger.when(decline).refused(ErasureRefusal.SECOND_PERSON_REQUIRED)
    by(ledger, "administrator").when(decline).then((ErasureDeclined, {}))
    ledger.when(erase).refused(ErasureRefusal.NOT_REQUESTED)
    ledger.when(request_).then((ErasureReopened, {"requested_by": "administrator"}))
    ledger.when(erase).refused(ErasureRefusal.SECOND_PERSON_REQUIRED)
    by(ledger, "clerk").given(erase)
    ledger.when(decline).refused(ErasureRefusal.ERASED_ALREADY)


def shown(number: int) -> FilePlace:
    return FilePlace(entry=number, stream=UUID(int=8), file=UUID(int=number))


def test_files_that_are_asked_for_with_the_person_are_those_that_go(ledger: Any) -> None:
    asked, again = (RequestErasure(subject=PERSON, files=(shown(number),), **WHY) for number in (1, 2))
    ledger.when(asked).then((ErasureRequested, {"files": (shown(1),)}))
    decline = DeclineErasure(erasure=subject_erasure_id(ledger.tenant, PERSON), reason=Narrative("另有照片"))
    by(ledger, "administrator").given(decline)
    ledger.when(again).then((ErasureReopened, {"files": (shown(2),)}))
    by(ledger, "clerk").when(OF_PERSON[1]).then((SubjectErased, {"files": (shown(2),)}))


def test_files_of_an_erasure_have_an_end(ledger: Any) -> None:
    many = RequestErasure(subject=PERSON, files=tuple(map(shown, range(1, MOST_FILES + 2))), **WHY)
    ledger.when(many).refused(ErasureRefusal.TOO_MANY_FILES, "files")


def test_what_was_never_asked_for_cannot_be_declined(ledger: Any) -> None:
    nothing = DeclineErasure(erasure=UUID(int=1), reason=Narrative("x"))
    ledger.when(nothing).refused(ErasureRefusal.NOT_REQUESTED)


def test_a_reason_is_given_in_words(ledger: Any) -> None:
    silent = RequestErasure(subject=PERSON, basis=ErasureBasis.UNLAWFUL, reason=Narrative(" "))
    ledger.when(silent).refused(TextRefusal.TEXT_EMPTY, "reason")


@pytest.mark.parametrize("digest", ["A" * 42, "A" * 42 + "=", "é" * 43, ""])
def test_a_digest_that_no_entry_could_hold_is_refused(ledger: Any, digest: str) -> None:
    wrong = RequestRedaction(text=TextPlace(entry=7, stream=PLACE.stream, digest=digest), **WHY)
    ledger.when(wrong).refused(ErasureRefusal.DIGEST_INVALID, "digest")


@pytest.mark.parametrize("entry", [0, -1, 10])
def test_an_entry_that_is_not_there_is_refused(ledger: Any, entry: int) -> None:
    wrong = RequestRedaction(text=TextPlace(entry=entry, stream=PLACE.stream, digest=PLACE.digest), **WHY)
    ledger.when(wrong).refused(ErasureRefusal.ENTRY_UNKNOWN, "entry")
