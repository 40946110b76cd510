"""What every command on a drafted report has in common."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.charters import StandingRefusal
from concord.commanding import Circumstances, Command, Facts, Read, RefusalCode, Survey
from concord.reports.aggregate import Report
from concord.reports.errors import ReportRefusal
from concord.reports.facts import AllianceFacts, ReportFacts

STEP: tuple[RefusalCode, ...] = (
    StandingRefusal.ALLIANCE_NOT_ACTIVE,
    StandingRefusal.MEMBER_HAS_LEFT,
    ReportRefusal.ALREADY_ACCEPTED,
)
"""Of every step."""


class ReportCommand(Command, frozen=True, kw_only=True):
    """One step of a report that was drafted."""

    aggregate: ClassVar[type[Aggregate]] = Report

    report: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.report

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read | Survey]:
        reads: dict[str, Read | Survey] = {"report": Read("reports.Report", self.report, ReportFacts)}
        if "report" in known:
            reads["alliance"] = Read("alliances.Alliance", known["report"].alliance, AllianceFacts)
        return reads

    def decide(self, aggregate: Report, facts: Facts, at: Circumstances) -> Report:
        alliance: AllianceFacts = facts["alliance"]
        alliance.require_ran(_first_day(alliance, facts["report"]), at.today)
        alliance.require_not_departed(at.organization, at.today)
        self.act(aggregate, facts, at)
        return aggregate

    def act(self, report: Report, facts: Facts, at: Circumstances) -> None:
        """Takes the step, or raises `Refusal`."""
        raise NotImplementedError


def _first_day(alliance: AllianceFacts, report: ReportFacts) -> date:
    """Of the period, or of the alliance in it."""
    return max(report.starts_on, alliance.approved_on or report.starts_on)
