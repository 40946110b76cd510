"""Nominate, grant, promote."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.assessments.commands.base import EVIDENCE
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.events import HonourKind
from concord.assessments.facts import AllianceFacts, AssessmentFacts
from concord.assessments.honour import Honour, honour_id
from concord.assessments.limits import (
    MOST_NAME,
    check_evidence,
    check_narrative,
    check_optional,
    check_text,
)
from concord.charters import TEXT, StandingRefusal, interval
from concord.commanding import Circumstances, Command, CommandRefusal, Facts, Read, Refusal, Survey, named
from concord.privacy import Narrative, Personal

MOST_TITLE = 100


class NominateHonour(Command, frozen=True, kw_only=True):
    """提名评先评优: a member, one of its people, or a case of its, on the ledger's evidence."""

    aggregate: ClassVar[type[Aggregate]] = Honour
    refuses = (
        *TEXT,
        *EVIDENCE,
        StandingRefusal.ALLIANCE_NOT_ACTIVE,
        StandingRefusal.MEMBER_HAS_LEFT,
        AssessmentRefusal.PERIOD_INVALID,
        AssessmentRefusal.PERIOD_NOT_BEGUN,
        AssessmentRefusal.NOT_A_MEMBER,
        AssessmentRefusal.HONOUR_SUBJECT_INVALID,
        AssessmentRefusal.HONOUR_WITHOUT_EVIDENCE,
        AssessmentRefusal.ALREADY_NOMINATED,
        AssessmentRefusal.HONOUR_OF_OTHER_ALLIANCE,
        AssessmentRefusal.HONOUR_PERIOD_DIFFERS,
        AssessmentRefusal.NOT_FINALIZED,
        AssessmentRefusal.NOT_PUBLISHED,
        AssessmentRefusal.PUBLICATION_NOT_OVER,
        AssessmentRefusal.OBJECTIONS_OPEN,
        AssessmentRefusal.NOT_ASSESSED,
        AssessmentRefusal.HONOUR_VETOED,
    )

    alliance: UUID
    kind: HonourKind
    title: str
    period: str
    organization: UUID
    citation: Narrative
    evidence: tuple[int, ...]
    person: Personal | None = None
    case: str | None = None
    assessment: UUID | None = None
    """On whose final results it rests, if on one."""

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        nominee = str(self.person.subject) if self.person else f"{self.organization}:{self.case or ''}"
        return honour_id(tenant, self.alliance, self.title, self.period, nominee)

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read | Survey]:
        reads: dict[str, Read | Survey] = {
            "alliance": Read("alliances.Alliance", self.alliance, AllianceFacts),
            "ledger": Survey(),
        }
        if self.assessment is not None:
            reads["assessment"] = Read("assessments.Assessment", self.assessment, AssessmentFacts)
        return reads

    def decide(self, aggregate: Honour | None, facts: Facts, at: Circumstances) -> Honour:
        alliance: AllianceFacts = facts["alliance"]
        alliance.require_active(at.today)
        alliance.require_not_departed(at.organization, at.today)
        self._check_texts()
        self._check_nominee(alliance, at)
        if not self.evidence:
            raise Refusal(AssessmentRefusal.HONOUR_WITHOUT_EVIDENCE, "evidence")
        check_evidence(self.evidence, facts["ledger"].head)
        if aggregate is not None:
            raise Refusal(AssessmentRefusal.ALREADY_NOMINATED)
        rank, stars = self._basis(facts.get("assessment"), at)
        given = ("alliance", "kind", "title", "period", "organization", "citation", "evidence")
        return Honour._create(
            Honour.HonourNominated,
            id=self.stream(at.tenant, at.command),
            **{name: getattr(self, name) for name in (*given, "person", "case", "assessment")},
            rank=rank,
            stars=stars,
            nominated_by=at.actor,
        )

    def _check_texts(self) -> None:
        check_text("title", self.title, MOST_TITLE)
        check_narrative("citation", self.citation)
        wanted = {HonourKind.PERSON: (True, False), HonourKind.CASE: (False, True)}
        told = (self.person is not None, self.case is not None)
        if told != wanted.get(self.kind, (False, False)):
            raise Refusal(AssessmentRefusal.HONOUR_SUBJECT_INVALID, "kind")
        if self.case is not None:
            check_text("case", self.case, MOST_TITLE)

    def _check_nominee(self, alliance: AllianceFacts, at: Circumstances) -> None:
        found = interval(self.period)
        if found is None:
            raise Refusal(AssessmentRefusal.PERIOD_INVALID, "period")
        _, starts_on, ends_on = found
        if starts_on > at.today:
            raise Refusal(AssessmentRefusal.PERIOD_NOT_BEGUN, "period", starts_on=starts_on)
        alliance.require_members_within((self.organization,), starts_on, ends_on)

    def _basis(self, basis: AssessmentFacts | None, at: Circumstances) -> tuple[int | None, int | None]:
        """Rank and stars in the assessment that it rests on."""
        if basis is None:
            return None, None
        if basis.alliance != self.alliance:
            raise Refusal(AssessmentRefusal.HONOUR_OF_OTHER_ALLIANCE, "assessment")
        if basis.period != self.period:
            raise Refusal(AssessmentRefusal.HONOUR_PERIOD_DIFFERS, "assessment", period=basis.period)
        basis.require_settled(at.today)
        result = basis.result_of(self.organization)
        if result.cap is not None:
            raise Refusal(AssessmentRefusal.HONOUR_VETOED, "organization")
        return result.rank, basis.stars_of(self.organization)


class HonourCommand(Command, frozen=True, kw_only=True):
    """A decision on what was nominated."""

    aggregate: ClassVar[type[Aggregate]] = Honour

    honour: UUID
    authority: str
    """Body that decides."""
    document: str = ""
    """Reference of the decision."""

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.honour

    def decide(self, aggregate: Honour | None, facts: Facts, at: Circumstances) -> Honour:
        if aggregate is None:
            raise Refusal(CommandRefusal.NOT_FOUND, "honour", what=named(Honour))
        check_text("authority", self.authority, MOST_TITLE)
        check_optional("document", self.document, MOST_TITLE)
        self.act(aggregate, at)
        return aggregate

    def act(self, honour: Honour, at: Circumstances) -> None:
        """Takes the decision, or raises `Refusal`."""
        raise NotImplementedError


DECISION = (*TEXT, AssessmentRefusal.ALREADY_GRANTED, AssessmentRefusal.GRANTED_BY_NOMINATOR)


class GrantHonour(HonourCommand, frozen=True, kw_only=True):
    """授予荣誉: to an organization or a person, by somebody else than who nominated."""

    refuses = (*DECISION, AssessmentRefusal.HONOUR_IS_CASE)

    def act(self, honour: Honour, at: Circumstances) -> None:
        honour.grant(at.occurred_on, self.authority, self.document, at.actor)


class PromoteCase(HonourCommand, frozen=True, kw_only=True):
    """推广典型案例: as an example for others."""

    refuses = (*DECISION, AssessmentRefusal.HONOUR_IS_NOT_CASE)

    scope: str
    """How far it is spread."""

    def act(self, honour: Honour, at: Circumstances) -> None:
        check_text("scope", self.scope, MOST_NAME)
        honour.promote(at.occurred_on, self.authority, self.document, self.scope, at.actor)
