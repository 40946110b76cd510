"""What is attached to objects of every kind, by object and by file; and what was removed."""

from datetime import date
from uuid import uuid4

import pytest
from telling import said

from concord.readmodels.evidence import READ_MODEL, queries
from concord.readmodels.evidence.projection import EVENTS

FILE, OBJECT = uuid4(), uuid4()
TOLD = {
    "original_sha256": "cd" * 32,
    "stored_sha256": "ab" * 32,
    "size": 5_000_000_000,
    "media_type": "image/jpeg",
}


async def listed(world, object=OBJECT):
    await world.project(READ_MODEL)
    return (await world.ask(queries.evidence_of, [object]))[object]


@pytest.mark.parametrize("kind", EVENTS)
async def test_a_file_is_found_by_its_object_and_by_itself(world, kind):
    more = {"file": FILE, "name": said("n"), "caption": said("c"), **TOLD}
    attached = world.story.tell(f"{EVENTS[kind]}Attached", OBJECT, on=date(2026, 2, 11), **more)
    (row,) = await listed(world)
    assert (row.kind, row.file, row.name, row.caption) == (kind, FILE, "n", "c")
    assert (row.size, row.attached_on, row.position) == (5_000_000_000, date(2026, 2, 11), attached.position)
    assert await world.ask(queries.by_file, FILE) == row
    assert await world.ask(queries.by_file, uuid4()) is None


async def test_an_event_of_before_files_were_kept_here_has_none(world):
    world.story.tell("activities.EvidenceAttached", OBJECT, caption=None, **TOLD)
    (row,) = await listed(world)
    assert (row.kind, row.file, row.name, row.caption) == ("Activity", None, None, None)


async def test_what_went_with_a_person_is_removed_without_a_reason_and_its_neighbour_stays(world):
    other = uuid4()
    for file in (FILE, other):
        world.story.tell("tickets.TicketEvidenceAttached", OBJECT, file=file, name=None, caption=None, **TOLD)
    places = [{"entry": 1, "stream": OBJECT, "file": FILE}]
    people = {"basis": "CONSENT_WITHDRAWN", "requested_by": "a", "confirmed_by": "b"}
    erased = world.story.tell("privacy.SubjectErased", uuid4(), subject=uuid4(), files=places, **people)
    first, second = await listed(world)
    assert (first.removed_at, first.removal_reason) == (erased.recorded_at, None)
    assert first.removed_position == erased.position
    assert (second.file, second.removed_at) == (other, None)


async def test_what_was_removed_stays_with_the_reason_and_its_neighbour_as_it_was(world):
    other = uuid4()
    for file in (FILE, other):
        world.story.tell("tickets.TicketEvidenceAttached", OBJECT, file=file, name=None, caption=None, **TOLD)
    gone = {"removed_file": FILE, "stored_sha256": "ab" * 32, "reason": said("why")}
    removed = world.story.tell("tickets.TicketEvidenceRemoved", OBJECT, **gone)
    first, second = await listed(world)
    assert (first.removed_at, first.removal_reason) == (removed.recorded_at, "why")
    assert first.removed_position == removed.position
    assert (second.file, second.removed_at, second.removal_reason) == (other, None, None)
