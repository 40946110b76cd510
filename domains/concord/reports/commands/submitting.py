"""Submit a report with the ledger's figures."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from concord.charters import TEXT, judged_on
from concord.commanding import Circumstances, Facts, Read, Refusal, Survey
from concord.figures import CURRENT, DEFINITIONS, Scope
from concord.privacy import Narrative
from concord.reports.aggregate import Report
from concord.reports.commands.base import STEP, ReportCommand
from concord.reports.errors import ReportRefusal
from concord.reports.limits import check_narrative


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
        charter = facts["alliance"].charter_on(at.occurred_on)
        day = judged_on(charter, at.occurred_on, at.today)
        report.submit(CURRENT, ledger.head, ledger.tally.figures(), day, self.summary, at.actor)
