"""What one may ask of a report."""

from concord.reports.commands.drafting import DraftReport
from concord.reports.commands.judging import AcceptReport, ReturnReport
from concord.reports.commands.submitting import SubmitReport

COMMANDS = (DraftReport, SubmitReport, ReturnReport, AcceptReport)

__all__ = ["COMMANDS", "AcceptReport", "DraftReport", "ReturnReport", "SubmitReport"]
