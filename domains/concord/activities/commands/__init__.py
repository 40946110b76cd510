"""What one may ask of an activity."""

from concord.activities.commands.calling import CallForLead
from concord.activities.commands.leading import AssignLead
from concord.activities.commands.outreach import LogVolunteerHours, RecordPublicity
from concord.activities.commands.planning import CancelActivity, ProposeActivity, ScheduleActivity, SignUp
from concord.activities.commands.recording import (
    AttachEvidence,
    CorrectActivity,
    HoldActivity,
    LogActivity,
    RecordAttendance,
    RemoveEvidence,
)

COMMANDS = (
    ProposeActivity,
    ScheduleActivity,
    AssignLead,
    CallForLead,
    SignUp,
    HoldActivity,
    RecordAttendance,
    AttachEvidence,
    RemoveEvidence,
    LogActivity,
    LogVolunteerHours,
    RecordPublicity,
    CorrectActivity,
    CancelActivity,
)

__all__ = [
    "COMMANDS",
    "AssignLead",
    "AttachEvidence",
    "CallForLead",
    "CancelActivity",
    "CorrectActivity",
    "HoldActivity",
    "LogActivity",
    "LogVolunteerHours",
    "ProposeActivity",
    "RecordAttendance",
    "RecordPublicity",
    "RemoveEvidence",
    "ScheduleActivity",
    "SignUp",
]
