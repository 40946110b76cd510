"""What one may ask of a report."""

from concord.reports.commands.briefing import FileBriefing
from concord.reports.commands.drafting import DraftReport
from concord.reports.commands.judging import AcceptReport, ReturnReport
from concord.reports.commands.receiving import ReceiveChildFigures
from concord.reports.commands.releasing import ReleaseFigures
from concord.reports.commands.submitting import SubmitReport

COMMANDS = (
    DraftReport,
    SubmitReport,
    ReturnReport,
    AcceptReport,
    ReleaseFigures,
    ReceiveChildFigures,
    FileBriefing,
)

__all__ = [
    "COMMANDS",
    "AcceptReport",
    "DraftReport",
    "FileBriefing",
    "ReceiveChildFigures",
    "ReleaseFigures",
    "ReturnReport",
    "SubmitReport",
]
