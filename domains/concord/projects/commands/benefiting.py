"""What came of the alliance's work: an amount or a number, with the records that it rests on."""

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate

from concord.charters import TEXT, Standing, StandingRefusal, check_narrative, require_own
from concord.commanding import Circumstances, Command, Facts, Read, Refusal, Survey
from concord.privacy import Narrative
from concord.projects.benefit import Benefit, check_basis, check_measure
from concord.projects.commands.base import RULED
from concord.projects.errors import BenefitRefusal
from concord.projects.events import BenefitKind
from concord.projects.facts import ProjectFacts


class RecordBenefit(Command, frozen=True, kw_only=True):
    """登记成效: money saved, produced or given, people helped, problems solved."""

    aggregate: ClassVar[type[Aggregate]] = Benefit
    refuses = (
        *TEXT,
        *RULED,
        StandingRefusal.NOT_A_MEMBER,
        StandingRefusal.NOT_YOUR_ORGANIZATION,
        *BenefitRefusal,
    )

    alliance: UUID
    kind: BenefitKind
    evidence: tuple[int, ...]
    """Ledger positions."""
    amount: Decimal | None = None
    count: int | None = None
    organization: UUID | None = None
    project: UUID | None = None
    note: Narrative | None = None

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return uuid5(command, "projects.Benefit")

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read | Survey]:
        reads: dict[str, Read | Survey] = {
            "alliance": Read("alliances.Alliance", self.alliance, Standing),
            "ledger": Survey(),
        }
        if self.project is not None:
            reads["project"] = Read("projects.KeyProject", self.project, ProjectFacts)
        return reads

    def decide(self, aggregate: None, facts: Facts, at: Circumstances) -> Benefit:
        check_measure(self.kind, self.amount, self.count)
        check_basis(self.evidence, facts["ledger"].head)
        check_narrative("note", self.note)
        alliance: Standing = facts["alliance"]
        alliance.require_active(at.today)
        alliance.require_not_departed(at.organization, at.today)
        if self.organization is not None:
            require_own(self.organization, at)
            alliance.require_member(self.organization, alliance.judged_on(at))
        if self.project is not None and facts["project"].alliance != self.alliance:
            raise Refusal(BenefitRefusal.PROJECT_OF_ANOTHER_ALLIANCE, "project")
        return Benefit._create(
            Benefit.BenefitRecorded,
            id=self.stream(at.tenant, at.command),
            alliance=self.alliance,
            kind=self.kind,
            amount=self.amount,
            count=self.count,
            organization=self.organization,
            project=self.project,
            basis=self.evidence,
            note=self.note,
        )
