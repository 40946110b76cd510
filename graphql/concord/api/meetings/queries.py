"""How meetings are asked for."""

from concord.api.listing import listing, single
from concord.api.meetings.filter import MeetingFilterInput
from concord.api.meetings.loaders import MEETING, MODEL
from concord.api.meetings.types import JointMeeting
from concord.readmodels.meetings import queries

FIELDS = (
    listing("meetings", "联席会议", JointMeeting, MeetingFilterInput, queries, MODEL),
    single("meeting", "联席会议", JointMeeting, MEETING, MODEL),
)
