"""Who answers for an organization, serves in it, takes part in it, and what was pledged."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID

from concord.charters import TextRefusal, check_narrative, check_person
from concord.commanding import Circumstances, Facts, Read, Refusal, RefusalCode
from concord.organizations.aggregate import Organization, OrganizationFacts
from concord.organizations.commands.registering import Existing, acting
from concord.organizations.errors import OrganizationRefusal
from concord.organizations.events import AppointmentRole
from concord.organizations.people import Served
from concord.privacy import Narrative, Personal

MOST_HOME = 100
_GONE: tuple[RefusalCode, ...] = (OrganizationRefusal.ORGANIZATION_DEREGISTERED,)
_PERSON: tuple[RefusalCode, ...] = (TextRefusal.PERSON_TOO_LONG,)


class AssignSupervision(Existing, frozen=True, kw_only=True):
    """明确主管关系: by line and by place (条块结合)."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (*_GONE, OrganizationRefusal.SUPERVISOR_INVALID)

    line: UUID | None = None
    place: UUID | None = None
    document: str = ""

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        named = {"line": self.line, "place": self.place}
        return {
            name: Read("organizations.Organization", stream, OrganizationFacts, optional=True)
            for name, stream in named.items()
            if stream is not None
        }

    def decide(self, aggregate: Organization | None, facts: Facts, at: Circumstances) -> Organization:
        organization = acting(aggregate, self.organization)
        if self.line is None and self.place is None:
            raise Refusal(OrganizationRefusal.SUPERVISOR_INVALID, "line")
        for name, stream in (("line", self.line), ("place", self.place)):
            found: OrganizationFacts | None = facts.get(name)
            if stream is not None and (found is None or found.deregistered or stream == self.organization):
                raise Refusal(OrganizationRefusal.SUPERVISOR_INVALID, name)
        if organization.supervision != (self.line, self.place):
            organization.assign(
                line=self.line, place=self.place, assigned_on=at.occurred_on, document=self.document
            )
        return organization


class AppointPerson(Existing, frozen=True, kw_only=True):
    """聘任人员: once in a role for the same; the appointment's id is the command's."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *_GONE,
        *_PERSON,
        OrganizationRefusal.ALREADY_APPOINTED,
        OrganizationRefusal.APPOINTMENT_ENDS_EARLY,
        OrganizationRefusal.GROUP_UNKNOWN,
    )

    person: Personal
    role: AppointmentRole
    alliance: UUID | None = None
    group: UUID | None = None
    """Of the alliance; None: the organization itself is served."""
    starts_on: date | None = None
    """None: the day on which it happened."""
    ends_on: date | None = None
    document: str = ""

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        if self.alliance is None:
            return {}
        return {"alliance": Read("alliances.Alliance", self.alliance, Served, optional=True)}

    def decide(self, aggregate: Organization | None, facts: Facts, at: Circumstances) -> Organization:
        organization = acting(aggregate, self.organization)
        check_person("person", self.person)
        self._require_group(facts.get("alliance"))
        starts_on = self.starts_on or at.occurred_on
        if self.ends_on is not None and self.ends_on < starts_on:
            raise Refusal(OrganizationRefusal.APPOINTMENT_ENDS_EARLY, "ends_on")
        for one in organization.appointments.values():
            if (one.subject, one.role, one.group) == (self.person.subject, self.role, self.group):
                raise Refusal(OrganizationRefusal.ALREADY_APPOINTED, "person")
        organization.appoint(
            appointment=at.command,
            person=self.person,
            role=self.role,
            alliance=self.alliance,
            group=self.group,
            starts_on=starts_on,
            ends_on=self.ends_on,
            document=self.document,
        )
        return organization

    def _require_group(self, served: Served | None) -> None:
        if self.group is None and self.alliance is None:
            return
        if served is None or self.group not in served.groups:
            raise Refusal(OrganizationRefusal.GROUP_UNKNOWN, "group")


class EndAppointment(Existing, frozen=True, kw_only=True):
    """结束聘任: from the day on which it happened."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (*_GONE, OrganizationRefusal.APPOINTMENT_UNKNOWN)

    appointment: UUID
    reason: Narrative | None = None

    def decide(self, aggregate: Organization | None, facts: Facts, at: Circumstances) -> Organization:
        organization = acting(aggregate, self.organization)
        if self.appointment not in organization.appointments:
            raise Refusal(OrganizationRefusal.APPOINTMENT_UNKNOWN, "appointment")
        organization.end_appointment(
            appointment=self.appointment, ended_on=at.occurred_on, reason=self.reason
        )
        return organization


