"""An alliance begins, gets other rules, ends."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.alliances.aggregate import Alliance
from concord.alliances.commands.establishing import FoundingMember, establish, founding_reads
from concord.alliances.commands.existing import (
    ACTING,
    Existing,
    acting,
    may_be_exclusive,
    programme_read,
    require_name,
    require_reference,
)
from concord.alliances.deciding import BY_MEETING, decision_reads, require_own_decided
from concord.alliances.departure import hold_limits
from concord.alliances.errors import AllianceRefusal
from concord.alliances.facts import Belonging
from concord.alliances.governing import CHARTER_RULES, INHERITING, inherited, require_charter, require_tiers
from concord.alliances.programme import Programme
from concord.alliances.seat import ExclusiveSeat, seat_reads, take_seat
from concord.alliances.unsettled import TYPES, Unsettled
from concord.charters import (
    AllianceKind,
    Charter,
    ConfiguredRefusal,
    Decision,
    Dissolution,
    MotionKind,
    Overrides,
    alliance_id,
    require_offered,
)
from concord.commanding import Circumstances, Command, Facts, Read, Refusal, RefusalCode, Survey
from concord.privacy import Narrative


class FoundAlliance(Command, frozen=True, kw_only=True):
    """成立联盟: proposed by its founding members, approved, its charter adopted, in one append."""

    aggregate: ClassVar[type[Aggregate]] = Alliance
    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        AllianceRefusal.ALLIANCE_EXISTS,
        AllianceRefusal.NAME_INVALID,
        AllianceRefusal.ORGANIZATION_UNKNOWN,
        AllianceRefusal.ORGANIZATION_DEREGISTERED,
        AllianceRefusal.KIND_NOT_ADMITTED,
        AllianceRefusal.PARTY_ORGANIZATION_REQUIRED,
        AllianceRefusal.ALREADY_MEMBER,
        AllianceRefusal.RESOLUTION_REQUIRED,
        AllianceRefusal.CHARTER_OR_PROGRAMME,
        ConfiguredRefusal.CHARTER_NOT_OFFERED,
        *INHERITING,
        *CHARTER_RULES,
    )

    name: str
    kind: AllianceKind
    charter: Charter | None = None
    programme: UUID | None = None
    """Instead of a charter: the alliance inherits this programme's."""
    overrides: Overrides = Overrides()
    """What it has otherwise than its programme."""
    members: tuple[FoundingMember, ...]
    authority: str | None = None
    """Body that approves it; None: the one that the charter names."""
    document: str = ""
    purpose: Narrative | None = None

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return alliance_id(tenant, self.name)

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        own = alliance_id(tenant, self.name)
        reads: dict[str, Read] = {}
        if self.programme is not None:
            reads["programme"] = programme_read(self.programme)
        exclusive = may_be_exclusive(self.charter, known.get("programme"), self.overrides)
        return {**reads, **founding_reads(tenant, own, self.members, exclusive, known)}

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        if aggregate is not None:
            raise Refusal(AllianceRefusal.ALLIANCE_EXISTS, "name", name=self.name)
        require_name(self.name)
        programme, charter = self._charter(facts, at)
        alliance = Alliance._create(
            Alliance.AllianceProposed,
            id=alliance_id(at.tenant, self.name),
            name=self.name,
            kind=self.kind,
            proposers=tuple(one.organization for one in self.members),
            purpose=self.purpose,
        )
        if programme is not None:
            alliance.follow(programme=programme.id, overrides=self.overrides)
        return establish(
            alliance,
            charter,
            self.members,
            facts,
            at,
            authority=self.authority,
            document=self.document,
            programme=programme,
        )

    def _charter(self, facts: Facts, at: Circumstances) -> tuple[Programme | None, Charter]:
        if (self.charter is None) == (self.programme is None):
            raise Refusal(AllianceRefusal.CHARTER_OR_PROGRAMME, "charter")
        if self.charter is None:
            return inherited(facts["programme"], self.overrides, self.kind, at.occurred_on)
        if self.overrides != Overrides():
            raise Refusal(AllianceRefusal.CHARTER_OR_PROGRAMME, "overrides")
        require_offered(self.charter, at)
        require_charter(self.charter, self.kind)
        return None, self.charter


