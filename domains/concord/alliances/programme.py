"""A programme: the charter that several alliances inherit, and the alliances that do."""

from datetime import date
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate, event

from concord.alliances import events
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import ReferenceItem
from concord.charters import AdoptedCharter, Charter, in_force
from concord.commanding import Refusal


class ProgrammeFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What others may know of a programme."""

    id: UUID
    name: str
    charters: tuple[AdoptedCharter, ...]
    alliances: tuple[UUID, ...]


class Programme(Aggregate):
    """实施意见: a plan that governs several alliances at once."""

    ProgrammeAdopted = events.ProgrammeAdopted
    ProgrammeAmended = events.ProgrammeAmended
    AllianceEnrolled = events.AllianceEnrolled
    ReferenceListIssued = events.ReferenceListIssued

    name: str
    charters: list[AdoptedCharter]
    alliances: list[UUID]

    @event(events.ProgrammeAdopted)
    def __init__(self, name: str, charter: Charter, effective_on: date) -> None:
        self.name = name
        self.charters = [AdoptedCharter(effective_on, charter)]
        self.alliances = []

    def facts(self) -> ProgrammeFacts:
        """What others may know."""
        return ProgrammeFacts(
            id=self.id, name=self.name, charters=tuple(self.charters), alliances=tuple(self.alliances)
        )

    def charter_on(self, day: date) -> Charter:
        """The charter in force. Raises `Refusal` before the first."""
        charter = in_force(self.charters, day)
        if charter is None:
            raise Refusal(AllianceRefusal.PROGRAMME_NOT_YET, "programme", day=day)
        return charter

    @event(events.ProgrammeAmended)
    def amend(self, charter: Charter, effective_on: date, document: str) -> None:
        self.charters.append(AdoptedCharter(effective_on, charter))

    @event(events.AllianceEnrolled)
    def enrol(self, alliance: UUID) -> None:
        self.alliances.append(alliance)

    @event(events.ReferenceListIssued)
    def issue(
        self,
        reference_list: UUID,
        title: str,
        year: int,
        items: tuple[ReferenceItem, ...],
        document: str,
    ) -> None:
        pass
