"""What every command to an alliance that exists has in common."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.alliances.aggregate import Alliance
from concord.alliances.errors import AllianceRefusal
from concord.alliances.facts import Unit
from concord.alliances.programme import Programme
from concord.charters import Charter, Overrides
from concord.commanding import Command, CommandRefusal, Read, Refusal, RefusalCode, named

ACTING: tuple[RefusalCode, ...] = (
    AllianceRefusal.ALLIANCE_DISSOLVED,
    AllianceRefusal.BEFORE_FOUNDING,
    AllianceRefusal.CHARTER_NOT_YET,
)
"""What any of them may be refused for."""
NAME_LIMIT = 100
REFERENCE_LIMIT = 200


class Existing(Command, frozen=True, kw_only=True):
    """A command to an alliance that was founded."""

    aggregate: ClassVar[type[Aggregate]] = Alliance

    alliance: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.alliance


def acting(aggregate: Alliance | None, alliance: UUID, day: date) -> Alliance:
    """The alliance, founded by that day and not dissolved."""
    if aggregate is None or aggregate.approved_on is None:
        raise Refusal(CommandRefusal.NOT_FOUND, "alliance", what=named(Alliance))
    if aggregate.dissolved_on is not None:
        raise Refusal(AllianceRefusal.ALLIANCE_DISSOLVED, "alliance", dissolved_on=aggregate.dissolved_on)
    if day < aggregate.approved_on:
        raise Refusal(AllianceRefusal.BEFORE_FOUNDING, day=day, approved_on=aggregate.approved_on)
    return aggregate


def unit_read(organization: UUID) -> Read:
    """The organization as the charter looks at it."""
    return Read("organizations.Organization", organization, Unit, optional=True)


def require_reference(reference: str, field: str = "resolution") -> str:
    """A resolution or document that is named, in not too many words."""
    if not reference.strip() or len(reference) > REFERENCE_LIMIT:
        raise Refusal(AllianceRefusal.RESOLUTION_REQUIRED, field, limit=REFERENCE_LIMIT)
    return reference


def require_name(name: str, field: str = "name") -> str:
    """A name that can stand in a list."""
    if not 0 < len(name) <= NAME_LIMIT or name != name.strip():
        raise Refusal(AllianceRefusal.NAME_INVALID, field, limit=NAME_LIMIT)
    return name


def programme_read(programme: UUID) -> Read:
    """The programme itself: an alliance that comes to follow it changes both."""
    return Read("alliances.Programme", programme, Programme, optional=True)


def may_be_exclusive(charter: Charter | None, programme: Programme | None, overrides: Overrides) -> bool:
    """Whether seats must be read: under the charter, or under any that the alliance may inherit."""
    if charter is not None:
        return charter.admission.exclusive
    if overrides.admission is not None:
        return bool(overrides.admission.exclusive)
    return programme is not None and any(one.charter.admission.exclusive for one in programme.charters)
