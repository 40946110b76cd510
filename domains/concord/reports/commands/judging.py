"""Return a report with remarks, or accept it."""

from concord.charters import TEXT
from concord.commanding import Circumstances, Facts
from concord.privacy import Narrative
from concord.reports.aggregate import Report
from concord.reports.commands.base import STEP, ReportCommand
from concord.reports.errors import ReportRefusal
from concord.reports.limits import check_narrative

JUDGED = (*STEP, *TEXT, ReportRefusal.NOT_SUBMITTED, ReportRefusal.JUDGED_BY_AUTHOR)


class ReturnReport(ReportCommand, frozen=True, kw_only=True):
    """退回报告: with remarks, to be submitted anew."""

    refuses = JUDGED

    remarks: Narrative

    def act(self, report: Report, facts: Facts, at: Circumstances) -> None:
        check_narrative("remarks", self.remarks)
        report.give_back(self.remarks, at.actor)


class AcceptReport(ReportCommand, frozen=True, kw_only=True):
    """审核通过报告: as submitted."""

    refuses = JUDGED

    remarks: Narrative | None = None

    def act(self, report: Report, facts: Facts, at: Circumstances) -> None:
        check_narrative("remarks", self.remarks)
        report.accept(self.remarks, at.actor)
