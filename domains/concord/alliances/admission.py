"""Rules of becoming a member: kinds of unit, tier limits, application and consultation."""

from datetime import date
from uuid import UUID

from concord.alliances.aggregate import Alliance, Application
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import JoinedBy
from concord.alliances.facts import Unit
from concord.charters import AdmissionPath, Charter, Decision, PartyForm, Tier, choices
from concord.commanding import Message, Refusal


def require_unit(unit: Unit | None, field: str = "organization") -> Unit:
    """The organization, registered and not deregistered."""
    if unit is None:
        raise Refusal(AllianceRefusal.ORGANIZATION_UNKNOWN, field)
    if unit.deregistered:
        raise Refusal(AllianceRefusal.ORGANIZATION_DEREGISTERED, field, name=unit.name)
    return unit


def require_admissible(charter: Charter, unit: Unit, field: str = "organization") -> None:
    """The charter admits this kind of unit."""
    admission = charter.admission
    if admission.kinds and unit.kind not in admission.kinds:
        raise Refusal(AllianceRefusal.KIND_NOT_ADMITTED, field, name=unit.name)
    if unit.party_form == PartyForm.NONE and not admission.without_party_organization:
        raise Refusal(AllianceRefusal.PARTY_ORGANIZATION_REQUIRED, field, name=unit.name)


def require_tier(charter: Charter, code: str, name: str | Message, field: str = "tier") -> Tier:
    """The charter's tier of that code, for an organization of that name."""
    tier = charter.tier(code)
    if tier is None:
        known = choices(charter.tiers)
        raise Refusal(AllianceRefusal.TIER_UNKNOWN, field, tier=code, name=name, known=known)
    return tier


def require_room(tier: Tier, count: int, field: str = "tier") -> None:
    """The tier may have so many members."""
    if tier.maximum is not None and count > tier.maximum:
        raise Refusal(AllianceRefusal.TIER_FULL, field, tier=tier.name, limit=tier.maximum, count=count)


def require_application(alliance: Alliance, application: UUID, charter: Charter | None = None) -> Application:
    """The pending application; where a charter is given, consulted on if that charter requires it.

    An alliance without a lead unit has nobody to consult: it lost its lead unit, or admits it now.
    """
    pending = alliance.applications.get(application)
    if pending is None:
        raise Refusal(AllianceRefusal.APPLICATION_UNKNOWN, "application")
    if charter is None or charter.admission.path is not AdmissionPath.CONSULTATION or pending.consulted:
        return pending
    if alliance.lead_unit(charter) is not None:
        raise Refusal(AllianceRefusal.CONSULTATION_REQUIRED, "application")
    return pending


def admit(
    alliance: Alliance,
    unit: Unit,
    *,
    organization: UUID,
    tier: str | None,
    joined_on: date,
    joined_by: JoinedBy,
    application: UUID | None = None,
    decision: Decision | None = None,
    field: str | None = None,
) -> None:
    """Makes the organization a member from a day on, in the charter's tier for newcomers unless another
    is named. Raises `Refusal`, of `field` if the organization and its tier are one of several there."""
    charter = alliance.charter_on(joined_on)
    if organization in alliance.members:
        raise Refusal(AllianceRefusal.ALREADY_MEMBER, field or "organization", name=unit.name)
    require_admissible(charter, unit, field or "organization")
    chosen = require_tier(charter, tier or charter.admission.tier, unit.name, field or "tier")
    require_room(chosen, alliance.count(chosen.code) + 1, field or "tier")
    alliance.join(
        organization=organization,
        tier=chosen.code,
        joined_on=joined_on,
        joined_by=joined_by,
        application=application,
        decision=decision,
    )
