"""What one may ask of an inspection."""

from concord.inspections.commands.evidencing import AttachInspectionEvidence, RemoveInspectionEvidence
from concord.inspections.commands.inspecting import (
    CancelInspection,
    CarryOutInspection,
    PlanInspection,
    RecordFinding,
)
from concord.inspections.commands.rectifying import (
    RectifyFinding,
    RejectRectification,
    VerifyRectification,
)

COMMANDS = (
    PlanInspection,
    CarryOutInspection,
    CancelInspection,
    RecordFinding,
    RectifyFinding,
    VerifyRectification,
    RejectRectification,
    AttachInspectionEvidence,
    RemoveInspectionEvidence,
)

__all__ = [
    "COMMANDS",
    "AttachInspectionEvidence",
    "CancelInspection",
    "CarryOutInspection",
    "PlanInspection",
    "RecordFinding",
    "RectifyFinding",
    "RejectRectification",
    "RemoveInspectionEvidence",
    "VerifyRectification",
]
