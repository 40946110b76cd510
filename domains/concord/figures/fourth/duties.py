"""Duties of single organizations that fell due within the scope, and which of them were done in time.

They are reckoned by `concord.duties`. A change there by which one of `KINDS` comes to something else in a
period that is over is a new definition.
"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

import msgspec

from concord.charters import AdoptedCharter, Charter, in_force
from concord.commanding import recorded_on
from concord.duties import Deed, DeedKind, Duty, DutyKind, DutyStatus, Record, Ruling, duties
from concord.figures.figure import Counted, Scope

if TYPE_CHECKING:
    from concord.eventstore.entry import Entry

KINDS = frozenset(
    {
        DutyKind.HANDOVER,
        DutyKind.LEAD,
        DutyKind.BRIEFING,
        DutyKind.DUTY_REPORT,
        DutyKind.AGREEMENT,
        DutyKind.PROJECT_CLAIM,
    }
)
"""What a single organization owes; the others are the alliance's as a whole."""

DEEDS: Mapping[str, tuple[DeedKind, Mapping[str, str]]] = {
    "alliances.MemberJoined": (DeedKind.JOIN, {"organization": "organization", "happened_on": "joined_on"}),
    "alliances.MemberLeft": (DeedKind.LEAVE, {"organization": "organization", "happened_on": "left_on"}),
    "alliances.MemberRemoved": (
        DeedKind.LEAVE,
        {"organization": "organization", "happened_on": "removed_on"},
    ),
    "alliances.ChairRotated": (
        DeedKind.CHAIR,
        {"organization": "organization", "starts_on": "starts_on", "ends_on": "ends_on"},
    ),
    "alliances.ChairVacated": (
        DeedKind.VACANCY,
        {"organization": "organization", "starts_on": "vacated_on"},
    ),
    "alliances.HandoverRecorded": (
        DeedKind.HANDOVER,
        {"organization": "successor", "starts_on": "term_starts_on"},
    ),
    "alliances.AgreementSigned": (DeedKind.AGREEMENT, {"organization": "organization", "code": "year"}),
    "activities.ActivityHeld": (DeedKind.ACTIVITY, {"happened_on": "held_on"}),
    "activities.LeadCalled": (
        DeedKind.LEAD_CALL,
        {"organization": "organization", "code": "period", "ends_on": "ends_on"},
    ),
    "activities.LeadTurnTaken": (DeedKind.LEAD, {"organization": "organization", "code": "period"}),
    "meetings.DutyReportHeard": (DeedKind.DUTY_REPORT, {"organization": "organization", "code": "year"}),
    "projects.ProjectClaimed": (DeedKind.PROJECT_CLAIM, {"organization": "organization"}),
    "reports.BriefingFiled": (
        DeedKind.BRIEFING,
        {"organization": "organization", "reference": "activity", "happened_on": "filed_on"},
    ),
}
"""What an event says of a deed: members of the deed, and those of the event's data that hold them."""
SOURCES = (
    "activities.ActivityProposed",
    "activities.LeadRotationStarted",
    "meetings.MeetingCalled",
    "projects.ProjectProposed",
)
"""Events that say which alliance a stream is of."""


class Alliance:
    """联盟: what its duties are reckoned from."""

    def __init__(self, id_: UUID) -> None:
        self.id = id_
        self.approved_on: date | None = None
        self.dissolved_on: date | None = None
        self.charters: list[AdoptedCharter] = []
        self.adopted_at: list[int] = []
        """Positions, one for each charter."""
        self.deeds: list[Deed] = []

    def record(self, ruling: Ruling) -> Record:
        """As it is reckoned."""
        return Record(
            alliance=self.id,
            name="",
            approved_on=self.approved_on,
            dissolved_on=self.dissolved_on,
            charters=tuple(self.charters),
            deeds=tuple(self.deeds),
            ruling=ruling,
        )

    def asked_at(self, day: date) -> int:
        """Position at which the charter in force on a day was adopted."""
        charter = in_force(tuple(self.charters), day)
        return next(
            at for one, at in zip(self.charters, self.adopted_at, strict=True) if one.charter is charter
        )


