"""Plan an inspection, carry it out, record what it finds."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate

from concord.charters import (
    TEXT,
    FindingKind,
    InspectionKind,
    Standing,
    StandingRefusal,
    calendar_of,
    check_narrative,
    check_text,
    require_own,
)
from concord.commanding import Circumstances, Command, Facts, Read, Refusal
from concord.inspections.aggregate import Inspection
from concord.inspections.commands.base import RULED, STEP, InspectionCommand, inspection_rules
from concord.inspections.errors import InspectionRefusal
from concord.privacy import Narrative


class PlanInspection(Command, frozen=True, kw_only=True):
    """安排检查: a member's squad inspects another member, or the committee does."""

    aggregate: ClassVar[type[Aggregate]] = Inspection
    refuses = (
        *RULED,
        *TEXT,
        StandingRefusal.MEMBER_HAS_LEFT,
        StandingRefusal.NOT_A_MEMBER,
        StandingRefusal.NOT_YOUR_ORGANIZATION,
        InspectionRefusal.KIND_NOT_IN_CHARTER,
        InspectionRefusal.INSPECTOR_NEEDED,
        InspectionRefusal.INSPECTS_ITSELF,
    )

    alliance: UUID
    kind: InspectionKind
    subject: UUID
    title: str
    planned_on: date
    inspector: UUID | None = None

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return uuid5(command, "inspections.Inspection")

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        return {"alliance": Read("alliances.Alliance", self.alliance, Standing)}

    def decide(self, aggregate: None, facts: Facts, at: Circumstances) -> Inspection:
        check_text("title", self.title)
        alliance: Standing = facts["alliance"]
        if self.kind not in inspection_rules(alliance, at).kinds:
            raise Refusal(InspectionRefusal.KIND_NOT_IN_CHARTER, "kind")
        alliance.require_not_departed(at.organization, at.today)
        alliance.require_member(self.subject, at.today, "subject")
        self._check_inspector(alliance, at)
        return Inspection._create(
            Inspection.InspectionPlanned,
            id=self.stream(at.tenant, at.command),
            alliance=self.alliance,
            kind=self.kind,
            inspector=self.inspector,
            subject=self.subject,
            title=self.title,
            planned_on=self.planned_on,
        )

    def _check_inspector(self, alliance: Standing, at: Circumstances) -> None:
        if self.inspector is None:
            if self.kind is InspectionKind.MUTUAL or at.role == "officer":
                raise Refusal(InspectionRefusal.INSPECTOR_NEEDED, "inspector")
            return
        if self.inspector == self.subject:
            raise Refusal(InspectionRefusal.INSPECTS_ITSELF, "inspector")
        alliance.require_member(self.inspector, at.today, "inspector")
        require_own(self.inspector, at, "inspector")


class CarryOutInspection(InspectionCommand, frozen=True, kw_only=True):
    """登记检查: it was done."""

    refuses = (
        *STEP,
        *RULED,
        InspectionRefusal.WRONG_STATUS,
        InspectionRefusal.NOT_THE_INSPECTOR,
        InspectionRefusal.TOO_EARLY,
    )

    summary: Narrative

    def act(self, inspection: Inspection, facts: Facts, at: Circumstances) -> None:
        check_narrative("summary", self.summary)
        inspection_rules(facts["alliance"], at)
        inspection.carry_out(facts["alliance"].judged_on(at), self.summary, at)


class CancelInspection(InspectionCommand, frozen=True, kw_only=True):
    """取消检查: it does not take place."""

    refuses = (*STEP, InspectionRefusal.WRONG_STATUS, InspectionRefusal.NOT_THE_INSPECTOR)

    reason: Narrative

    def act(self, inspection: Inspection, facts: Facts, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        inspection.cancel(self.reason, at)


class RecordFinding(InspectionCommand, frozen=True, kw_only=True):
    """登记问题: a hazard or a shortcoming, to be put right by a day not after the charter's."""

    refuses = (
        *STEP,
        *RULED,
        InspectionRefusal.WRONG_STATUS,
        InspectionRefusal.NOT_THE_INSPECTOR,
        InspectionRefusal.DEADLINE_OUT_OF_RANGE,
        InspectionRefusal.TOO_MANY_FINDINGS,
    )

    kind: FindingKind
    title: str
    description: Narrative | None = None
    until: date | None = None

    def act(self, inspection: Inspection, facts: Facts, at: Circumstances) -> None:
        check_text("title", self.title)
        check_narrative("description", self.description)
        days = inspection_rules(facts["alliance"], at).days(self.kind)
        latest = calendar_of(facts).after(at.today, days)
        if self.until is not None and not at.today <= self.until <= latest:
            raise Refusal(
                InspectionRefusal.DEADLINE_OUT_OF_RANGE,
                "until",
                until=self.until,
                today=at.today,
                latest=latest,
            )
        inspection.find(at.command, self.kind, self.title, self.description, self.until or latest, at)
