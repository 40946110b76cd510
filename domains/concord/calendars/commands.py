"""What one may ask of the working calendar."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.calendars.aggregate import Arrangement, WorkingCalendar
from concord.calendars.errors import CalendarRefusal
from concord.charters import calendar_id
from concord.commanding import Circumstances, Command, Facts, Refusal, RefusalCode

FIRST, LAST = 2000, 2099
MOST_DAYS = 60
"""Of either kind in a year: the notices know some thirty days off and ten worked."""
MOST_DOCUMENT = 200


class ArrangeHolidays(Command, frozen=True, kw_only=True):
    """登记节假日安排: what one year's notice says, instead of what was said before."""

    aggregate: ClassVar[type[Aggregate]] = WorkingCalendar
    refuses: ClassVar[tuple[RefusalCode, ...]] = tuple(CalendarRefusal)

    year: int
    days_off: tuple[date, ...]
    days_worked: tuple[date, ...] = ()
    document: str

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return calendar_id(tenant)

    def decide(self, aggregate: WorkingCalendar | None, facts: Facts, at: Circumstances) -> WorkingCalendar:
        off, worked = sorted(set(self.days_off)), sorted(set(self.days_worked))
        self._check(off, worked)
        calendar = aggregate or WorkingCalendar._create(
            WorkingCalendar.CalendarOpened, id=calendar_id(at.tenant)
        )
        calendar.arrange(self.year, Arrangement(tuple(off), tuple(worked), self.document))
        return calendar

    def _check(self, off: list[date], worked: list[date]) -> None:
        if not FIRST <= self.year <= LAST:
            raise Refusal(CalendarRefusal.YEAR_INVALID, "year", first=FIRST, last=LAST, year=self.year)
        self._check_days("days_off", off)
        self._check_days("days_worked", worked)
        _none(CalendarRefusal.OFF_AND_WORKED, (day for day in worked if day in off))
        _none(CalendarRefusal.WORKED_ON_WEEKDAY, (day for day in worked if day.weekday() < 5))
        if not self.document.strip() or len(self.document) > MOST_DOCUMENT:
            raise Refusal(CalendarRefusal.DOCUMENT_REQUIRED, "document", limit=MOST_DOCUMENT)

    def _check_days(self, field: str, days: list[date]) -> None:
        if len(days) > MOST_DAYS:
            raise Refusal(CalendarRefusal.TOO_MANY_DAYS, field, limit=MOST_DAYS, count=len(days))
        first, last = date(self.year - 1, 12, 1), date(self.year, 12, 31)
        for day in days:
            if not first <= day <= last:
                raise Refusal(CalendarRefusal.DAY_OUTSIDE_YEAR, field, day=day, year=self.year)


def _none(code: CalendarRefusal, days: Iterable[date]) -> None:
    """Refuses the first of these days, all of which may not be worked."""
    for day in days:
        raise Refusal(code, "days_worked", day=day)


COMMANDS = (ArrangeHolidays,)
