"""工作日历: the days off and the days worked in their place, by which every deadline counts."""

from concord.calendars.aggregate import WorkingCalendar
from concord.calendars.commands import COMMANDS
from concord.commanding import Context

CONTEXT = Context(name="calendars", aggregates=(WorkingCalendar,), commands=COMMANDS, chinese="工作日历")