class AdoptCharter(Existing, frozen=True, kw_only=True):
    """通过章程: other rules govern the alliance from a day on."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *ACTING,
        AllianceRefusal.CHARTER_BACKDATED,
        AllianceRefusal.RESOLUTION_REQUIRED,
        AllianceRefusal.FOLLOWS_PROGRAMME,
        ConfiguredRefusal.CHARTER_NOT_OFFERED,
        *CHARTER_RULES,
        *BY_MEETING,
    )

    charter: Charter
    resolution: str
    effective_on: date | None = None
    """None: the day on which it happened."""
    decision: Decision | None = None
    """Of the meeting, where the charter leaves it to the meeting."""

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        decided = decision_reads(self.decision)
        if not self.charter.admission.exclusive:
            return decided
        reads = {
            "alliance": Read("alliances.Alliance", self.alliance, Belonging, optional=True),
            **decided,
        }
        belonging: Belonging | None = known.get("alliance")
        for stay in belonging.memberships if belonging else ():
            if stay.left_on is None:
                reads |= seat_reads(tenant, stay.organization, self.alliance, known)
        return reads

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        effective_on = self.effective_on or at.occurred_on
        alliance = acting(aggregate, self.alliance, effective_on)
        if alliance.programme is not None:
            raise Refusal(AllianceRefusal.FOLLOWS_PROGRAMME, "charter")
        require_offered(self.charter, at)
        require_charter(self.charter, alliance.kind)
        require_reference(self.resolution)
        require_own_decided(alliance, self.decision, MotionKind.CHARTER, facts, at)
        latest = alliance.charters[-1].effective_on
        if effective_on < latest:
            raise Refusal(AllianceRefusal.CHARTER_BACKDATED, "effective_on", effective_on=latest)
        require_tiers(alliance, self.charter)
        alliance.adopt(
            charter=self.charter,
            effective_on=effective_on,
            resolution=self.resolution,
            decision=self.decision,
        )
        hold_limits(alliance, self.charter, effective_on, at.command)
        return (alliance, *self._seats(alliance, facts, at.tenant))

    def _seats(self, alliance: Alliance, facts: Facts, tenant: UUID) -> list[ExclusiveSeat]:
        if not self.charter.admission.exclusive:
            return []
        taken = (take_seat(tenant, one, alliance.id, str(one), facts, "charter") for one in alliance.members)
        return [seat for seats in taken for seat in seats]


class DissolveAlliance(Existing, frozen=True, kw_only=True):
    """解散联盟: nothing can be done in it any more."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *ACTING,
        AllianceRefusal.RESOLUTION_REQUIRED,
        AllianceRefusal.TICKETS_OPEN,
        AllianceRefusal.MONEY_LEFT,
        *BY_MEETING,
    )

    resolution: str
    reason: Narrative | None = None
    decision: Decision | None = None
    """Of the meeting, where the charter leaves it to the meeting."""

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read | Survey]:
        reads: dict[str, Read | Survey] = {
            "alliance": Read("alliances.Alliance", self.alliance, Alliance, optional=True),
            **decision_reads(self.decision),
        }
        alliance: Alliance | None = known.get("alliance")
        if alliance is not None and any(one.charter.dissolution for one in alliance.charters):
            reads["unsettled"] = Survey(TYPES, partial(Unsettled, self.alliance), guarded=True)
        return reads

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        rules = alliance.charter_on(at.occurred_on).dissolution
        require_own_decided(alliance, self.decision, MotionKind.DISSOLUTION, facts, at)
        if rules is not None:
            _require_settled(rules, facts["unsettled"].tally)
        alliance.dissolve(
            dissolved_on=at.occurred_on,
            resolution=require_reference(self.resolution),
            reason=self.reason,
            decision=self.decision,
        )
        return alliance


def _require_settled(rules: Dissolution, unsettled: Unsettled) -> None:
    if unsettled.tickets and not rules.open_tickets:
        raise Refusal(AllianceRefusal.TICKETS_OPEN, count=unsettled.tickets)
    if unsettled.money and not rules.money_left:
        raise Refusal(AllianceRefusal.MONEY_LEFT, amount=unsettled.money)
