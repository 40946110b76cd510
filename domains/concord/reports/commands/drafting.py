"""Draft the report of a period."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.charters import Charter, Reporting, StandingRefusal, interval
from concord.commanding import Circumstances, Command, Facts, Read, Refusal
from concord.reports.aggregate import Report, report_id
from concord.reports.errors import ReportRefusal
from concord.reports.facts import AllianceFacts

MOST_PERIOD = 40


class DraftReport(Command, frozen=True, kw_only=True):
    """起草报告: of a period for which the charter asks for one."""

    aggregate: ClassVar[type[Aggregate]] = Report
    refuses = (
        StandingRefusal.ALLIANCE_NOT_ACTIVE,
        StandingRefusal.MEMBER_HAS_LEFT,
        ReportRefusal.PERIOD_INVALID,
        ReportRefusal.PERIOD_NOT_BEGUN,
        ReportRefusal.PERIOD_BEFORE_ALLIANCE,
        ReportRefusal.REPORT_NOT_IN_CHARTER,
        ReportRefusal.ALREADY_DRAFTED,
    )

    alliance: UUID
    period: str
    """`2024`, `2024-H1`, `2024-Q2`, `2024-04`, or `2024-<code of the charter's phase>`."""

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return report_id(tenant, self.alliance, self.period)

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        return {"alliance": Read("alliances.Alliance", self.alliance, AllianceFacts)}

    def decide(self, aggregate: Report | None, facts: Facts, at: Circumstances) -> Report:
        alliance: AllianceFacts = facts["alliance"]
        alliance.require_not_departed(at.organization, at.today)
        reporting, starts_on, ends_on = self._due(alliance, at.today)
        alliance.require_ran(max(starts_on, alliance.approved_on or starts_on), at.today)
        if aggregate is not None:
            raise Refusal(ReportRefusal.ALREADY_DRAFTED, "period")
        return Report._create(
            Report.ReportDrafted,
            id=self.stream(at.tenant, at.command),
            alliance=self.alliance,
            period=self.period,
            starts_on=starts_on,
            ends_on=ends_on,
            recipient=reporting.to,
            due_on=ends_on + timedelta(days=reporting.days),
        )

    def _due(self, alliance: AllianceFacts, today: date) -> tuple[Reporting, date, date]:
        """What the charter asks for that was in force when the period began; where that asks for none, the
        one in force at its end (or today, before it)."""
        found = interval(self.period, self._charter(alliance, today).phases)
        if found is None:
            raise Refusal(ReportRefusal.PERIOD_INVALID, "period", given=self.period[:MOST_PERIOD])
        _, starts_on, ends_on = found
        if starts_on > today:
            raise Refusal(ReportRefusal.PERIOD_NOT_BEGUN, "period", starts_on=starts_on)
        if alliance.approved_on is None or ends_on < alliance.approved_on:
            raise Refusal(ReportRefusal.PERIOD_BEFORE_ALLIANCE, "period")
        for day in (max(starts_on, alliance.approved_on), min(today, ends_on)):
            charter = self._charter(alliance, day)
            again = interval(self.period, charter.phases)
            for reporting in charter.reports:
                if again is not None and reporting.period == again[0]:
                    return reporting, again[1], again[2]
        raise Refusal(ReportRefusal.REPORT_NOT_IN_CHARTER, "period")

    def _charter(self, alliance: AllianceFacts, on: date) -> Charter:
        charter = alliance.charter_on(on)
        if charter is None:
            raise Refusal(ReportRefusal.PERIOD_BEFORE_ALLIANCE, "period")
        return charter
