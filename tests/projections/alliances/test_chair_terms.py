"""Who holds the chair on a day."""

from datetime import date
from uuid import uuid4

from telling import said

from concord.readmodels.alliances import queries

FIRST, SECOND = uuid4(), uuid4()


def rotate(alliance, organization, starts, ends, *, predecessor=None, predecessor_ends_on=None):
    alliance.tell(
        "ChairRotated",
        organization=organization,
        title="执行会长单位",
        starts_on=starts,
        ends_on=ends,
        basis="FIXED_ORDER",
        predecessor=predecessor,
        predecessor_ends_on=predecessor_ends_on,
        passed_over=(),
    )


def vacate(alliance, organization, on):
    alliance.tell("ChairVacated", organization=organization, vacated_on=on, cause="LEFT", reason=said("why"))


async def chair(alliance, month, day):
    term = await alliance.see(queries.chairs_of, date(2026, month, day))
    return term and term.organization


async def test_a_term_holds_on_both_its_days(alliance):
    rotate(alliance, FIRST, date(2026, 1, 5), date(2026, 3, 31))
    rotate(
        alliance,
        SECOND,
        date(2026, 4, 1),
        date(2026, 6, 30),
        predecessor=FIRST,
        predecessor_ends_on=date(2026, 3, 31),
    )
    days = [(1, 4), (1, 5), (3, 31), (4, 1), (6, 30), (7, 1)]
    assert [await chair(alliance, *day) for day in days] == [None, FIRST, FIRST, SECOND, SECOND, None]


async def test_a_term_is_cut_short_by_the_next(alliance):
    rotate(alliance, FIRST, date(2026, 1, 5), date(2026, 3, 31))
    rotate(
        alliance,
        SECOND,
        date(2026, 2, 1),
        date(2026, 4, 30),
        predecessor=FIRST,
        predecessor_ends_on=date(2026, 1, 31),
    )
    assert [term.ends_on for term in await alliance.see(queries.chair_terms_of)] == [
        date(2026, 1, 31),
        date(2026, 4, 30),
    ]
    assert [await chair(alliance, *day) for day in ((1, 31), (2, 1))] == [FIRST, SECOND]


async def test_a_vacated_chair_has_no_holder_from_that_day(alliance):
    rotate(alliance, FIRST, date(2026, 1, 5), date(2026, 3, 31))
    vacate(alliance, FIRST, date(2026, 2, 10))
    assert [await chair(alliance, *day) for day in ((2, 9), (2, 10))] == [FIRST, None]
    [term] = await alliance.see(queries.chair_terms_of)
    assert (term.vacated_on, term.vacancy_cause, term.reason) == (date(2026, 2, 10), "LEFT", "why")


async def test_the_term_to_come_stays_when_the_one_under_way_is_vacated(alliance):
    rotate(alliance, FIRST, date(2026, 1, 5), date(2026, 3, 31))
    rotate(
        alliance,
        SECOND,
        date(2026, 4, 1),
        date(2026, 6, 30),
        predecessor=FIRST,
        predecessor_ends_on=date(2026, 3, 31),
    )
    vacate(alliance, FIRST, date(2026, 2, 10))
    days = [(2, 9), (2, 10), (3, 31), (4, 1), (6, 30)]
    assert [await chair(alliance, *day) for day in days] == [FIRST, None, None, SECOND, SECOND]
    in_office, coming = await alliance.see(queries.chair_terms_of)
    assert (in_office.vacated_on, coming.vacated_on) == (date(2026, 2, 10), None)


async def test_a_term_to_come_that_is_vacated_never_begins(alliance):
    rotate(alliance, FIRST, date(2026, 1, 5), date(2026, 3, 31))
    rotate(
        alliance,
        SECOND,
        date(2026, 4, 1),
        date(2026, 6, 30),
        predecessor=FIRST,
        predecessor_ends_on=date(2026, 3, 31),
    )
    vacate(alliance, SECOND, date(2026, 4, 1))
    assert [await chair(alliance, *day) for day in ((3, 31), (4, 1), (6, 30))] == [FIRST, None, None]
    rotate(
        alliance,
        SECOND,
        date(2026, 3, 1),
        date(2026, 5, 31),
        predecessor=FIRST,
        predecessor_ends_on=date(2026, 2, 28),
    )
    assert [await chair(alliance, *day) for day in ((2, 28), (3, 1), (5, 31))] == [FIRST, SECOND, SECOND]


async def test_one_who_leaves_vacates_the_term_under_way_and_the_one_to_come(alliance):
    rotate(alliance, FIRST, date(2026, 1, 5), date(2026, 3, 31))
    rotate(
        alliance,
        FIRST,
        date(2026, 4, 1),
        date(2026, 6, 30),
        predecessor=FIRST,
        predecessor_ends_on=date(2026, 3, 31),
    )
    vacate(alliance, FIRST, date(2026, 2, 1))
    assert [await chair(alliance, *day) for day in ((1, 31), (2, 1), (4, 1))] == [FIRST, None, FIRST]
    vacate(alliance, FIRST, date(2026, 4, 1))
    assert [await chair(alliance, *day) for day in ((1, 31), (2, 1), (4, 1))] == [FIRST, None, None]


async def test_a_handover_is_noted_with_the_successors_term(alliance):
    rotate(alliance, FIRST, date(2026, 1, 5), date(2026, 3, 31))
    rotate(
        alliance,
        SECOND,
        date(2026, 4, 1),
        date(2026, 6, 30),
        predecessor=FIRST,
        predecessor_ends_on=date(2026, 3, 31),
    )
    alliance.tell(
        "HandoverRecorded",
        predecessor=FIRST,
        successor=SECOND,
        term_starts_on=date(2026, 4, 1),
        handed_over_on=date(2026, 4, 2),
        notes=said("keys"),
    )
    first, second = await alliance.see(queries.chair_terms_of)
    assert (first.handed_over_on, second.handed_over_on) == (None, date(2026, 4, 2))
    assert second.handover_notes == "keys"
