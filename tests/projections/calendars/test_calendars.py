"""What is arranged for each year, as it stands last."""

from datetime import date

from concord.charters import calendar_id
from concord.readmodels.calendars import READ_MODEL, queries


async def test_a_year_is_shown_as_it_was_arranged_last(world):
    calendar = calendar_id(world.tenant.id)

    def arrange(year: int, off: date, document: str):
        return world.story.tell(
            "calendars.HolidaysArranged",
            calendar,
            year=year,
            days_off=(off,),
            days_worked=(date(year, 2, 1),),
            document=document,
        )

    world.story.tell("calendars.CalendarOpened", calendar)
    arrange(2025, date(2025, 1, 1), "甲")
    arrange(2024, date(2024, 1, 1), "乙")
    last = arrange(2025, date(2025, 1, 2), "丙")
    await world.project(READ_MODEL)

    row = (await world.ask(queries.by_ids, [calendar]))[calendar]
    assert (row.version, row.position) == (4, last.position)
    years = (await world.ask(queries.years_of, [calendar]))[calendar]
    assert [(one.year, one.days_off, one.document) for one in years] == [
        (2024, [date(2024, 1, 1)], "乙"),
        (2025, [date(2025, 1, 2)], "丙"),
    ]
    assert queries.working_days(years).worked == {date(2024, 2, 1), date(2025, 2, 1)}
