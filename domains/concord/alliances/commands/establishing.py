"""An alliance comes into being: approved, its charter adopted, its founders admitted, within the limits."""

from collections.abc import Iterable, Mapping
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate

from concord.alliances.admission import admit, require_unit
from concord.alliances.aggregate import Alliance
from concord.alliances.commands.existing import require_reference, unit_read
from concord.alliances.departure import require_limits
from concord.alliances.events import JoinedBy
from concord.alliances.governing import take_over_what_is_to_come
from concord.alliances.programme import Programme
from concord.alliances.seat import seat_reads, take_seat
from concord.charters import Charter
from concord.commanding import Circumstances, Facts, Read


class FoundingMember(msgspec.Struct, frozen=True, kw_only=True):
    """发起单位: who founds the alliance, in which tier."""

    organization: UUID
    tier: str | None = None
    """None: the charter's tier for newcomers."""


def founding_reads(
    tenant: UUID, alliance: UUID, members: Iterable[FoundingMember], exclusive: bool, known: Facts
) -> Mapping[str, Read]:
    """The founders, and their seats where they may belong to one alliance only."""
    reads: dict[str, Read] = {}
    for one in members:
        reads[f"unit {one.organization}"] = unit_read(one.organization)
        if exclusive:
            reads |= seat_reads(tenant, one.organization, alliance, known)
    return reads


def establish(
    alliance: Alliance,
    charter: Charter,
    members: Iterable[FoundingMember],
    facts: Facts,
    at: Circumstances,
    *,
    authority: str | None,
    document: str,
    programme: Programme | None,
) -> tuple[Aggregate, ...]:
    """The alliance, from the day of happening on, with whatever changes beside it."""
    alliance.approve(
        authority=require_reference(charter.authority if authority is None else authority, "authority"),
        document=document,
        approved_on=at.occurred_on,
    )
    alliance.adopt(charter=charter, effective_on=at.occurred_on, resolution=document)
    seats = [seat for one in members for seat in _admitted(alliance, charter, one, facts, at)]
    require_limits(alliance, charter)
    if programme is None:
        return (alliance, *seats)
    take_over_what_is_to_come(alliance, programme, at.occurred_on, document)
    programme.enrol(alliance=alliance.id)
    return (alliance, programme, *seats)


def _admitted(
    alliance: Alliance, charter: Charter, one: FoundingMember, facts: Facts, at: Circumstances
) -> tuple[Aggregate, ...]:
    unit = require_unit(facts[f"unit {one.organization}"], "members")
    admit(
        alliance,
        unit,
        organization=one.organization,
        tier=one.tier,
        joined_on=at.occurred_on,
        joined_by=JoinedBy.FOUNDING,
        field="members",
    )
    if not charter.admission.exclusive:
        return ()
    return take_seat(at.tenant, one.organization, alliance.id, unit.name, facts, "members")
