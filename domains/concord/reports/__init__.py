"""报告: a period's ledger, composed, submitted, reviewed."""

from concord.commanding import Context
from concord.reports.aggregate import Report
from concord.reports.briefing import Briefing
from concord.reports.children import ChildFigures
from concord.reports.commands import COMMANDS

CONTEXT = Context(
    name="reports", aggregates=(Report, ChildFigures, Briefing), commands=COMMANDS, chinese="台账反馈"
)
