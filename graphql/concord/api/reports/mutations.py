"""What can be done to reports."""

from uuid import UUID

import strawberry

from concord.api.fields import given, narrative
from concord.api.ids import decode
from concord.api.mutating import CommandInput, Returned, mutation
from concord.api.people import written
from concord.api.reports.loaders import MODEL, REPORT
from concord.api.reports.types import Report
from concord.privacy import Narrative
from concord.reports import commands

ANSWER = Returned(name="report", type=Report, chinese="报告", load=REPORT, model=MODEL)


@strawberry.input(description="起草报告: of which period")
class ReportDraftInput(CommandInput):
    """Of `reportDraft`."""

    alliance_id: strawberry.ID = given("联盟: whose")
    period: str = given("报告期: 2024, 2024-H1, 2024-Q2, 2024-04, or a year with one of the charter's phases")


@strawberry.input(description="报告步骤: which report")
class ReportStepInput(CommandInput):
    """Base of what is done to a report."""

    report_id: strawberry.ID = given("报告: which")


@strawberry.input(description="报送报告: with a summary in words")
class ReportSubmitInput(ReportStepInput):
    """Of `reportSubmit`."""

    summary: str | None = narrative("综述: in words", default=None)


@strawberry.input(description="退回报告: and why")
class ReportReturnInput(ReportStepInput):
    """Of `reportReturn`."""

    remarks: str = narrative("审核意见: in words")


@strawberry.input(description="审核通过报告: as submitted")
class ReportAcceptInput(ReportStepInput):
    """Of `reportAccept`."""

    remarks: str | None = narrative("审核意见: in words", default=None)


def _report(input: ReportStepInput) -> UUID:
    return decode("Report", input.report_id, "input.reportId")


@mutation("起草报告: of a period for which the charter asks for one", commands.DraftReport, ANSWER)
def report_draft(input: ReportDraftInput) -> commands.DraftReport:
    alliance = decode("Alliance", input.alliance_id, "input.allianceId")
    return commands.DraftReport(alliance=alliance, period=input.period)


@mutation("报送报告: with the figures of the period as the ledger stands", commands.SubmitReport, ANSWER)
def report_submit(input: ReportSubmitInput) -> commands.SubmitReport:
    return commands.SubmitReport(report=_report(input), summary=written(input.summary))


@mutation("退回报告: to be submitted anew", commands.ReturnReport, ANSWER)
def report_return(input: ReportReturnInput) -> commands.ReturnReport:
    return commands.ReturnReport(report=_report(input), remarks=Narrative(input.remarks))


@mutation("审核通过报告: by somebody else than who submitted it", commands.AcceptReport, ANSWER)
def report_accept(input: ReportAcceptInput) -> commands.AcceptReport:
    return commands.AcceptReport(report=_report(input), remarks=written(input.remarks))


@mutation("公布数字: of an accepted report, for the tenant above to see", commands.ReleaseFigures, ANSWER)
def report_release_figures(input: ReportStepInput) -> commands.ReleaseFigures:
    return commands.ReleaseFigures(report=_report(input))


FIELDS = (report_draft, report_submit, report_return, report_accept, report_release_figures)
