"""Needs and tasks as they stand, the claims laid to them, and what is overdue."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from telling import person, said

from concord.readmodels.tasks import READ_MODEL, queries
from concord.readmodels.tasks.queries import TaskFilter

ALLIANCE, NEEDER, HELPER = uuid4(), uuid4(), uuid4()


def day(number: int) -> datetime:
    """Nine in the morning, in China, of a day of January 2026."""
    return datetime(2026, 1, number, 1, tzinfo=UTC)


def on(number: int) -> date:
    return date(2026, 1, number)


@pytest.fixture
def told(world):
    """Tells an event of one need."""
    task = uuid4()

    def tell(event: str, at: datetime, **data: object):
        return world.story.tell(f"tickets.{event}", task, at=at, on=at.date(), by=NEEDER, **data)

    tell.task = task
    return tell


def listed(told, **more):
    given = {"alliance": ALLIANCE, "organization": NEEDER, "title": "检测设备共享", "description": said("d")}
    told("NeedListed", day(5), **given, next_due_on=on(12), **more)


def claimed(told, number, due):
    claim = {"claimant": HELPER, "side": "PROVIDER", "due_on": on(12), "next_due_on": on(due)}
    return told("TaskClaimed", day(number), **claim)


async def only(world):
    [task] = (await world.ask(queries.page, TaskFilter(), first=10)).rows
    return task


async def test_a_need_is_claimed_given_back_claimed_again_and_met_late(world, told):
    listed(told, category="资源", contact=person("c1"))
    claimed(told, 6, 20)
    told(
        "TaskReleased", day(7), claimant=HELPER, by_claimant=True, reason=said("r"),
        due_on=on(20), next_due_on=on(14),
    )  # fmt: skip
    claimed(told, 8, 15)
    told("TaskCompleted", day(16), claimant=HELPER, result=said("done"), due_on=on(15))
    last = told(
        "TaskConfirmed", day(17), claimant=HELPER, satisfaction="BASICALLY_SATISFIED", comment=said("c")
    )
    await world.project(READ_MODEL)

    task = await only(world)
    assert (task.status, task.claimant, task.due_on, task.released) == ("CONFIRMED", HELPER, None, 1)
    assert (task.description, task.result, task.comment) == ("d", "done", "c")
    assert (task.satisfaction, task.contact_digests) == ("BASICALLY_SATISFIED", ["c1"])
    assert (task.version, task.position) == (6, last.position)
    claims = (await world.ask(queries.claims_of, [told.task]))[told.task]
    assert [(one.outcome, one.on_time, one.note) for one in claims] == [
        ("RELEASED", None, "r"),
        ("COMPLETED", False, "done"),
    ]
    assert [(one.claimed_on, one.due_on, one.ended_on) for one in claims] == [
        (on(6), on(20), on(7)),
        (on(8), on(15), on(16)),
    ]


async def test_what_was_taken_back_after_completion_is_open_again(world, told):
    listed(told)
    claimed(told, 6, 20)
    told("TaskCompleted", day(7), claimant=HELPER, result=said("done"), due_on=on(20))
    told("TaskReleased", day(8), claimant=HELPER, by_claimant=False, reason=said("r"), next_due_on=on(15))
    await world.project(READ_MODEL)
    task = await only(world)
    assert (task.status, task.claimant, task.result, task.due_on) == ("LISTED", None, None, on(15))


async def test_withdrawn_while_claimed_ends_the_claim(world, told):
    listed(told)
    claimed(told, 6, 20)
    told("NeedWithdrawn", day(7), due_on=on(20))
    await world.project(READ_MODEL)
    assert (await only(world)).status == "WITHDRAWN"
    [claim] = (await world.ask(queries.claims_of, [told.task]))[told.task]
    assert (claim.outcome, claim.on_time) == ("WITHDRAWN", None)


async def test_overdue_are_needs_that_nobody_claims_and_tasks_that_nobody_completes(world, told):
    listed(told)
    await world.project(READ_MODEL)

    async def overdue(number: int) -> tuple[int, bool]:
        count = await world.ask(queries.count, TaskFilter(overdue_on=on(number)))
        return count, (await only(world)).overdue(on(number))

    assert [await overdue(n) for n in (12, 13)] == [(0, False), (1, True)]
    claimed(told, 13, 20)
    await world.project(READ_MODEL)
    assert [await overdue(n) for n in (20, 21)] == [(0, False), (1, True)]
    told("TaskCompleted", day(22), claimant=HELPER, result=said("x"), due_on=on(20))
    await world.project(READ_MODEL)
    assert await overdue(23) == (0, False)


async def test_every_filter_narrows(world, told):
    listed(told, category="资源")
    claimed(told, 6, 20)
    await world.project(READ_MODEL)
    hits = [
        {"alliance": ALLIANCE},
        {"organization": NEEDER},
        {"claimant": HELPER},
        {"statuses": ["CLAIMED"]},
        {"category": "资源"},
        {"text": "设备"},
        {"since": on(5), "until": on(5)},
        {"overdue_on": on(21)},
    ]
    misses = [
        {"alliance": NEEDER},
        {"organization": HELPER},
        {"claimant": NEEDER},
        {"statuses": ["LISTED"]},
        {"category": "资"},
        {"text": "%"},
        {"since": on(6)},
        {"until": on(4)},
        {"overdue_on": on(20)},
    ]
    assert [await world.ask(queries.count, TaskFilter(**one)) for one in hits] == [1] * len(hits)
    assert [await world.ask(queries.count, TaskFilter(**one)) for one in misses] == [0] * len(misses)
