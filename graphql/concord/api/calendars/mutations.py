"""What can be done to the working calendar."""

from datetime import date

import strawberry

from concord.api.calendars.loaders import CALENDAR, MODEL
from concord.api.calendars.types import WorkingCalendar
from concord.api.errors import bad_input
from concord.api.fields import given
from concord.api.mutating import CommandInput, Returned, mutation
from concord.calendars.commands import ArrangeHolidays
from concord.calendars.shipped import YEARS, arrangement
from concord.commanding import Message

ANSWER = Returned(
    name="workingCalendar", type=WorkingCalendar, chinese="工作日历", load=CALENDAR, model=MODEL
)
NOT_SHIPPED = Message(
    "没有随产品提供 {year} 年的放假通知，请给出 daysOff 和 document；已有：{known}",
    "No notice of {year} ships with the product: give daysOff and document; there are {known}",
)
TOGETHER = Message(
    "daysOff 与 document 须同时给出；都不填则采用随产品提供的通知",
    "Give daysOff and document together; without either the notice that ships with the product is taken",
)


@strawberry.input(description="节假日安排: of one year; without daysOff, as the shipped notice says")
class CalendarArrangeHolidaysInput(CommandInput):
    """Of `calendarArrangeHolidays`."""

    year: int = given("年份: of the notice")
    days_off: list[date] | None = given("放假: days off; shipped ones if omitted", default=None)
    days_worked: list[date] | None = given("调休上班: weekend days that are worked", default=None)
    document: str | None = given("通知: name and number", default=None)


@mutation("登记节假日安排: by which deadlines count from now on", ArrangeHolidays, ANSWER)
def calendar_arrange_holidays(input: CalendarArrangeHolidaysInput) -> ArrangeHolidays:
    if input.days_off is None and input.document is None and input.days_worked is None:
        if input.year not in YEARS:
            raise bad_input(NOT_SHIPPED, year=input.year, known=", ".join(map(str, YEARS)))
        return arrangement(input.year)
    if input.days_off is None or input.document is None:
        raise bad_input(TOGETHER)
    return ArrangeHolidays(
        year=input.year,
        days_off=tuple(input.days_off),
        days_worked=tuple(input.days_worked or ()),
        document=input.document,
    )


FIELDS = (calendar_arrange_holidays,)
