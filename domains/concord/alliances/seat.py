"""The one seat of an organization under charters that let it belong to a single alliance."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from concord.alliances import events
from concord.alliances.errors import AllianceRefusal
from concord.alliances.facts import Belonging
from concord.commanding import Facts, Read, Refusal


def seat_id(tenant: UUID, organization: UUID) -> UUID:
    """The stream of the organization's seat: two alliances that take it at once meet there."""
    return uuid5(tenant, f"exclusive-seat:{organization}")


class ExclusiveSeat(Aggregate):
    """唯一席位: which alliance the organization belongs to, or belonged to last."""

    ExclusiveSeatTaken = events.ExclusiveSeatTaken
    ExclusiveSeatMoved = events.ExclusiveSeatMoved

    organization: UUID
    alliance: UUID

    @event(events.ExclusiveSeatMoved)
    def move(self, alliance: UUID, former: UUID) -> None:
        """To another alliance, after the former one has let the organization go."""
        self.alliance = alliance


def seat_reads(tenant: UUID, organization: UUID, alliance: UUID, known: Facts) -> Mapping[str, Read]:
    """The seat, and then the alliance that has it: both versions guard the append, so a seat is never
    taken twice, nor taken from an alliance that admits the organization again meanwhile."""
    name = f"seat {organization}"
    reads = {
        name: Read("alliances.ExclusiveSeat", seat_id(tenant, organization), ExclusiveSeat, optional=True)
    }
    seat = known.get(name)
    if seat is not None and seat.alliance != alliance:
        reads[f"holder {organization}"] = Read("alliances.Alliance", seat.alliance, Belonging)
    return reads


def take_seat(
    tenant: UUID,
    organization: UUID,
    alliance: UUID,
    unit_name: str,
    facts: Facts,
    field: str = "organization",
) -> tuple[ExclusiveSeat, ...]:
    """The seat with what changes in it, if anything does. Raises `Refusal` while another alliance has it."""
    seat: ExclusiveSeat | None = facts[f"seat {organization}"]
    if seat is None:
        return (
            ExclusiveSeat._create(
                ExclusiveSeat.ExclusiveSeatTaken,
                id=seat_id(tenant, organization),
                organization=organization,
                alliance=alliance,
            ),
        )
    if seat.alliance == alliance:
        return ()
    holder: Belonging = facts[f"holder {organization}"]
    if holder.counts(organization):
        raise Refusal(AllianceRefusal.EXCLUSIVE_MEMBERSHIP, field, name=unit_name, alliance=holder.name)
    seat.move(alliance=alliance, former=seat.alliance)
    return (seat,)
