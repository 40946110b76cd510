"""What one may ask of an alliance."""

from concord.alliances.commands.chairing import RecordHandover, RotateChair, VacateChair
from concord.alliances.commands.establishing import FoundingMember
from concord.alliances.commands.founding import AdoptCharter, DissolveAlliance, FoundAlliance
from concord.alliances.commands.governing import (
    AdoptProgramme,
    AmendProgramme,
    FollowProgramme,
    IssueReferenceList,
    OverrideCharter,
)
from concord.alliances.commands.joining import (
    AdmitMember,
    ApplyForMembership,
    ConsultOnApplication,
    JoinAlliance,
    RefuseMembership,
)
from concord.alliances.commands.leaving import ChangeTier, CureBreach, LeaveAlliance, Move, RemoveMember
from concord.alliances.commands.obeying import GiveGuidance, ReceiveDirective
from concord.alliances.commands.proposing import ApproveAlliance, ProposeAlliance, RefuseAlliance

COMMANDS = (
    AdoptProgramme,
    AmendProgramme,
    FollowProgramme,
    OverrideCharter,
    IssueReferenceList,
    ProposeAlliance,
    ApproveAlliance,
    RefuseAlliance,
    ReceiveDirective,
    GiveGuidance,
    FoundAlliance,
    AdoptCharter,
    DissolveAlliance,
    JoinAlliance,
    ApplyForMembership,
    ConsultOnApplication,
    AdmitMember,
    RefuseMembership,
    LeaveAlliance,
    RemoveMember,
    ChangeTier,
    CureBreach,
    RotateChair,
    VacateChair,
    RecordHandover,
)

__all__ = [
    "COMMANDS",
    "AdmitMember",
    "AdoptCharter",
    "AdoptProgramme",
    "AmendProgramme",
    "ApplyForMembership",
    "ApproveAlliance",
    "ChangeTier",
    "ConsultOnApplication",
    "CureBreach",
    "DissolveAlliance",
    "FollowProgramme",
    "FoundAlliance",
    "FoundingMember",
    "GiveGuidance",
    "IssueReferenceList",
    "JoinAlliance",
    "LeaveAlliance",
    "Move",
    "OverrideCharter",
    "ProposeAlliance",
    "ReceiveDirective",
    "RecordHandover",
    "RefuseAlliance",
    "RefuseMembership",
    "RemoveMember",
    "RotateChair",
    "VacateChair",
]
