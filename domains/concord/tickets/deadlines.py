"""By when the steps of a ticket are due, and what is late: days in the tenant's time zone."""

from datetime import date

import msgspec

from concord.charters import Charter, TicketLevel, TriageLevel, WorkingDays
from concord.commanding import Refusal
from concord.tickets.errors import LEVEL_NAMES, TicketRefusal


class Terms(msgspec.Struct, frozen=True):
    """办理时限: the charter in force, and the calendar by which its working days count."""

    charter: Charter
    calendar: WorkingDays

    def after(self, start: date, days: int) -> date:
        """The last day of so many working days."""
        return self.calendar.after(start, days)

    def level(self, level: TriageLevel) -> TicketLevel:
        """The deadlines of a triage level. Raises `Refusal` where the charter has none."""
        found = self.charter.ticket_level(level)
        if found is None:
            raise Refusal(TicketRefusal.LEVEL_NOT_IN_CHARTER, "level", level=LEVEL_NAMES[level])
        return found


def is_late(due_on: date, recorded_on: date) -> bool:
    """Late begins with the day after the deadline; `recorded_on` is the ledger's day, not a clerk's claim."""
    return recorded_on > due_on
