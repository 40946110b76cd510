"""联席会议与年度计划: what the members of an alliance decide together, and what they plan for a year."""

from concord.commanding import Context
from concord.meetings.aggregate import JointMeeting
from concord.meetings.commands import COMMANDS
from concord.meetings.plan import AnnualPlan
from concord.meetings.series import MeetingSeries

CONTEXT = Context(
    name="meetings",
    aggregates=(JointMeeting, MeetingSeries, AnnualPlan),
    commands=COMMANDS,
    chinese="联席会议",
)