class EnrolFloatingMember(Existing, frozen=True, kw_only=True):
    """流动党员纳管: takes part here, belongs elsewhere."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *_GONE,
        *_PERSON,
        OrganizationRefusal.ALREADY_ENROLLED,
        OrganizationRefusal.HOME_INVALID,
    )

    person: Personal
    home: str

    def decide(self, aggregate: Organization | None, facts: Facts, at: Circumstances) -> Organization:
        organization = acting(aggregate, self.organization)
        check_person("person", self.person)
        if not self.home.strip() or len(self.home) > MOST_HOME:
            raise Refusal(OrganizationRefusal.HOME_INVALID, "home", limit=MOST_HOME)
        if self.person.subject in organization.floating:
            raise Refusal(OrganizationRefusal.ALREADY_ENROLLED, "person")
        person = Personal(self.person.subject, {**(self.person.values or {}), "home": self.home})
        organization.enrol(person=person, home=None, enrolled_on=at.occurred_on)
        return organization


class ReleaseFloatingMember(Existing, frozen=True, kw_only=True):
    """流动党员转出: takes part here no more."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (*_GONE, OrganizationRefusal.NOT_ENROLLED)

    subject: UUID
    reason: Narrative | None = None

    def decide(self, aggregate: Organization | None, facts: Facts, at: Circumstances) -> Organization:
        organization = acting(aggregate, self.organization)
        if self.subject not in organization.floating:
            raise Refusal(OrganizationRefusal.NOT_ENROLLED, "subject")
        organization.release(subject=self.subject, left_on=at.occurred_on, reason=self.reason)
        return organization


class MakePledge(Existing, frozen=True, kw_only=True):
    """作出承诺: by a floating member, or by the organization; its id is the command's."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *_GONE,
        OrganizationRefusal.NOT_ENROLLED,
        OrganizationRefusal.PLEDGE_DUE_EARLY,
        TextRefusal.TEXT_EMPTY,
        TextRefusal.TEXT_TOO_LONG,
    )

    promise: Narrative
    subject: UUID | None = None
    due_on: date | None = None

    def decide(self, aggregate: Organization | None, facts: Facts, at: Circumstances) -> Organization:
        organization = acting(aggregate, self.organization)
        check_narrative("promise", self.promise)
        if self.subject is not None and self.subject not in organization.floating:
            raise Refusal(OrganizationRefusal.NOT_ENROLLED, "subject")
        if self.due_on is not None and self.due_on < at.occurred_on:
            raise Refusal(OrganizationRefusal.PLEDGE_DUE_EARLY, "due_on")
        organization.pledge(
            pledge=at.command,
            subject=self.subject,
            text=self.promise,
            made_on=at.occurred_on,
            due_on=self.due_on,
        )
        return organization


class FulfilPledge(Existing, frozen=True, kw_only=True):
    """兑现承诺."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (*_GONE, OrganizationRefusal.PLEDGE_UNKNOWN)

    pledge: UUID
    note: Narrative | None = None

    def decide(self, aggregate: Organization | None, facts: Facts, at: Circumstances) -> Organization:
        organization = acting(aggregate, self.organization)
        if self.pledge not in organization.pledges:
            raise Refusal(OrganizationRefusal.PLEDGE_UNKNOWN, "pledge")
        organization.fulfil(pledge=self.pledge, fulfilled_on=at.occurred_on, note=self.note)
        return organization