class Duties:
    """履职."""

    TYPES: ClassVar[tuple[str, ...]] = (
        "alliances.AllianceApproved",
        "alliances.AllianceDissolved",
        "alliances.CharterAdopted",
        "alliances.CharterAmended",
        "activities.ActivityCorrected",
        *SOURCES,
        *DEEDS,
    )

    def __init__(self, scope: Scope, ruling: Ruling = Ruling.DUE) -> None:
        self._scope, self._ruling = scope, ruling
        self._alliances: dict[str, Alliance] = {}
        self._sources: dict[str, str] = {}
        """Alliance of each stream."""
        self._years: dict[str, str] = {}
        """Of each project."""
        self._owed: dict[UUID | None, list[tuple[Alliance, Duty]]] | None = None
        """By who owes it; None: not reckoned since the last entry."""

    def take(self, entry: "Entry") -> None:
        """The next entry."""
        self._owed = None
        stream, data = entry.members["stream"], entry.data
        if entry.type in SOURCES:
            self._sources[stream] = data["alliance"]
            if "year" in data:
                self._years[stream] = str(data["year"])
            return
        named = stream if entry.type.startswith("alliances.") else data.get("alliance")
        alliance = named or self._sources[stream]
        if self._scope.concerns(alliance):
            self._tell(self._alliances.setdefault(alliance, Alliance(UUID(alliance))), entry)

    def of(self, organization: UUID) -> Counted:
        """What of one organization was counted."""
        if self._owed is None:
            self._owed = self._reckoned()
        mine = self._owed.get(organization, [])
        met = sum(duty.status is DutyStatus.DONE for _, duty in mine)
        positions = {at for alliance, duty in mine for at in self._rests_on(alliance, duty)}
        return Counted(met, len(mine), tuple(sorted(positions)))

    def _reckoned(self) -> dict[UUID | None, list[tuple[Alliance, Duty]]]:
        first, last = self._scope.first, self._scope.last
        owed: dict[UUID | None, list[tuple[Alliance, Duty]]] = {}
        for alliance in self._alliances.values():
            for duty in duties(alliance.record(self._ruling), last):
                if duty.kind in KINDS and first <= duty.due_on <= last:
                    owed.setdefault(_owner(duty), []).append((alliance, duty))
        return owed

    def _rests_on(self, alliance: Alliance, duty: Duty) -> list[int]:
        """What was done, else what called for it, else the charter that asks for it."""
        if duty.done:
            return [deed.position for deed in duty.done]
        if duty.called:
            return [duty.called.position]
        founded = alliance.approved_on or duty.starts_on
        begun = max(duty.starts_on, founded)
        return [alliance.asked_at(begun if self._ruling is Ruling.BEGUN else duty.due_on)]

    def _tell(self, alliance: Alliance, entry: "Entry") -> None:
        data = entry.data
        match entry.type.partition(".")[2]:
            case "AllianceApproved":
                alliance.approved_on = date.fromisoformat(data["approved_on"])
            case "AllianceDissolved":
                alliance.dissolved_on = date.fromisoformat(data["dissolved_on"])
            case "CharterAdopted" | "CharterAmended":
                charter = msgspec.convert(data["charter"], Charter)
                effective_on = date.fromisoformat(data["effective_on"])
                alliance.charters.append(AdoptedCharter(effective_on, charter))
                alliance.adopted_at.append(entry.position)
            case "ActivityCorrected":
                _correct(alliance, UUID(entry.members["stream"]), data)
            case _:
                self._do(alliance, entry)

    def _do(self, alliance: Alliance, entry: "Entry") -> None:
        stream = entry.members["stream"]
        kind, members = DEEDS[entry.type]
        told = {"reference": stream, "code": self._years.get(stream)}
        told |= {name: entry.data[member] for name, member in members.items()}
        if kind is DeedKind.LEAD and told["code"] is None:
            return  # a turn by activities: nobody calls for it
        alliance.deeds.append(_deed(entry, kind, told))


def _deed(entry: "Entry", kind: DeedKind, told: dict[str, Any]) -> Deed:
    code = told.pop("code")
    made = {
        "position": entry.position,
        "kind": kind,
        "happened_on": entry.members["occurred_on"],
        "recorded_on": recorded_on(entry),
        "code": None if code is None else str(code),
    }
    return msgspec.convert(made | told, Deed)


def _correct(alliance: Alliance, activity: UUID, data: dict[str, Any]) -> None:
    """Held on another day."""
    if data["field"] == "HELD_ON":
        happened_on = date.fromisoformat(data["day"])
        alliance.deeds = [
            msgspec.structs.replace(deed, happened_on=happened_on)
            if (deed.kind, deed.reference) == (DeedKind.ACTIVITY, activity)
            else deed
            for deed in alliance.deeds
        ]


def _owner(duty: Duty) -> UUID | None:
    """Who owes it; of a lead that was taken, whoever took it."""
    return duty.organization or next((deed.organization for deed in duty.done), None)
