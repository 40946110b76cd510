"""How a unit becomes a member: at once, or by application, consultation and decision."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.alliances.admission import (
    admit,
    require_admissible,
    require_application,
    require_tier,
    require_unit,
)
from concord.alliances.aggregate import Alliance
from concord.alliances.commands.existing import ACTING, Existing, acting, unit_read
from concord.alliances.deciding import BY_MEETING, decides, decision_reads, require_decided
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import JoinedBy
from concord.alliances.seat import seat_reads, take_seat
from concord.charters import AdmissionPath, Decision, MotionKind
from concord.commanding import Circumstances, Facts, Read, Refusal, RefusalCode
from concord.privacy import Narrative

_UNIT: tuple[RefusalCode, ...] = (
    AllianceRefusal.ORGANIZATION_UNKNOWN,
    AllianceRefusal.ORGANIZATION_DEREGISTERED,
    AllianceRefusal.KIND_NOT_ADMITTED,
    AllianceRefusal.PARTY_ORGANIZATION_REQUIRED,
    AllianceRefusal.ALREADY_MEMBER,
    AllianceRefusal.TIER_UNKNOWN,
)
_ADMITTING: tuple[RefusalCode, ...] = (
    *ACTING,
    *_UNIT,
    AllianceRefusal.TIER_FULL,
    AllianceRefusal.EXCLUSIVE_MEMBERSHIP,
    *BY_MEETING,
)


class JoinAlliance(Existing, frozen=True, kw_only=True):
    """加入联盟: in one step, where the charter requires no application."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (*_ADMITTING, AllianceRefusal.APPLICATION_REQUIRED)

    organization: UUID
    tier: str | None = None
    """None: the charter's tier for newcomers."""
    decision: Decision | None = None
    """Of the meeting, where the charter leaves it to the meeting."""

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        seats = seat_reads(tenant, self.organization, self.alliance, known)
        return {"unit": unit_read(self.organization), **seats, **decision_reads(self.decision)}

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        charter = alliance.charter_on(at.occurred_on)
        if charter.admission.path is not AdmissionPath.DIRECT:
            raise Refusal(AllianceRefusal.APPLICATION_REQUIRED, authority=charter.authority)
        unit = require_unit(facts["unit"])
        _require_decided(alliance, self.decision, self.organization, facts, at)
        admit(
            alliance,
            unit,
            organization=self.organization,
            tier=self.tier,
            joined_on=at.occurred_on,
            joined_by=JoinedBy.DIRECT,
            decision=self.decision,
        )
        if not charter.admission.exclusive:
            return (alliance,)
        return (alliance, *take_seat(at.tenant, self.organization, alliance.id, unit.name, facts))


class ApplyForMembership(Existing, frozen=True, kw_only=True):
    """申请入盟: the application's id is derived from the command's."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *ACTING,
        *_UNIT,
        AllianceRefusal.APPLICATION_PENDING,
    )

    organization: UUID
    tier: str | None = None
    statement: Narrative | None = None

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        return {"unit": unit_read(self.organization)}

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        charter = alliance.charter_on(at.occurred_on)
        unit = require_unit(facts["unit"])
        require_admissible(charter, unit)
        if self.organization in alliance.members:
            raise Refusal(AllianceRefusal.ALREADY_MEMBER, "organization", name=unit.name)
        if any(one.organization == self.organization for one in alliance.applications.values()):
            raise Refusal(AllianceRefusal.APPLICATION_PENDING, "organization")
        alliance.apply_for(
            application=at.command,
            organization=self.organization,
            tier=require_tier(charter, self.tier or charter.admission.tier, unit.name).code,
            statement=self.statement,
        )
        return alliance


class _Deciding(Existing, frozen=True, kw_only=True):
    """A command about a pending application."""

    application: UUID


class ConsultOnApplication(_Deciding, frozen=True, kw_only=True):
    """与牵头单位协商: the lead unit's opinion, which does not bind the decision."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *ACTING,
        AllianceRefusal.APPLICATION_UNKNOWN,
        AllianceRefusal.ALREADY_CONSULTED,
        AllianceRefusal.NO_LEAD_UNIT,
        AllianceRefusal.NOT_LEAD_UNIT,
    )

    favourable: bool
    opinion: Narrative | None = None

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        if require_application(alliance, self.application).consulted:
            raise Refusal(AllianceRefusal.ALREADY_CONSULTED, "application")
        lead = alliance.lead_unit(alliance.charter_on(at.occurred_on))
        if lead is None:
            raise Refusal(AllianceRefusal.NO_LEAD_UNIT)
        if at.organization is not None and at.organization != lead:
            raise Refusal(AllianceRefusal.NOT_LEAD_UNIT)
        alliance.consult(
            application=self.application, lead_unit=lead, favourable=self.favourable, opinion=self.opinion
        )
        return alliance


class AdmitMember(_Deciding, frozen=True, kw_only=True):
    """批准入盟: grants an application, after the consultation that the charter requires."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *_ADMITTING,
        AllianceRefusal.APPLICATION_UNKNOWN,
        AllianceRefusal.CONSULTATION_REQUIRED,
    )

    tier: str | None = None
    """None: the tier applied for."""
    decision: Decision | None = None
    """Of the meeting, where the charter leaves it to the meeting."""

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {"alliance": Read("alliances.Alliance", self.alliance, Alliance, optional=True)}
        alliance: Alliance | None = known.get("alliance")
        pending = alliance.applications.get(self.application) if alliance else None
        if pending is None:
            return reads
        seats = seat_reads(tenant, pending.organization, self.alliance, known)
        reads |= decision_reads(self.decision)
        return {**reads, "unit": unit_read(pending.organization), **seats}

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        charter = alliance.charter_on(at.occurred_on)
        pending = require_application(alliance, self.application, charter)
        unit = require_unit(facts["unit"], "application")
        _require_decided(alliance, self.decision, pending.organization, facts, at)
        admit(
            alliance,
            unit,
            organization=pending.organization,
            tier=self.tier or pending.tier,
            joined_on=at.occurred_on,
            joined_by=JoinedBy.APPLICATION,
            application=self.application,
            decision=self.decision,
        )
        if not charter.admission.exclusive:
            return (alliance,)
        return (alliance, *take_seat(at.tenant, pending.organization, alliance.id, unit.name, facts))


class RefuseMembership(_Deciding, frozen=True, kw_only=True):
    """不予批准入盟: the organization may apply again."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (*ACTING, AllianceRefusal.APPLICATION_UNKNOWN)

    reason: Narrative

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        pending = require_application(alliance, self.application)
        alliance.refuse(application=self.application, organization=pending.organization, reason=self.reason)
        return alliance


def _require_decided(
    alliance: Alliance, decision: Decision | None, organization: UUID, facts: Facts, at: Circumstances
) -> None:
    kind = MotionKind.MEMBERSHIP
    needed = decides(alliance.charter_on(at.occurred_on), kind)
    require_decided(alliance, decision, kind, organization, facts, at, needed=needed)
