"""What happens to a tenant's working calendar: public names and shapes, contracts for ever."""

from datetime import date

from eventsourcing.domain import Aggregate


class CalendarOpened(Aggregate.Created):
    """工作日历已启用: from now on deadlines count by it; one a tenant."""


class HolidaysArranged(Aggregate.Event):
    """节假日安排已登记: a year's days off and the days worked in their place, instead of what was said of
    that year before. Deadlines that were recorded earlier stay as they are."""

    year: int
    days_off: tuple[date, ...]
    """放假: in order; also those at a weekend."""
    days_worked: tuple[date, ...]
    """调休上班: Saturdays and Sundays, in order."""
    document: str
    """Reference of the notice that arranges them."""
