"""An entry is marked as mistaken by two people, and by no one alone."""

from typing import Any

import pytest

from concord.annotations.commands import ConfirmAnnotation, DeclineAnnotation, ProposeAnnotation
from concord.annotations.errors import AnnotationRefusal
from concord.annotations.events import (
    AnnotationDeclined,
    AnnotationProposed,
    AnnotationReopened,
    EntryAnnotated,
)
from concord.charters import TextRefusal
from concord.privacy import Narrative

REASON = Narrative("登记到了别的单位名下")
PROPOSE = ProposeAnnotation(entry=7, reason=REASON)
CONFIRM = ConfirmAnnotation(entry=7)
DECLINE = DeclineAnnotation(entry=7, reason=REASON)


@pytest.fixture
def ledger(decider: Any) -> Any:
    """Of nine entries, before which stands the clerk."""
    decider.head, decider.actor = 9, "clerk"
    return decider


def by(ledger: Any, actor: str) -> Any:
    ledger.actor = actor
    return ledger


def test_one_person_proposes_and_another_confirms(ledger: Any) -> None:
    ledger.when(PROPOSE).then((AnnotationProposed, {"entry": 7, "proposed_by": "clerk"}))
    expected = {"entry": 7, "proposed_by": "clerk", "confirmed_by": "secretary"}
    by(ledger, "secretary").when(CONFIRM).then((EntryAnnotated, expected))


@pytest.mark.parametrize("decision", [CONFIRM, DECLINE])
def test_nobody_decides_on_what_he_proposed_himself(ledger: Any, decision: Any) -> None:
    ledger.given(PROPOSE)
    ledger.when(decision).refused(AnnotationRefusal.SECOND_PERSON_REQUIRED)


def test_what_was_declined_may_be_proposed_again_by_somebody_who_then_may_not_decide(ledger: Any) -> None:
    ledger.given(PROPOSE)
    by(ledger, "secretary").when(DECLINE).then((AnnotationDeclined, {"entry": 7}))
    ledger.when(CONFIRM).refused(AnnotationRefusal.NOT_PROPOSED, "entry")
    ledger.when(PROPOSE).then((AnnotationReopened, {"proposed_by": "secretary"}))
    ledger.when(CONFIRM).refused(AnnotationRefusal.SECOND_PERSON_REQUIRED)
    by(ledger, "clerk").when(CONFIRM).then((EntryAnnotated, {"proposed_by": "secretary"}))


def test_it_is_proposed_once_and_annotated_once(ledger: Any) -> None:
    ledger.given(PROPOSE)
    ledger.when(PROPOSE).refused(AnnotationRefusal.PROPOSED_ALREADY, "entry")
    by(ledger, "secretary").given(CONFIRM)
    ledger.when(PROPOSE).refused(AnnotationRefusal.ANNOTATED_ALREADY, "entry")
    by(ledger, "clerk").when(CONFIRM).refused(AnnotationRefusal.NOT_PROPOSED, "entry")


@pytest.mark.parametrize("decision", [CONFIRM, DECLINE])
def test_what_nobody_proposed_is_not_decided(ledger: Any, decision: Any) -> None:
    ledger.when(decision).refused(AnnotationRefusal.NOT_PROPOSED, "entry")


@pytest.mark.parametrize("entry", [-1, 0, 10])
def test_only_what_is_in_the_ledger_can_be_mistaken(ledger: Any, entry: int) -> None:
    ledger.when(ProposeAnnotation(entry=entry, reason=REASON)).refused(
        AnnotationRefusal.ENTRY_UNKNOWN, "entry"
    )


@pytest.mark.parametrize(
    ("text", "code"), [(" ", TextRefusal.TEXT_EMPTY), ("长" * 5001, TextRefusal.TEXT_TOO_LONG)]
)
def test_a_reason_says_something_and_not_too_much(ledger: Any, text: str, code: TextRefusal) -> None:
    ledger.when(ProposeAnnotation(entry=7, reason=Narrative(text))).refused(code, "reason")
    ledger.given(PROPOSE)
    by(ledger, "secretary").when(DeclineAnnotation(entry=7, reason=Narrative(text))).refused(code, "reason")
