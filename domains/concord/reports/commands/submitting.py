"""Submit a report with the ledger's figures."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from uuid import UUID

from concord.commanding import Circumstances, Facts, Read, Refusal, Survey
from concord.figures import CURRENT, DEFINITIONS, Scope
from concord.privacy import Narrative
from concord.reports.aggregate import Report
from concord.reports.commands.base import STEP, ReportCommand
from concord.reports.errors import ReportRefusal
from concord.reports.facts import AllianceFacts
from concord.reports.limits import TEXT, check_narrative


class SubmitReport(ReportCommand, frozen=True, kw_only=True):
    """报送报告: with the figures of the period as the ledger stands."""

    refuses = (*STEP, *TEXT, ReportRefusal.PERIOD_NOT_OVER, ReportRefusal.ALREADY_SUBMITTED)

    summary: Narrative | None = None

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read | Survey]:
        reads = dict(super().reads(tenant, known))
        if "report" in known:
            facts = known["report"]
            scope = Scope(facts.starts_on, facts.ends_on, facts.alliance)
            definition = DEFINITIONS[CURRENT]
            reads["ledger"] = Survey(definition.types, partial(definition.begin, scope))
        return reads

    def act(self, report: Report, facts: Facts, at: Circumstances) -> None:
        check_narrative("summary", self.summary)
        if at.occurred_on <= report.ends_on and not facts["alliance"].ended(at.occurred_on):
            raise Refusal(ReportRefusal.PERIOD_NOT_OVER, ends_on=report.ends_on)
        ledger = facts["ledger"]
        judged_on = _judged_on(facts["alliance"], at)
        report.submit(CURRENT, ledger.head, ledger.tally.figures(), judged_on, self.summary, at.actor)


def _judged_on(alliance: AllianceFacts, at: Circumstances) -> date:
    """The day that the clerk claims, if it is not too long ago for the charter."""
    charter = alliance.charter_on(at.occurred_on)
    late = charter is None or (at.today - at.occurred_on).days > charter.late_entry_days
    return at.today if late else at.occurred_on
