"""Release an accepted report's figures to the tenant above."""

from concord.commanding import Circumstances, Facts
from concord.reports.aggregate import Report
from concord.reports.commands.base import STEP, ReportCommand
from concord.reports.errors import ReportRefusal


class ReleaseFigures(ReportCommand, frozen=True, kw_only=True):
    """公布数字: of an accepted report, for the tenant above to see."""

    refuses = (*STEP, ReportRefusal.NOT_ACCEPTED, ReportRefusal.ALREADY_RELEASED)

    def act(self, report: Report, facts: Facts, at: Circumstances) -> None:
        report.release(facts["alliance"].name, facts["alliance"].kind)
