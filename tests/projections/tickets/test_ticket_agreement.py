"""What read models show of a ticket is what the aggregate holds, after any history the rules allow."""

from datetime import timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from towns import Town

from concord.charters import TriageLevel
from concord.commanding import Command
from concord.privacy import Narrative
from concord.readmodels.tickets import READ_MODEL, queries
from concord.tickets import commands as ask
from concord.tickets.events import Satisfaction

TEXT = Narrative("说明")
STRAIGHT = ("triage", "dispatch", "accept", "resolve", "confirm", "close")
ASIDE = ("return", "note", "silence", "reopen", "escalate", "extend", "urge", "withdraw")
STEPS = st.tuples(st.sampled_from([*STRAIGHT, *ASIDE]), st.sampled_from(TriageLevel), st.integers(0, 4))


def step(town: Town, verb: str, ticket: UUID, level: TriageLevel, days: int) -> tuple[Command, UUID]:
    raiser, department = town.units[2], town.units[5]
    return {
        "triage": (ask.TriageTicket(ticket=ticket, level=level), raiser),
        "dispatch": (ask.DispatchTicket(ticket=ticket, department=department), raiser),
        "accept": (ask.AcceptTicket(ticket=ticket), department),
        "return": (ask.ReturnTicket(ticket=ticket, reason=TEXT), department),
        "note": (ask.NoteProgress(ticket=ticket, note=TEXT), department),
        "resolve": (ask.ResolveTicket(ticket=ticket, answer=TEXT), department),
        "confirm": (ask.ConfirmTicket(ticket=ticket, satisfaction=Satisfaction.DISSATISFIED), raiser),
        "silence": (ask.ConfirmBySilence(ticket=ticket), raiser),
        "reopen": (ask.ReopenTicket(ticket=ticket, reason=TEXT), raiser),
        "escalate": (ask.EscalateTicket(ticket=ticket, reason=TEXT), raiser),
        "extend": (
            ask.ExtendDeadline(ticket=ticket, until=town.today + timedelta(days=days + 3), reason=TEXT),
            raiser,
        ),
        "urge": (ask.UrgeTicket(ticket=ticket), raiser),
        "withdraw": (ask.WithdrawTicket(ticket=ticket), raiser),
        "close": (ask.CloseTicket(ticket=ticket, reason=TEXT), raiser),
    }[verb]


@settings(max_examples=15, deadline=None)
@given(begun=st.integers(0, 5), steps=st.lists(STEPS, max_size=20))
async def test_a_ticket_shows_where_it_stands_and_what_is_overdue(new_town, begun, steps):
    world, town = await new_town()
    raised = ask.RaiseTicket(alliance=town.alliance, raiser=town.units[2], title="通勤", description=TEXT)
    ticket = (await town.ask(raised, town.units[2])).stream
    begin = [(verb, TriageLevel.ON_SITE, 1) for verb in STRAIGHT[:begun]]
    overdue = {}
    for verb, level, days in [*begin, *steps, ("none", TriageLevel.ON_SITE, 1)]:
        held = await town.load("tickets.Ticket", ticket)
        for _ in range(days):  # as it stands at the end of each day that passes
            late = held.due_on is not None and held.due_on < town.today and held.status != "RESOLVED"
            overdue[town.today] = late
            town.today += timedelta(days=1)
        if verb != "none":
            command, by = step(town, verb, ticket, level, days)
            await town.ask(command, by)
    await world.follow(await town.entries(), READ_MODEL)

    row = (await world.ask(queries.by_ids, [ticket]))[ticket]
    assert (row.version, row.status, row.level) == (held.version, held.status, held.level)
    assert (row.department, row.due_on) == (held.department, held.due_on)
    assert (row.satisfaction, row.reopened) == (held.satisfaction, held.reopened)
    steps_shown = (await world.ask(queries.steps_of, [ticket]))[ticket]
    assert [one.version for one in steps_shown] == list(range(1, held.version + 1))
    assert row.late_steps == sum(one.on_time is False for one in steps_shown)
    for day, late in overdue.items():
        found = await world.ask(queries.count, queries.TicketFilter(overdue_on=day))
        assert found == late, day
