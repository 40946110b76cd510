"""What one may ask of an alliance."""

from concord.alliances.commands.chairing import RecordHandover, RotateChair, VacateChair
from concord.alliances.commands.founding import AdoptCharter, DissolveAlliance, FoundAlliance, FoundingMember
from concord.alliances.commands.joining import (
    AdmitMember,
    ApplyForMembership,
    ConsultOnApplication,
    JoinAlliance,
    RefuseMembership,
)
from concord.alliances.commands.leaving import ChangeTier, CureBreach, LeaveAlliance, Move, RemoveMember

COMMANDS = (
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
    "ApplyForMembership",
    "ChangeTier",
    "ConsultOnApplication",
    "CureBreach",
    "DissolveAlliance",
    "FoundAlliance",
    "FoundingMember",
    "JoinAlliance",
    "LeaveAlliance",
    "Move",
    "RecordHandover",
    "RefuseMembership",
    "RemoveMember",
    "RotateChair",
    "VacateChair",
]
