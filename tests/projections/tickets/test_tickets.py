"""Tickets as they stand, their timelines, and what is overdue on a day."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from telling import person, said

from concord.readmodels.tickets import READ_MODEL, queries
from concord.readmodels.tickets.queries import TicketFilter

ALLIANCE, RAISER, DEPARTMENT = uuid4(), uuid4(), uuid4()


def day(number: int, hour: int = 9) -> datetime:
    """An hour in China of a day of January 2026."""
    return datetime(2026, 1, number, (hour - 8) % 24, tzinfo=UTC)


@pytest.fixture
def told(world):
    """Tells an event of one ticket."""
    ticket = uuid4()

    def tell(event: str, at: datetime, **data: object):
        return world.story.tell(f"tickets.{event}", ticket, at=at, on=at.date(), by=RAISER, **data)

    tell.ticket = ticket
    return tell


def raised(told, at=None, due=7, **more):
    told(
        "TicketRaised",
        at or day(5),
        alliance=ALLIANCE,
        raiser=RAISER,
        title="厂区门口公交站",
        description=said("d0"),
        next_due_on=date(2026, 1, due),
        **more,
    )


async def only(world):
    page = await world.ask(queries.page, TicketFilter(), first=10)
    [ticket] = page.rows
    return ticket


async def test_a_ticket_runs_its_course(world, told):
    handler = person("h1", "h2")
    raised(told, category="通勤出行", contact=person("c1", "c2"))
    told("TicketTriaged", day(6), level="COORDINATED", due_on=date(2026, 1, 7), next_due_on=date(2026, 1, 8))
    told(
        "TicketDispatched",
        day(8),
        department=DEPARTMENT,
        due_on=date(2026, 1, 8),
        next_due_on=date(2026, 1, 9),
    )
    told(
        "TicketAccepted",
        day(9),
        department=DEPARTMENT,
        handler=handler,
        due_on=date(2026, 1, 9),
        next_due_on=date(2026, 1, 16),
    )
    told("ProgressNoted", day(12), department=DEPARTMENT, note=said("n"))
    told(
        "TicketResolved",
        day(19),
        department=DEPARTMENT,
        answer=said("a"),
        due_on=date(2026, 1, 16),
        next_due_on=date(2026, 1, 26),
    )
    told("ResolutionConfirmed", day(20), satisfaction="SATISFIED", by_silence=False, due_on=date(2026, 1, 26))
    last = told("TicketClosed", day(21), satisfaction="SATISFIED")
    await world.project(READ_MODEL)

    ticket = await only(world)
    assert (ticket.status, ticket.level, ticket.department) == ("CLOSED", "COORDINATED", DEPARTMENT)
    assert (ticket.description, ticket.answer, ticket.contact_digests) == ("d0", "a", ["c1", "c2"])
    assert (ticket.handler_subject, ticket.handler_digests) == (handler.subject, ["h1", "h2"])
    assert (ticket.satisfaction, ticket.due_on, ticket.late_steps) == ("SATISFIED", None, 1)
    assert (ticket.raised_at, ticket.resolved_at, ticket.ended_at) == (day(5), day(19), day(21))
    assert (ticket.version, ticket.position) == (8, last.position)
    steps = (await world.ask(queries.steps_of, [told.ticket]))[told.ticket]
    assert [(step.type, step.status, step.on_time) for step in steps] == [
        ("TicketRaised", "RAISED", None),
        ("TicketTriaged", "TRIAGED", True),
        ("TicketDispatched", "DISPATCHED", True),
        ("TicketAccepted", "ACCEPTED", True),
        ("ProgressNoted", "ACCEPTED", None),
        ("TicketResolved", "RESOLVED", False),
        ("ResolutionConfirmed", "CONFIRMED", True),
        ("TicketClosed", "CLOSED", None),
    ]
    assert [step.note for step in steps] == ["d0", None, None, None, "n", "a", None, None]


async def test_on_time_is_until_midnight_in_china(world, told):
    raised(told, due=7)
    told(
        "TicketTriaged",
        datetime(2026, 1, 7, 15, 59, 59, 999_999, tzinfo=UTC),
        level="ON_SITE",
        due_on=date(2026, 1, 7),
        next_due_on=date(2026, 1, 8),
    )
    told(
        "TicketDispatched",
        datetime(2026, 1, 8, 16, tzinfo=UTC),
        department=DEPARTMENT,
        due_on=date(2026, 1, 8),
        next_due_on=date(2026, 1, 20),
    )
    await world.project(READ_MODEL)
    steps = (await world.ask(queries.steps_of, [told.ticket]))[told.ticket]
    assert [step.on_time for step in steps] == [None, True, False]


async def test_sent_back_escalated_and_reopened_are_counted(world, told):
    next_due = {"due_on": date(2026, 1, 30), "next_due_on": date(2026, 1, 30)}
    raised(told)
    told("TicketTriaged", day(5), level="ON_SITE", **next_due)
    told("TicketDispatched", day(5), department=DEPARTMENT, **next_due)
    told("TicketAccepted", day(5), department=DEPARTMENT, handler=person("x"), **next_due)
    told("TicketReturned", day(5), department=DEPARTMENT, reason=said("r"), **next_due)
    await world.project(READ_MODEL)
    ticket = await only(world)
    assert (ticket.status, ticket.department, ticket.handler_subject, ticket.returned) == (
        "TRIAGED",
        None,
        None,
        1,
    )
    told(
        "TicketEscalated",
        day(5),
        from_level="ON_SITE",
        to_level="ESCALATED",
        reason=said("e"),
        **next_due,
    )
    told("TicketDispatched", day(5), department=DEPARTMENT, **next_due)
    told("TicketAccepted", day(5), department=DEPARTMENT, **next_due)
    told("TicketResolved", day(6), department=DEPARTMENT, answer=said("a"), **next_due)
    told("TicketReopened", day(7), times=1, department=DEPARTMENT, reason=said("again"), **next_due)
    await world.project(READ_MODEL)
    ticket = await only(world)
    assert (ticket.status, ticket.level, ticket.escalated, ticket.reopened) == ("ACCEPTED", "ESCALATED", 1, 1)
    assert (ticket.resolved_at, ticket.due_on) == (None, date(2026, 1, 30))


@pytest.mark.parametrize(
    "judged", [{"satisfaction": "DISSATISFIED", "by_silence": False}, {"by_silence": True}]
)
async def test_a_ticket_reopened_after_it_was_confirmed_is_judged_anew(world, told, judged):
    raised(told)
    told("TicketTriaged", day(5), level="ON_SITE", due_on=date(2026, 1, 7), next_due_on=date(2026, 1, 8))
    told("TicketResolved", day(5), answer=said("a"), due_on=date(2026, 1, 8), next_due_on=date(2026, 1, 12))
    told("ResolutionConfirmed", day(13), due_on=date(2026, 1, 12), **judged)
    told("TicketReopened", day(13), times=1, reason=said("r"), next_due_on=date(2026, 1, 14))
    await world.project(READ_MODEL)
    ticket = await only(world)
    assert (ticket.status, ticket.due_on, ticket.resolved_at) == ("TRIAGED", date(2026, 1, 14), None)
    assert (ticket.satisfaction, ticket.confirmed_by_silence) == (None, False)


async def test_silence_confirms_and_is_never_late(world, told):
    raised(told)
    told("TicketTriaged", day(5), level="ON_SITE", due_on=date(2026, 1, 7), next_due_on=date(2026, 1, 8))
    told("TicketResolved", day(5), answer=said("a"), due_on=date(2026, 1, 8), next_due_on=date(2026, 1, 12))
    told("ResolutionConfirmed", day(13), by_silence=True, due_on=date(2026, 1, 12))
    await world.project(READ_MODEL)
    ticket = await only(world)
    assert (ticket.status, ticket.confirmed_by_silence, ticket.late_steps) == ("CONFIRMED", True, 0)


async def test_overdue_is_asked_for_a_day_of_the_past_as_well(world, told):
    raised(told, due=7)
    told("TicketTriaged", day(9), level="ON_SITE", due_on=date(2026, 1, 7), next_due_on=date(2026, 1, 12))
    await world.project(READ_MODEL)

    async def overdue(number: int) -> int:
        return await world.ask(queries.count, TicketFilter(overdue_on=date(2026, 1, number)))

    assert [await overdue(n) for n in (6, 7, 8, 9, 12, 13, 20)] == [0, 0, 1, 0, 0, 1, 1]
    ticket = await only(world)
    assert [ticket.overdue(date(2026, 1, n)) for n in (12, 13)] == [False, True]


async def test_an_extension_counts_from_the_day_it_was_given(world, told):
    raised(told, due=7)
    told(
        "DeadlineExtended",
        day(9),
        step="RAISED",
        due_on=date(2026, 1, 7),
        next_due_on=date(2026, 1, 12),
        reason=said("r"),
    )
    told("TicketTriaged", day(12), level="ON_SITE", due_on=date(2026, 1, 12), next_due_on=date(2026, 1, 20))
    await world.project(READ_MODEL)
    ticket = await only(world)
    assert (ticket.extended, ticket.late_steps, ticket.due_on) == (1, 0, date(2026, 1, 20))
    days = [TicketFilter(overdue_on=date(2026, 1, n)) for n in (8, 9, 12, 20, 21)]
    assert [await world.ask(queries.count, one) for one in days] == [1, 0, 0, 0, 1]


async def test_a_raiser_who_is_silent_leaves_nothing_overdue(world, told):
    raised(told, due=7)
    told("TicketTriaged", day(5), level="ON_SITE", due_on=date(2026, 1, 7), next_due_on=date(2026, 1, 8))
    told("TicketResolved", day(5), answer=said("a"), due_on=date(2026, 1, 8), next_due_on=date(2026, 1, 12))
    await world.project(READ_MODEL)
    assert await world.ask(queries.count, TicketFilter(overdue_on=date(2026, 1, 20))) == 0
    assert not (await only(world)).overdue(date(2026, 1, 20))


async def test_a_withdrawn_ticket_has_ended(world, told):
    raised(told)
    told("TicketWithdrawn", day(6), due_on=date(2026, 1, 7))
    await world.project(READ_MODEL)
    ticket = await only(world)
    assert (ticket.status, ticket.ended_at, ticket.due_on) == ("WITHDRAWN", day(6), None)
    assert await world.ask(queries.count, TicketFilter(overdue_on=date(2026, 2, 1))) == 0


async def test_every_filter_narrows(world, told):
    raised(told)
    told("TicketTriaged", day(5), level="ON_SITE", due_on=date(2026, 1, 7), next_due_on=date(2026, 1, 8))
    told(
        "TicketDispatched",
        day(5),
        department=DEPARTMENT,
        due_on=date(2026, 1, 8),
        next_due_on=date(2026, 1, 9),
    )
    await world.project(READ_MODEL)
    hits = [
        {"alliance": ALLIANCE},
        {"raiser": RAISER},
        {"department": DEPARTMENT},
        {"levels": ["ON_SITE", "ESCALATED"]},
        {"statuses": ["DISPATCHED"]},
        {"text": "公交"},
        {"since": date(2026, 1, 5), "until": date(2026, 1, 5)},
        {"overdue_on": date(2026, 1, 10)},
    ]
    misses = [
        {"alliance": RAISER},
        {"raiser": ALLIANCE},
        {"department": RAISER},
        {"levels": []},
        {"statuses": ["RAISED"]},
        {"text": "%"},
        {"since": date(2026, 1, 6)},
        {"until": date(2026, 1, 4)},
        {"overdue_on": date(2026, 1, 9)},
    ]
    assert [await world.ask(queries.count, TicketFilter(**one)) for one in hits] == [1] * len(hits)
    assert [await world.ask(queries.count, TicketFilter(**one)) for one in misses] == [0] * len(misses)
    every = {name: value for one in hits for name, value in one.items()}
    assert await world.ask(queries.count, TicketFilter(**every)) == 1


async def test_urging_shows_who_must_act_and_moves_no_deadline(world, told):
    raised(told)
    told("TicketUrged", day(8), step="RAISED", responsible="ALLIANCE", due_on=date(2026, 1, 7))
    await world.project(READ_MODEL)
    ticket = await only(world)
    assert (ticket.due_on, ticket.late_steps) == (date(2026, 1, 7), 0)
    steps = (await world.ask(queries.steps_of, [told.ticket]))[told.ticket]
    assert [(s.responsible, s.on_time) for s in steps] == [(None, None), ("ALLIANCE", None)]
    assert await world.ask(queries.count, TicketFilter(overdue_on=date(2026, 1, 9))) == 1
