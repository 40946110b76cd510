"""活动: planned, led in turn, signed up for, held, attended, recorded with evidence."""

from concord.activities.aggregate import Activity
from concord.activities.commands import COMMANDS
from concord.activities.rotation import LeadRotation
from concord.commanding import Context

CONTEXT = Context(
    name="activities", aggregates=(Activity, LeadRotation), commands=COMMANDS, chinese="联盟活动"
)
