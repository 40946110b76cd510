"""What one may ask of meetings and plans."""

from concord.meetings.commands.calling import AddAgendaItem, CallMeeting, CancelMeeting
from concord.meetings.commands.holding import HearDutyReport, HoldMeeting
from concord.meetings.commands.planning import (
    AddPlanItem,
    AmendPlan,
    ApprovePlan,
    DraftPlan,
    DropPlanItem,
    PlanItem,
)
from concord.meetings.commands.resolving import (
    Ballot,
    CastVotes,
    DecideMotion,
    FollowUpResolution,
    TableMotion,
)

COMMANDS = (
    CallMeeting,
    AddAgendaItem,
    HoldMeeting,
    TableMotion,
    CastVotes,
    DecideMotion,
    FollowUpResolution,
    HearDutyReport,
    CancelMeeting,
    DraftPlan,
    AddPlanItem,
    DropPlanItem,
    ApprovePlan,
    AmendPlan,
)

__all__ = [
    "COMMANDS",
    "AddAgendaItem",
    "AddPlanItem",
    "AmendPlan",
    "ApprovePlan",
    "Ballot",
    "CallMeeting",
    "CancelMeeting",
    "CastVotes",
    "DecideMotion",
    "DraftPlan",
    "DropPlanItem",
    "FollowUpResolution",
    "HearDutyReport",
    "HoldMeeting",
    "PlanItem",
    "TableMotion",
]
