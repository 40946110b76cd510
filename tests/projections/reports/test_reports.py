"""Reports: drafted, submitted, returned, accepted."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from telling import said

from concord.figures import Figure
from concord.readmodels.reports import READ_MODEL, queries
from concord.readmodels.reports.queries import ReportFilter

ALLIANCE = uuid4()
FIGURES = (Figure("activities.attendance_rate", "", None), Figure("activities.held", "", Decimal("7")))


def drafted(world, **more):
    report = uuid4()
    told = {
        "alliance": ALLIANCE,
        "period": "2025-Q4",
        "starts_on": date(2025, 10, 1),
        "ends_on": date(2025, 12, 31),
        "recipient": "区镇党（工）委",
        "due_on": date(2026, 1, 15),
    }
    world.story.tell("reports.ReportDrafted", report, on=date(2026, 1, 5), **told | more)
    return report


def submitted(world, report, submission=1, **more):
    told = {"definition": 1, "position": 9, "figures": FIGURES, "on_time": True, "summary": said("summary")}
    judged = {"judged_on": date(2026, 1, 8), "submitted_by": "somebody"}
    numbers = {"submission": submission}
    return world.story.tell("reports.ReportSubmitted", report, **numbers, **judged, **told | more)


async def seen(world, report):
    await world.project(READ_MODEL)
    [submissions] = (await world.ask(queries.submissions_of, [report])).values()
    return (await world.ask(queries.by_ids, [report]))[report], submissions


async def test_a_draft_is_due(world):
    row, submissions = await seen(world, drafted(world))
    assert (row.status, row.due_on, row.drafted_on) == ("DRAFT", date(2026, 1, 15), date(2026, 1, 5))
    assert (row.on_time, submissions) == (None, ())


async def test_a_submission_keeps_its_figures_exactly(world):
    report = drafted(world)
    entry = submitted(world, report)
    row, [submission] = await seen(world, report)
    assert (row.status, row.submissions, row.on_time) == ("SUBMITTED", 1, True)
    assert submission.figures == FIGURES
    assert (submission.counted_to, submission.summary) == (9, "summary")
    assert (submission.submitted_position, submission.verdict) == (entry.position, None)


async def test_returned_then_submitted_anew_then_accepted(world):
    report = drafted(world)
    submitted(world, report)
    world.story.tell("reports.ReportReturned", report, submission=1, remarks=said("missing"))
    row, [first] = await seen(world, report)
    assert (row.status, first.verdict, first.remarks) == ("RETURNED", "RETURNED", "missing")
    submitted(world, report, 2, on_time=False)
    last = world.story.tell("reports.ReportAccepted", report, submission=2)
    row, [first, second] = await seen(world, report)
    assert (row.status, row.submissions, row.on_time) == ("ACCEPTED", 2, False)
    assert (first.verdict, second.verdict, second.remarks) == ("RETURNED", "ACCEPTED", None)
    assert (row.position, second.judged_position) == (last.position, last.position)


async def test_every_filter_narrows(world):
    await seen(world, drafted(world))
    hits = [
        {"alliance": ALLIANCE},
        {"statuses": ["DRAFT"]},
        {"period": "2025-Q4"},
        {"since": date(2025, 12, 31)},
        {"until": date(2025, 10, 1)},
        {"overdue_on": date(2026, 1, 16)},
    ]
    misses = [
        {"alliance": uuid4()},
        {"statuses": ["ACCEPTED"]},
        {"period": "2025"},
        {"since": date(2026, 1, 1)},
        {"until": date(2025, 9, 30)},
        {"overdue_on": date(2026, 1, 15)},
    ]
    assert [await world.ask(queries.count, ReportFilter(**one)) for one in hits] == [1] * len(hits)
    assert [await world.ask(queries.count, ReportFilter(**one)) for one in misses] == [0] * len(misses)
    submitted(world, drafted(world, period="2025-Q3"))
    await world.project(READ_MODEL)
    assert await world.ask(queries.count, ReportFilter(overdue_on=date(2026, 6, 1))) == 1
