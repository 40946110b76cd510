"""What one may ask of projects and benefits."""

from concord.projects.commands.benefiting import RecordBenefit
from concord.projects.commands.delivering import ClaimProject, CompleteProject, ReachMilestone
from concord.projects.commands.proposing import DropProject, ProposeProject, SelectProject

COMMANDS = (
    ProposeProject,
    SelectProject,
    ClaimProject,
    ReachMilestone,
    CompleteProject,
    DropProject,
    RecordBenefit,
)

__all__ = [
    "COMMANDS",
    "ClaimProject",
    "CompleteProject",
    "DropProject",
    "ProposeProject",
    "ReachMilestone",
    "RecordBenefit",
    "SelectProject",
]
