"""A tenant's working calendar: one stream, so that whoever counts a deadline reads it at once."""

from dataclasses import field
from datetime import date

import msgspec
from eventsourcing.domain import Aggregate, event

from concord.calendars import events
from concord.charters import WorkingDays


class Arrangement(msgspec.Struct, frozen=True):
    """节假日安排: of one year."""

    days_off: tuple[date, ...]
    days_worked: tuple[date, ...]
    document: str


class WorkingCalendar(Aggregate):
    """工作日历: the arrangements of the years."""

    CalendarOpened = events.CalendarOpened
    HolidaysArranged = events.HolidaysArranged

    years: dict[int, Arrangement] = field(init=False, default_factory=dict)

    def facts(self) -> WorkingDays:
        """What deadlines count by."""
        years = self.years.values()
        return WorkingDays(
            off=frozenset(day for one in years for day in one.days_off),
            worked=frozenset(day for one in years for day in one.days_worked),
        )

    def arrange(self, year: int, arrangement: Arrangement) -> None:
        """Nothing happens where the year is arranged so already."""
        if self.years.get(year) != arrangement:
            self._arranged(year=year, **msgspec.structs.asdict(arrangement))

    @event(events.HolidaysArranged)
    def _arranged(
        self, year: int, days_off: tuple[date, ...], days_worked: tuple[date, ...], document: str
    ) -> None:
        self.years[year] = Arrangement(days_off, days_worked, document)
