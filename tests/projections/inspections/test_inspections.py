"""Inspections as they stand, their findings, and what is overdue."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from telling import said

from concord.readmodels.inspections import READ_MODEL, findings, queries
from concord.readmodels.inspections.findings import FindingFilter
from concord.readmodels.inspections.queries import InspectionFilter

ALLIANCE, SQUAD, SUBJECT = uuid4(), uuid4(), uuid4()


def on(number: int) -> date:
    return date(2026, 1, number)


@pytest.fixture
def told(world):
    """Tells an event of one inspection."""
    inspection = uuid4()

    def tell(event: str, day: int, **data: object):
        at = datetime(2026, 1, day, 1, tzinfo=UTC)
        return world.story.tell(f"inspections.{event}", inspection, at=at, on=at.date(), **data)

    tell.inspection = inspection
    return tell


def planned(told):
    given = {"alliance": ALLIANCE, "kind": "MUTUAL", "inspector": SQUAD, "subject": SUBJECT}
    told("InspectionPlanned", 5, **given, title="安全生产互查", planned_on=on(8))


def found(told, number=1):
    finding = uuid4()
    given = {"finding": finding, "number": number, "kind": "HAZARD", "title": "通道堵塞"}
    told("FindingRecorded", 8, **given, next_due_on=on(15))
    return finding


async def test_a_hazard_shows_how_it_was_followed_to_its_end(world, told):
    planned(told)
    told("InspectionCarriedOut", 8, carried_out_on=on(8), summary=said("s"))
    finding = found(told)
    found(told, 2)
    rectified = {"finding": finding, "measures": said("m"), "rectified_by": "x"}
    told("FindingRectified", 16, **rectified, due_on=on(15), next_due_on=on(19))
    told("RectificationRejected", 17, finding=finding, reason=said("no"), due_on=on(19), next_due_on=on(25))
    told("FindingRectified", 20, **rectified, due_on=on(25), next_due_on=on(23))
    last = told("RectificationVerified", 21, finding=finding, note=said("ok"), due_on=on(23))
    await world.project(READ_MODEL)

    row = (await world.ask(queries.by_ids, [told.inspection]))[told.inspection]
    assert (row.status, row.carried_out_on, row.note) == ("CARRIED_OUT", on(8), "s")
    assert (row.findings, row.unfinished, row.version, row.position) == (2, 1, 8, last.position)
    one, two = (await world.ask(queries.findings_of, [told.inspection]))[told.inspection]
    assert (one.id, one.status, one.rejected, one.on_time) == (finding, "VERIFIED", 1, True)
    assert (one.rectified_on, one.verified_on, one.measures, one.note) == (on(20), on(21), "m", "ok")
    assert (two.status, two.due_on, two.subject, two.inspector) == ("OPEN", on(15), SUBJECT, SQUAD)


async def test_overdue_are_inspections_not_done_and_findings_not_put_right_or_not_checked(world, told):
    planned(told)
    await world.project(READ_MODEL)
    due = [await world.ask(queries.count, InspectionFilter(overdue_on=on(n))) for n in (8, 9)]
    assert due == [0, 1]
    told("InspectionCarriedOut", 8, carried_out_on=on(8), summary=said("s"))
    finding = found(told)
    await world.project(READ_MODEL)
    assert await world.ask(queries.count, InspectionFilter(overdue_on=on(30))) == 0

    async def overdue(number: int) -> int:
        return await world.ask(findings.count, FindingFilter(overdue_on=on(number)))

    assert [await overdue(n) for n in (15, 16)] == [0, 1]
    told(
        "FindingRectified", 16, finding=finding, measures=said("m"), rectified_by="x", due_on=on(15),
        next_due_on=on(19),
    )  # fmt: skip
    await world.project(READ_MODEL)
    assert [await overdue(n) for n in (19, 20)] == [0, 1]
    told("RectificationVerified", 21, finding=finding, due_on=on(19))
    await world.project(READ_MODEL)
    assert await overdue(30) == 0


async def test_a_cancelled_inspection_is_due_no_more(world, told):
    planned(told)
    told("InspectionCancelled", 6, reason=said("r"))
    await world.project(READ_MODEL)
    row = (await world.ask(queries.by_ids, [told.inspection]))[told.inspection]
    assert (row.status, row.note, row.overdue(on(30))) == ("CANCELLED", "r", False)


async def test_every_filter_narrows(world, told):
    planned(told)
    told("InspectionCarriedOut", 8, carried_out_on=on(8), summary=said("s"))
    finding = found(told)
    await world.project(READ_MODEL)
    hits = [
        {"alliance": ALLIANCE},
        {"kinds": ["MUTUAL"]},
        {"inspector": SQUAD},
        {"subject": SUBJECT},
        {"statuses": ["CARRIED_OUT"]},
        {"unfinished": True},
        {"text": "互查"},
        {"since": on(8), "until": on(8)},
    ]
    misses = [
        {"alliance": SQUAD},
        {"kinds": ["SUPERVISION"]},
        {"inspector": SUBJECT},
        {"subject": SQUAD},
        {"statuses": ["PLANNED"]},
        {"unfinished": False},
        {"text": "%"},
        {"since": on(9)},
        {"until": on(7)},
    ]
    assert [await world.ask(queries.count, InspectionFilter(**one)) for one in hits] == [1] * len(hits)
    assert [await world.ask(queries.count, InspectionFilter(**one)) for one in misses] == [0] * len(misses)
    seen = [
        {"inspection": told.inspection},
        {"alliance": ALLIANCE},
        {"subject": SUBJECT},
        {"kinds": ["HAZARD"]},
        {"statuses": ["OPEN"]},
        {"text": "通道"},
        {"since": on(8), "until": on(8)},
    ]
    unseen = [
        {"inspection": finding},
        {"alliance": SQUAD},
        {"subject": SQUAD},
        {"kinds": ["SHORTCOMING"]},
        {"statuses": ["VERIFIED"]},
        {"text": "%"},
        {"since": on(9)},
    ]
    assert [await world.ask(findings.count, FindingFilter(**one)) for one in seen] == [1] * len(seen)
    assert [await world.ask(findings.count, FindingFilter(**one)) for one in unseen] == [0] * len(unseen)
    [row] = (await world.ask(findings.page, FindingFilter(), first=5)).rows
    assert (row.id, (await world.ask(findings.by_ids, [finding]))[finding]) == (finding, row)
