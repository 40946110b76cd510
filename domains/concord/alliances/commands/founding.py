"""An alliance begins, gets other rules, ends."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate

from concord.alliances.admission import admit, require_unit
from concord.alliances.aggregate import Alliance
from concord.alliances.commands.existing import (
    ACTING,
    NAME_LIMIT,
    Existing,
    acting,
    require_reference,
    unit_read,
)
from concord.alliances.departure import hold_limits, require_limits
from concord.alliances.errors import A_MEMBER, AllianceRefusal
from concord.alliances.events import JoinedBy
from concord.alliances.facts import Belonging
from concord.alliances.seat import ExclusiveSeat, seat_reads, take_seat
from concord.charters import AllianceKind, Charter, alliance_id, problems
from concord.commanding import Circumstances, Command, Facts, Message, Read, Refusal, RefusalCode
from concord.privacy import Narrative

_CHARTER: tuple[RefusalCode, ...] = (
    AllianceRefusal.CHARTER_INVALID,
    AllianceRefusal.KIND_NOT_IN_CHARTER,
    AllianceRefusal.TIER_UNKNOWN,
    AllianceRefusal.TIER_FULL,
    AllianceRefusal.TIER_MINIMUM,
    AllianceRefusal.EXCLUSIVE_MEMBERSHIP,
)


_KINDS = {
    AllianceKind.REGIONAL: "区域",
    AllianceKind.INDUSTRY_CHAIN: "产业链",
    AllianceKind.SECTOR: "行业",
    AllianceKind.ORGAN: "机关",
}


class FoundingMember(msgspec.Struct, frozen=True, kw_only=True):
    """发起单位: who founds the alliance, in which tier."""

    organization: UUID
    tier: str | None = None
    """None: the charter's tier for newcomers."""


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
        *_CHARTER,
    )

    name: str
    kind: AllianceKind
    charter: Charter
    members: tuple[FoundingMember, ...]
    authority: str | None = None
    """Body that approves it; None: the one that the charter names."""
    document: str = ""
    purpose: Narrative | None = None

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return alliance_id(tenant, self.name)

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        own = alliance_id(tenant, self.name)
        reads = {f"unit {one.organization}": unit_read(one.organization) for one in self.members}
        if self.charter.admission.exclusive:
            for one in self.members:
                reads |= seat_reads(tenant, one.organization, own, known)
        return reads

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        if aggregate is not None:
            raise Refusal(AllianceRefusal.ALLIANCE_EXISTS, "name", name=self.name)
        if not 0 < len(self.name) <= NAME_LIMIT or self.name != self.name.strip():
            raise Refusal(AllianceRefusal.NAME_INVALID, "name", limit=NAME_LIMIT)
        _require_charter(self.charter, self.kind)
        alliance = self._proposed(at)
        seats: list[Aggregate] = []
        for one in self.members:
            unit = require_unit(facts[f"unit {one.organization}"], one.organization, "members")
            admit(
                alliance,
                unit,
                organization=one.organization,
                tier=one.tier,
                joined_on=at.occurred_on,
                joined_by=JoinedBy.FOUNDING,
                field="members",
            )
            if self.charter.admission.exclusive:
                seats += take_seat(at.tenant, one.organization, alliance.id, unit.name, facts, "members")
        require_limits(alliance, self.charter)
        return (alliance, *seats)

    def _proposed(self, at: Circumstances) -> Alliance:
        alliance = Alliance._create(
            Alliance.AllianceProposed,
            id=alliance_id(at.tenant, self.name),
            name=self.name,
            kind=self.kind,
            proposers=tuple(one.organization for one in self.members),
            purpose=self.purpose,
        )
        authority = self.authority if self.authority is not None else self.charter.authority
        alliance.approve(
            authority=require_reference(authority, "authority"),
            document=self.document,
            approved_on=at.occurred_on,
        )
        alliance.adopt(charter=self.charter, effective_on=at.occurred_on, resolution=self.document)
        return alliance


class AdoptCharter(Existing, frozen=True, kw_only=True):
    """通过章程: other rules govern the alliance from a day on."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *ACTING,
        AllianceRefusal.CHARTER_BACKDATED,
        AllianceRefusal.RESOLUTION_REQUIRED,
        *_CHARTER,
    )

    charter: Charter
    resolution: str
    effective_on: date | None = None
    """None: the day on which it happened."""

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        if not self.charter.admission.exclusive:
            return {}
        reads = {"alliance": Read("alliances.Alliance", self.alliance, Belonging, optional=True)}
        belonging: Belonging | None = known.get("alliance")
        for stay in belonging.memberships if belonging else ():
            if stay.left_on is None:
                reads |= seat_reads(tenant, stay.organization, self.alliance, known)
        return reads

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        effective_on = self.effective_on or at.occurred_on
        alliance = acting(aggregate, self.alliance, effective_on)
        _require_charter(self.charter, alliance.kind)
        require_reference(self.resolution)
        latest = alliance.charters[-1].effective_on
        if effective_on < latest:
            raise Refusal(AllianceRefusal.CHARTER_BACKDATED, "effective_on", effective_on=latest)
        for stay in alliance.members.values():
            if self.charter.tier(stay.tier) is None:
                raise Refusal(AllianceRefusal.TIER_UNKNOWN, "charter", tier=stay.tier, name=A_MEMBER)
        alliance.adopt(charter=self.charter, effective_on=effective_on, resolution=self.resolution)
        hold_limits(alliance, self.charter, effective_on, at.command)
        return (alliance, *self._seats(alliance, facts, at.tenant))

    def _seats(self, alliance: Alliance, facts: Facts, tenant: UUID) -> list[ExclusiveSeat]:
        if not self.charter.admission.exclusive:
            return []
        taken = (take_seat(tenant, one, alliance.id, str(one), facts, "charter") for one in alliance.members)
        return [seat for seats in taken for seat in seats]


class DissolveAlliance(Existing, frozen=True, kw_only=True):
    """解散联盟: nothing can be done in it any more."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (*ACTING, AllianceRefusal.RESOLUTION_REQUIRED)

    resolution: str
    reason: Narrative | None = None

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        alliance.dissolve(
            dissolved_on=at.occurred_on,
            resolution=require_reference(self.resolution),
            reason=self.reason,
        )
        return alliance


def _require_charter(charter: Charter, kind: AllianceKind) -> None:
    """A charter without mistakes that may govern this kind of alliance."""
    found = problems(charter)
    if found:
        raise Refusal(
            AllianceRefusal.CHARTER_INVALID,
            "charter",
            zh="；".join(one.sentence("zh") for one in found),
            en="; ".join(one.sentence("en") for one in found),
        )
    if kind not in charter.kinds:
        raise Refusal(AllianceRefusal.KIND_NOT_IN_CHARTER, "kind", kinds=_kinds(charter))


def _kinds(charter: Charter) -> Message:
    return Message("、".join(_KINDS[one] for one in charter.kinds), ", ".join(charter.kinds))
