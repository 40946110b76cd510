"""What one may ask of an inspection."""

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
)

__all__ = [
    "COMMANDS",
    "CancelInspection",
    "CarryOutInspection",
    "PlanInspection",
    "RecordFinding",
    "RectifyFinding",
    "RejectRectification",
    "VerifyRectification",
]
