"""Working calendars as the API shows them."""

from datetime import date
from typing import Annotated, Any

import strawberry

from concord.api.calendars.loaders import CALENDAR, YEARS
from concord.api.errors import bad_input
from concord.api.fields import field, reference, resolved, row_type
from concord.api.info import Info
from concord.api.node import LOADS, Node
from concord.api.scalars import Position
from concord.commanding import Message
from concord.readmodels.calendars.queries import CalendarRow, YearRow, working_days

MOST_WORKING_DAYS = 1_000
TOO_MANY = Message("工作日数应在 0 至 {most} 之间", "Working days lie between 0 and {most}")

Source = strawberry.Parent[CalendarRow]
Start = Annotated[date, strawberry.argument(description="起始日: does not count itself")]
Days = Annotated[int, strawberry.argument(description="工作日数: 0 to 1000")]


@row_type(YearRow, "节假日安排: of one year, as its notice says")
class CalendarYear:
    """What is arranged instead is what counts from then on; recorded deadlines stay."""

    year: int = field("年份: of the notice")
    days_off: list[date] = field("放假: also those at a weekend")
    days_worked: list[date] = field("调休上班: weekend days that are worked")
    document: str = field("通知: its reference")
    position: Position = field("台账序号: of the entry that arranged it")


async def _deadline(root: Source, info: Info, start: Start, working_days_later: Days) -> Any:
    if not 0 <= working_days_later <= MOST_WORKING_DAYS:
        raise bad_input(TOO_MANY, most=MOST_WORKING_DAYS)
    years = await info.context.load(YEARS, root.id)
    return working_days(years).after(start, working_days_later)


@row_type(CalendarRow, "工作日历: by which deadlines count; a year that is not arranged is Monday to Friday")
class WorkingCalendar(Node):
    """One a tenant."""

    years: list[CalendarYear] = reference("年度安排: in order of years", YEARS, "id")
    deadline: date = resolved(
        _deadline, "截止日: the last day of so many working days, or of none the next one worked", date
    )
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


LOADS["WorkingCalendar"] = CALENDAR
