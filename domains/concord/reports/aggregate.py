"""A report: drafted once a period, submitted with the ledger's figures, returned or accepted."""

from datetime import date
from enum import StrEnum
from uuid import UUID, uuid5

import msgspec
from eventsourcing.domain import Aggregate, event

from concord.commanding import Refusal
from concord.figures import Figure
from concord.privacy import Narrative
from concord.reports import events
from concord.reports.errors import ReportRefusal
from concord.reports.facts import ReportFacts


class ReportStatus(StrEnum):
    """报告状态: where a report stands."""

    DRAFT = "DRAFT"  # 已起草
    SUBMITTED = "SUBMITTED"  # 已报送，待审核
    RETURNED = "RETURNED"  # 已退回，待重报
    ACCEPTED = "ACCEPTED"  # 已审核通过


def report_id(tenant: UUID, alliance: UUID, period: str) -> UUID:
    """One report of a period of an alliance."""
    return uuid5(tenant, f"report:{alliance}:{period}")


class Counting(msgspec.Struct, frozen=True):
    """What was counted for the last submission."""

    definition: int
    position: int
    figures: tuple[Figure, ...]

    @property
    def common(self) -> tuple[Figure, ...]:
        """Without what is of a single department: an organization's number means nothing to others."""
        return tuple(one for one in self.figures if not (one.of and one.code.startswith("tickets.")))


class Report(Aggregate):
    """报告: of one period of one alliance."""

    ReportDrafted = events.ReportDrafted
    ReportSubmitted = events.ReportSubmitted
    ReportReturned = events.ReportReturned
    ReportAccepted = events.ReportAccepted
    FiguresReleased = events.FiguresReleased

    alliance: UUID
    period: str
    starts_on: date
    ends_on: date
    due_on: date
    status: ReportStatus
    submissions: int
    submitted_by: str | None
    counted: Counting | None
    released: bool

    @event(events.ReportDrafted)
    def __init__(self, alliance: UUID, period: str, starts_on: date, ends_on: date, due_on: date) -> None:
        self.alliance = alliance
        self.period = period
        self.starts_on = starts_on
        self.ends_on = ends_on
        self.due_on = due_on
        self.status = ReportStatus.DRAFT
        self.submissions = 0
        self.submitted_by = None
        self.counted = None
        self.released = False

    def facts(self) -> ReportFacts:
        """What is counted."""
        return ReportFacts(self.alliance, self.starts_on, self.ends_on)

    def submit(
        self,
        definition: int,
        position: int,
        figures: tuple[Figure, ...],
        judged_on: date,
        summary: Narrative | None,
        actor: str,
    ) -> None:
        """With figures; that the period is over is the caller's to check."""
        self._require_not_accepted()
        if self.status is ReportStatus.SUBMITTED:
            raise Refusal(ReportRefusal.ALREADY_SUBMITTED)
        self.trigger_event(
            self.ReportSubmitted,
            submission=self.submissions + 1,
            definition=definition,
            position=position,
            figures=figures,
            judged_on=judged_on,
            on_time=judged_on <= self.due_on,
            summary=summary,
            submitted_by=actor,
        )

    def give_back(self, remarks: Narrative, actor: str) -> None:
        """To be submitted anew."""
        self._require_under_review(actor)
        self.trigger_event(self.ReportReturned, submission=self.submissions, remarks=remarks)

    def accept(self, remarks: Narrative | None, actor: str) -> None:
        """As submitted."""
        self._require_under_review(actor)
        self.trigger_event(self.ReportAccepted, submission=self.submissions, remarks=remarks)

    def release(self, alliance_name: str, kind: str) -> None:
        """Its figures, for the tenant above to see."""
        if self.status is not ReportStatus.ACCEPTED or self.counted is None:
            raise Refusal(ReportRefusal.NOT_ACCEPTED)
        if self.released:
            raise Refusal(ReportRefusal.ALREADY_RELEASED)
        self.trigger_event(
            self.FiguresReleased,
            alliance=self.alliance,
            alliance_name=alliance_name,
            kind=kind,
            period=self.period,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            submission=self.submissions,
            definition=self.counted.definition,
            position=self.counted.position,
            figures=self.counted.common,
        )

    def _require_not_accepted(self) -> None:
        if self.status is ReportStatus.ACCEPTED:
            raise Refusal(ReportRefusal.ALREADY_ACCEPTED)

    def _require_under_review(self, actor: str) -> None:
        self._require_not_accepted()
        if self.status is not ReportStatus.SUBMITTED:
            raise Refusal(ReportRefusal.NOT_SUBMITTED)
        if actor == self.submitted_by:
            raise Refusal(ReportRefusal.JUDGED_BY_AUTHOR)

    @event(events.ReportSubmitted)
    def _submitted(
        self,
        submission: int,
        definition: int,
        position: int,
        figures: tuple[Figure, ...],
        submitted_by: str,
    ) -> None:
        self.counted = Counting(definition, position, figures)
        self.status = ReportStatus.SUBMITTED
        self.submissions = submission
        self.submitted_by = submitted_by

    @event(events.ReportReturned)
    def _returned(self) -> None:
        self.status = ReportStatus.RETURNED

    @event(events.ReportAccepted)
    def _accepted(self) -> None:
        self.status = ReportStatus.ACCEPTED

    @event(events.FiguresReleased)
    def _released(self) -> None:
        self.released = True
