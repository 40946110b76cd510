"""Files of a ticket: by whom it concerns, until it is closed; removed at any time."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from concord.charters import StandingRefusal, TextRefusal
from concord.evidence.errors import EvidenceRefusal
from concord.privacy import Narrative
from concord.tickets.commands import AttachTicketEvidence, CloseTicket, RemoveTicketEvidence
from concord.tickets.errors import TicketRefusal
from concord.tickets.events import TicketEvidenceAttached, TicketEvidenceRemoved

FILE = uuid4()


def attaches(scene: Any, file: UUID = FILE, **changes: Any) -> AttachTicketEvidence:
    given = {"original_sha256": "cd" * 32, "stored_sha256": "ab" * 32, "size": 9, "media_type": "image/png"}
    return AttachTicketEvidence(ticket=scene.ticket, file=file, **{**given, **changes})


def removes(scene: Any, file: UUID = FILE) -> RemoveTicketEvidence:
    return RemoveTicketEvidence(ticket=scene.ticket, file=file, reason=Narrative("传错"))


@pytest.mark.parametrize(
    ("whom", "role"), [("raiser", "officer"), ("department", "handler"), ("departed", "secretary")]
)
def test_who_is_concerned_attaches(scene: Any, whom: str, role: str) -> None:
    scene.accepted()
    organization = None if role == "secretary" else getattr(scene, whom)
    scene.by(organization, role).when(attaches(scene)).then(
        (TicketEvidenceAttached, {"file": FILE, "stored_sha256": "ab" * 32, "size": 9})
    )


@pytest.mark.parametrize("role", ["officer", "handler"])
def test_another_unit_does_not(scene: Any, role: str) -> None:
    scene.accepted().by(uuid4(), role).when(attaches(scene)).refused(TicketRefusal.NOT_INVOLVED)


def test_a_raiser_that_has_left_does_not_and_a_department_that_is_no_member_does(scene: Any) -> None:
    scene.accepted()
    scene.by(scene.departed).when(attaches(scene)).refused(StandingRefusal.MEMBER_HAS_LEFT)


def test_the_deadline_stays_where_it_is(scene: Any) -> None:
    before = scene.accepted().state().due_on
    scene.decider.given(attaches(scene))
    assert scene.state().due_on == before


def test_a_closed_ticket_takes_none_and_still_loses_one(scene: Any) -> None:
    scene.confirmed().decider.given(attaches(scene))
    scene.by(None, "secretary").given(CloseTicket(ticket=scene.ticket))
    scene.decider.when(attaches(scene, uuid4())).refused(TicketRefusal.WRONG_STATUS)
    scene.decider.when(removes(scene)).then(
        (TicketEvidenceRemoved, {"removed_file": FILE, "stored_sha256": "ab" * 32})
    )
    scene.decider.when(removes(scene)).refused(EvidenceRefusal.EVIDENCE_REMOVED, "file")


def test_texts_are_bounded(scene: Any) -> None:
    scene.accepted().by(None, "secretary")
    for changes, field in (
        ({"name": Narrative("长" * 201)}, "name"),
        ({"caption": Narrative("长" * 5001)}, "caption"),
    ):
        scene.decider.when(attaches(scene, **changes)).refused(TextRefusal.TEXT_TOO_LONG, field)
