"""A new alliance is proposed by units together, and approved or refused (source 001, 二)."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.alliances.admission import require_unit
from concord.alliances.aggregate import Alliance
from concord.alliances.commands.establishing import FoundingMember, establish, founding_reads
from concord.alliances.commands.existing import (
    may_be_exclusive,
    programme_read,
    require_name,
    require_reference,
    unit_read,
)
from concord.alliances.errors import AllianceRefusal
from concord.alliances.governing import CHARTER_RULES, INHERITING, inherited, require_charter
from concord.alliances.programme import Programme
from concord.charters import (
    AllianceKind,
    Charter,
    ConfiguredRefusal,
    Overrides,
    StandingRefusal,
    alliance_id,
    require_offered,
)
from concord.commanding import Circumstances, Command, Facts, Read, Refusal, RefusalCode
from concord.privacy import Narrative

LEAST_PROPOSERS = 2


class ProposeAlliance(Command, frozen=True, kw_only=True):
    """联合提出组建联盟: by units together, to be approved or refused; also again after a refusal."""

    aggregate: ClassVar[type[Aggregate]] = Alliance
    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        AllianceRefusal.ALLIANCE_EXISTS,
        AllianceRefusal.ALREADY_PROPOSED,
        AllianceRefusal.NAME_INVALID,
        AllianceRefusal.PROPOSERS_TOO_FEW,
        AllianceRefusal.PROPOSER_REPEATED,
        AllianceRefusal.ORGANIZATION_UNKNOWN,
        AllianceRefusal.ORGANIZATION_DEREGISTERED,
        AllianceRefusal.CHARTER_OR_PROGRAMME,
        AllianceRefusal.CHARTER_INVALID,
        AllianceRefusal.KIND_NOT_IN_CHARTER,
        StandingRefusal.NOT_YOUR_ORGANIZATION,
        *INHERITING,
    )

    name: str
    kind: AllianceKind
    proposers: tuple[UUID, ...]
    programme: UUID | None = None
    """The one that it would follow; None: its charter comes with the approval."""
    overrides: Overrides = Overrides()
    purpose: Narrative | None = None

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return alliance_id(tenant, self.name)

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {f"unit {one}": unit_read(one) for one in self.proposers}
        if self.programme is not None:
            reads["programme"] = programme_read(self.programme)
        return reads

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        require_name(self.name)
        self._require_proposers(facts)
        if at.organization is not None and at.organization not in self.proposers:
            raise Refusal(StandingRefusal.NOT_YOUR_ORGANIZATION, "proposers")
        if self.programme is None and self.overrides != Overrides():
            raise Refusal(AllianceRefusal.CHARTER_OR_PROGRAMME, "overrides")
        if self.programme is not None:
            inherited(facts["programme"], self.overrides, self.kind, at.occurred_on)
        alliance = self._proposed(aggregate, at)
        if self.programme is not None:
            alliance.follow(programme=self.programme, overrides=self.overrides)
        return alliance

    def _require_proposers(self, facts: Facts) -> None:
        if len(set(self.proposers)) != len(self.proposers):
            raise Refusal(AllianceRefusal.PROPOSER_REPEATED, "proposers")
        if len(self.proposers) < LEAST_PROPOSERS:
            raise Refusal(AllianceRefusal.PROPOSERS_TOO_FEW, "proposers", least=LEAST_PROPOSERS)
        for one in self.proposers:
            require_unit(facts[f"unit {one}"], "proposers")

    def _proposed(self, aggregate: Alliance | None, at: Circumstances) -> Alliance:
        if aggregate is None:
            return Alliance._create(
                Alliance.AllianceProposed,
                id=alliance_id(at.tenant, self.name),
                name=self.name,
                kind=self.kind,
                proposers=self.proposers,
                purpose=self.purpose,
            )
        if aggregate.approved_on is not None:
            raise Refusal(AllianceRefusal.ALLIANCE_EXISTS, "name", name=self.name)
        if not aggregate.refused:
            raise Refusal(AllianceRefusal.ALREADY_PROPOSED, "name", name=self.name)
        aggregate.propose_again(kind=self.kind, proposers=self.proposers, purpose=self.purpose)
        return aggregate


class _Deciding(Command, frozen=True, kw_only=True):
    """A decision on a proposal."""

    aggregate: ClassVar[type[Aggregate]] = Alliance

    alliance: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.alliance


class ApproveAlliance(_Deciding, frozen=True, kw_only=True):
    """批准组建联盟: from now on it exists, its proposers are its members."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        AllianceRefusal.NOT_PROPOSED,
        AllianceRefusal.NOT_A_PROPOSER,
        AllianceRefusal.CHARTER_OR_PROGRAMME,
        AllianceRefusal.ORGANIZATION_UNKNOWN,
        AllianceRefusal.ORGANIZATION_DEREGISTERED,
        AllianceRefusal.KIND_NOT_ADMITTED,
        AllianceRefusal.PARTY_ORGANIZATION_REQUIRED,
        AllianceRefusal.RESOLUTION_REQUIRED,
        ConfiguredRefusal.CHARTER_NOT_OFFERED,
        *INHERITING,
        *CHARTER_RULES,
    )

    charter: Charter | None = None
    """Only where the alliance was proposed under no programme."""
    members: tuple[FoundingMember, ...] = ()
    """Tiers of the proposers; those left out are in the charter's tier for newcomers."""
    authority: str | None = None
    document: str = ""

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads: dict[str, Read] = {
            "alliance": Read("alliances.Alliance", self.alliance, Alliance, optional=True)
        }
        alliance: Alliance | None = known.get("alliance")
        if alliance is None:
            return reads
        if alliance.programme is not None:
            reads["programme"] = programme_read(alliance.programme)
        exclusive = may_be_exclusive(self.charter, known.get("programme"), alliance.overrides)
        return {**reads, **founding_reads(tenant, self.alliance, self._members(alliance), exclusive, known)}

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        alliance = _proposal(aggregate)
        if not {one.organization for one in self.members} <= set(alliance.proposers):
            raise Refusal(AllianceRefusal.NOT_A_PROPOSER, "members")
        programme, charter = self._charter(alliance, facts, at)
        return establish(
            alliance,
            charter,
            self._members(alliance),
            facts,
            at,
            authority=self.authority,
            document=self.document,
            programme=programme,
        )

    def _members(self, alliance: Alliance) -> list[FoundingMember]:
        tiers = {one.organization: one for one in self.members}
        return [tiers.get(one, FoundingMember(organization=one)) for one in alliance.proposers]

    def _charter(
        self, alliance: Alliance, facts: Facts, at: Circumstances
    ) -> tuple[Programme | None, Charter]:
        if (self.charter is None) == (alliance.programme is None):
            raise Refusal(AllianceRefusal.CHARTER_OR_PROGRAMME, "charter")
        if self.charter is None:
            return inherited(facts["programme"], alliance.overrides, alliance.kind, at.occurred_on)
        require_offered(self.charter, at)
        require_charter(self.charter, alliance.kind)
        return None, self.charter


class RefuseAlliance(_Deciding, frozen=True, kw_only=True):
    """不予批准组建联盟: it may be proposed again."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        AllianceRefusal.NOT_PROPOSED,
        AllianceRefusal.RESOLUTION_REQUIRED,
    )

    authority: str
    reason: Narrative

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = _proposal(aggregate)
        alliance.turn_down(
            authority=require_reference(self.authority, "authority"),
            refused_on=at.occurred_on,
            reason=self.reason,
        )
        return alliance


def _proposal(aggregate: Alliance | None) -> Alliance:
    if aggregate is None or aggregate.approved_on is not None or aggregate.refused:
        raise Refusal(AllianceRefusal.NOT_PROPOSED, "alliance")
    return aggregate
