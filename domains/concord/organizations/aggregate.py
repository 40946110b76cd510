"""An organization: registered once by its credit code, renamed, described, deregistered."""

from dataclasses import field
from datetime import date
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate, event

from concord.charters import OrganizationKind, PartyForm
from concord.organizations import events
from concord.organizations.events import AppointmentRole
from concord.organizations.people import Appointment
from concord.privacy import Narrative, Personal


class OrganizationFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What other contexts may know of an organization."""

    id: UUID
    credit_code: str
    name: str
    kind: OrganizationKind
    party_form: PartyForm
    area: str
    industry: str
    deregistered: bool


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """单位信息: what an organization is, apart from its name and contact."""

    kind: OrganizationKind
    party_form: PartyForm
    party_members: int
    affiliated_enterprises: int
    area: str
    industry: str


class Organization(Aggregate):
    """单位: a unit that can join alliances."""

    OrganizationRegistered = events.OrganizationRegistered
    OrganizationRenamed = events.OrganizationRenamed
    ProfileUpdated = events.ProfileUpdated
    OrganizationDeregistered = events.OrganizationDeregistered
    SupervisionAssigned = events.SupervisionAssigned
    PersonAppointed = events.PersonAppointed
    AppointmentEnded = events.AppointmentEnded
    FloatingMemberEnrolled = events.FloatingMemberEnrolled
    FloatingMemberLeft = events.FloatingMemberLeft
    PledgeMade = events.PledgeMade
    PledgeFulfilled = events.PledgeFulfilled

    credit_code: str
    name: str
    kind: OrganizationKind
    party_form: PartyForm
    party_members: int
    affiliated_enterprises: int
    area: str
    industry: str
    deregistered: bool = field(init=False, default=False)
    supervision: tuple[UUID | None, UUID | None] = field(init=False, default=(None, None))
    """By line and by place."""
    appointments: dict[UUID, Appointment] = field(init=False, default_factory=dict)
    floating: set[UUID] = field(init=False, default_factory=set)
    """Subjects of the floating members that are enrolled."""
    pledges: set[UUID] = field(init=False, default_factory=set)
    """Those that are not fulfilled."""

    @property
    def profile(self) -> Profile:
        """As it stands now."""
        return msgspec.convert(self, Profile, from_attributes=True)

    def facts(self) -> OrganizationFacts:
        """What other contexts may know."""
        return msgspec.convert(self, OrganizationFacts, from_attributes=True)

    def rename(self, name: str) -> None:
        """Nothing happens where the name is the same."""
        if name != self.name:
            self._renamed(name=name)

    def update(self, profile: Profile, contact: Personal | None) -> None:
        """Nothing happens where nothing is new."""
        if profile != self.profile or contact is not None:
            self._updated(**msgspec.structs.asdict(profile), contact=contact)

    def deregister(self, successor: UUID | None, reason: Narrative | None) -> None:
        """It can act no more; that it was not deregistered before is the caller's to check."""
        self._deregistered(successor=successor, reason=reason)

    @event(events.OrganizationRenamed)
    def _renamed(self, name: str) -> None:
        self.name = name

    @event(events.ProfileUpdated)
    def _updated(
        self,
        kind: OrganizationKind,
        party_form: PartyForm,
        party_members: int,
        affiliated_enterprises: int,
        area: str,
        industry: str,
        contact: Personal | None,
    ) -> None:
        self.kind, self.party_form = kind, party_form
        self.party_members, self.affiliated_enterprises = party_members, affiliated_enterprises
        self.area, self.industry = area, industry

    @event(events.OrganizationDeregistered)
    def _deregistered(self, successor: UUID | None, reason: Narrative | None) -> None:
        self.deregistered = True

    @event(events.SupervisionAssigned)
    def assign(self, line: UUID | None, place: UUID | None, assigned_on: date, document: str) -> None:
        self.supervision = (line, place)

    @event(events.PersonAppointed)
    def appoint(
        self,
        appointment: UUID,
        person: Personal,
        role: AppointmentRole,
        alliance: UUID | None,
        group: UUID | None,
        starts_on: date,
        ends_on: date | None,
        document: str,
    ) -> None:
        self.appointments[appointment] = Appointment(person.subject, role, group)

    @event(events.AppointmentEnded)
    def end_appointment(self, appointment: UUID, ended_on: date, reason: Narrative | None) -> None:
        del self.appointments[appointment]

    @event(events.FloatingMemberEnrolled)
    def enrol(self, person: Personal, home: str | None, enrolled_on: date) -> None:
        self.floating.add(person.subject)

    @event(events.FloatingMemberLeft)
    def release(self, subject: UUID, left_on: date, reason: Narrative | None) -> None:
        self.floating.remove(subject)

    @event(events.PledgeMade)
    def pledge(
        self, pledge: UUID, subject: UUID | None, text: Narrative, made_on: date, due_on: date | None
    ) -> None:
        self.pledges.add(pledge)

    @event(events.PledgeFulfilled)
    def fulfil(self, pledge: UUID, fulfilled_on: date, note: Narrative | None) -> None:
        self.pledges.remove(pledge)
