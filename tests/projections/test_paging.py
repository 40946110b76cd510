"""Keyset pages, of every list, in both directions, however many rows tie."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import START, said

from concord.readmodels import activities, alliances, assessments, organizations, tickets
from concord.readmodels.activities.queries import ActivityFilter
from concord.readmodels.alliances.queries import AllianceFilter
from concord.readmodels.assessments.queries import AssessmentFilter
from concord.readmodels.organizations.queries import OrganizationFilter
from concord.readmodels.tickets.queries import TicketFilter

DAY = date(2026, 1, 1)
MOST_PAGES = 20


def organization(story, rank: int, name: str = "") -> None:
    story.tell(
        "organizations.OrganizationRegistered",
        uuid4(),
        credit_code="91320684MA1X00001A",
        name=name or "ABC甲乙"[rank],
        kind="ENTERPRISE",
        party_form="NONE",
        party_members=0,
        affiliated_enterprises=0,
        area="",
        industry="",
    )


def alliance(story, rank: int, name: str = "") -> None:
    story.tell(
        "alliances.AllianceProposed", uuid4(), name=name or "ABC甲乙"[rank], kind="REGIONAL", proposers=()
    )


def activity(story, rank: int) -> None:
    story.tell(
        "activities.ActivityProposed",
        uuid4(),
        alliance=uuid4(),
        title="活动",
        theme="t",
        form="STUDY",
        scale="SMALL",
        source="ALLIANCE",
        planned_on=DAY + timedelta(days=rank),
    )


def ticket(story, rank: int) -> None:
    story.tell(
        "tickets.TicketRaised",
        uuid4(),
        at=START + timedelta(microseconds=rank),
        alliance=uuid4(),
        raiser=uuid4(),
        title="诉求",
        description=said("d"),
        next_due_on=DAY,
    )


def assessment(story, rank: int) -> None:
    story.tell(
        "assessments.PeriodOpened",
        uuid4(),
        alliance=uuid4(),
        scheme=uuid4(),
        scheme_code="s",
        edition=1,
        period="2026",
        starts_on=DAY + timedelta(days=rank),
        ends_on=DAY + timedelta(days=90),
        organizations=(),
        indicators=(),
        stars=(),
    )


# (read model, filter, how to tell a row of a rank, whether the highest rank comes first)
LISTS = {
    "organizations": (organizations, OrganizationFilter(), organization, False),
    "alliances": (alliances, AllianceFilter(), alliance, False),
    "activities": (activities, ActivityFilter(), activity, True),
    "tickets": (tickets, TicketFilter(), ticket, True),
    "assessments": (assessments, AssessmentFilter(), assessment, True),
}


over_every_list = pytest.mark.parametrize("listing", LISTS.values(), ids=LISTS)


def written(queries, row):
    """The cursor of a row as it comes back from a client."""
    cursor = queries.cursor(row)
    return msgspec.json.decode(msgspec.json.encode(cursor), type=type(cursor))


def in_gb_order(cursor: tuple) -> list:
    return [part.encode("gb18030") if isinstance(part, str) else part for part in cursor]


async def walk_forward(world, queries, filter, size) -> list[UUID]:
    found, after = [], None
    for _ in range(MOST_PAGES):
        page = await world.ask(queries.page, filter, after=after, first=size)
        found += [row.id for row in page.rows]
        assert page.has_previous == (after is not None)
        if not page.has_next:
            return found
        assert len(page.rows) == size
        after = written(queries, page.rows[-1])
    raise AssertionError("the pages do not end")


async def walk_backward(world, queries, filter, size) -> list[UUID]:
    found, before = [], None
    for _ in range(MOST_PAGES):
        page = await world.ask(queries.page, filter, before=before, last=size)
        found = [row.id for row in page.rows] + found
        assert page.has_next == (before is not None)
        if not page.has_previous:
            return found
        assert len(page.rows) == size
        before = written(queries, page.rows[0])
    raise AssertionError("the pages do not end")


@over_every_list
@settings(max_examples=12, deadline=None)
@given(ranks=st.lists(st.integers(0, 4), max_size=12), size=st.integers(1, 5))
async def test_pages_in_either_direction_give_every_row_once_in_order(new_world, listing, ranks, size):
    model, filter, tell, descending = listing
    world = await new_world()
    for rank in sorted(ranks):
        tell(world.story, rank)
    await world.project(model.READ_MODEL)
    queries = model.queries
    rows = (await world.ask(queries.page, filter, first=100)).rows
    cursors = [msgspec.structs.astuple(queries.cursor(row)) for row in rows]
    assert cursors == sorted(cursors, key=in_gb_order, reverse=descending)
    every = [row.id for row in rows]
    assert len(every) == len(ranks) == await world.ask(queries.count, filter)
    assert await walk_forward(world, queries, filter, size) == every
    assert await walk_backward(world, queries, filter, size) == every


@pytest.mark.parametrize("name", ["organizations", "alliances"])
async def test_names_go_by_pinyin(new_world, name):
    model, filter, tell, _ = LISTS[name]
    world = await new_world()
    for one in ("张江海工", "安吉物流", "李港船舶", "A港"):
        tell(world.story, 0, one)
    await world.project(model.READ_MODEL)
    rows = (await world.ask(model.queries.page, filter, first=100)).rows
    assert [row.name for row in rows] == ["A港", "安吉物流", "李港船舶", "张江海工"]


@over_every_list
async def test_a_page_between_two_cursors(new_world, listing):
    model, filter, tell, _ = listing
    world = await new_world()
    for rank in (0, 1, 1, 2, 2, 3):
        tell(world.story, rank)
    await world.project(model.READ_MODEL)
    rows = (await world.ask(model.queries.page, filter, first=100)).rows
    bounds = {"after": written(model.queries, rows[0]), "before": written(model.queries, rows[5])}
    page = await world.ask(model.queries.page, filter, **bounds, first=100)
    assert page.rows == rows[1:5]
    page = await world.ask(model.queries.page, filter, **bounds, last=2)
    assert (page.rows, page.has_previous) == (rows[3:5], True)


@over_every_list
async def test_rows_written_between_two_pages_neither_repeat_nor_hide_others(new_world, listing):
    model, filter, tell, _ = listing
    world = await new_world()
    for rank in (1, 1, 2, 3):
        tell(world.story, rank)
    await world.project(model.READ_MODEL)
    every = (await world.ask(model.queries.page, filter, first=100)).rows
    after = written(model.queries, every[1])
    for rank in (0, 4):
        tell(world.story, rank)
    await world.project(model.READ_MODEL)
    page = await world.ask(model.queries.page, filter, after=after, first=100)
    assert [row for row in page.rows if row in every] == list(every[2:])
    assert len(page.rows) == 3  # one of the two new ones stands after the cursor


@over_every_list
@pytest.mark.parametrize("sizes", [{}, {"first": 1, "last": 1}])
async def test_a_page_takes_either_first_or_last(new_world, listing, sizes):
    model, filter, _, _ = listing
    world = await new_world()
    with pytest.raises(ValueError, match="either first or last"):
        await world.ask(model.queries.page, filter, **sizes)
