"""Who answers for an organization, serves in it, takes part in it, and what is pledged."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from concord.charters import OrganizationKind, TextRefusal, organization_id
from concord.organizations.commands import (
    AppointPerson,
    AssignSupervision,
    DeregisterOrganization,
    EndAppointment,
    EnrolFloatingMember,
    FulfilPledge,
    MakePledge,
    RegisterOrganization,
    ReleaseFloatingMember,
)
from concord.organizations.credit_code import check_character
from concord.organizations.errors import OrganizationRefusal
from concord.organizations.events import (
    AppointmentEnded,
    AppointmentRole,
    FloatingMemberEnrolled,
    FloatingMemberLeft,
    PersonAppointed,
    PledgeFulfilled,
    PledgeMade,
    SupervisionAssigned,
)
from concord.privacy import Narrative, Personal

TODAY = date(2024, 3, 1)


def register(decider: Any, number: int) -> UUID:
    body = f"91320681MA{number:07d}"
    code = body + check_character(body)
    decider.given(
        RegisterOrganization(credit_code=code, name=f"单位{number}", kind=OrganizationKind.ENTERPRISE)
    )
    return organization_id(decider.tenant, code)


@pytest.fixture
def unit(decider: Any) -> UUID:
    """A registered organization."""
    return register(decider, 1)


def somebody(name: str = "刘管家") -> Personal:
    return Personal(uuid4(), {"name": name})


def test_two_bodies_answer_for_it_by_line_and_by_place(decider: Any, unit: UUID) -> None:
    line, place = register(decider, 2), register(decider, 3)
    both = AssignSupervision(organization=unit, line=line, place=place)
    decider.when(both).then((SupervisionAssigned, {"line": line, "place": place, "assigned_on": TODAY}))
    decider.when(both).then()
    decider.given(DeregisterOrganization(organization=line))
    for wrong, field in (
        (AssignSupervision(organization=unit), "line"),
        (AssignSupervision(organization=unit, line=unit), "line"),
        (AssignSupervision(organization=unit, line=line), "line"),
        (AssignSupervision(organization=unit, place=uuid4()), "place"),
    ):
        decider.when(wrong).refused(OrganizationRefusal.SUPERVISOR_INVALID, field)


def test_a_person_is_appointed_once_in_a_role_until_it_ends(decider: Any, unit: UUID) -> None:
    appoint = AppointPerson(organization=unit, person=somebody(), role=AppointmentRole.STEWARD)
    number = uuid4()
    decider.when(appoint, number).then((PersonAppointed, {"appointment": number, "starts_on": TODAY}))
    decider.when(appoint).refused(OrganizationRefusal.ALREADY_APPOINTED, "person")
    end = EndAppointment(organization=unit, appointment=number, reason=Narrative("任期届满"))
    decider.when(end).then((AppointmentEnded, {"ended_on": TODAY}))
    decider.when(end).refused(OrganizationRefusal.APPOINTMENT_UNKNOWN, "appointment")
    decider.given(appoint)


def test_an_appointment_has_an_end_after_its_beginning_and_a_person_of_few_words(
    decider: Any, unit: UUID
) -> None:
    short = AppointPerson(
        organization=unit, person=somebody(), role=AppointmentRole.LIAISON, ends_on=date(2024, 2, 29)
    )
    decider.when(short).refused(OrganizationRefusal.APPOINTMENT_ENDS_EARLY, "ends_on")
    wordy = AppointPerson(organization=unit, person=somebody("长" * 201), role=AppointmentRole.LIAISON)
    decider.when(wordy).refused(TextRefusal.PERSON_TOO_LONG, "person")


def test_a_group_that_is_served_is_one_of_its_alliance(decider: Any, unit: UUID) -> None:
    alliance, group = uuid4(), uuid4()
    decider.given_facts(alliance, {"groups": (group,)})
    values = {"organization": unit, "person": somebody(), "role": AppointmentRole.DEDICATED_OFFICER}
    decider.when(AppointPerson(**values, alliance=alliance, group=group)).then(
        (PersonAppointed, {"alliance": alliance, "group": group})
    )
    for wrong in ({"alliance": alliance, "group": uuid4()}, {"group": group}, {"alliance": alliance}):
        decider.when(AppointPerson(**values, **wrong)).refused(OrganizationRefusal.GROUP_UNKNOWN, "group")


def test_a_floating_member_is_enrolled_pledges_fulfils_and_leaves(decider: Any, unit: UUID) -> None:
    person, pledge = somebody("张流动"), uuid4()
    enrol = EnrolFloatingMember(organization=unit, person=person, home="外县某村党支部")
    decided = decider.when(enrol).then((FloatingMemberEnrolled, {"home": None, "enrolled_on": TODAY}))
    assert decided.events[0].person.values["home"] == "外县某村党支部"
    decider.when(enrol).refused(OrganizationRefusal.ALREADY_ENROLLED, "person")
    make = MakePledge(organization=unit, promise=Narrative("每月一次志愿服务"), subject=person.subject)
    decider.when(make, pledge).then((PledgeMade, {"pledge": pledge, "subject": person.subject}))
    fulfil = FulfilPledge(organization=unit, pledge=pledge)
    decider.when(fulfil).then((PledgeFulfilled, {"fulfilled_on": TODAY}))
    decider.when(fulfil).refused(OrganizationRefusal.PLEDGE_UNKNOWN, "pledge")
    leave = ReleaseFloatingMember(organization=unit, subject=person.subject)
    decider.when(leave).then((FloatingMemberLeft, {"left_on": TODAY}))
    decider.when(leave).refused(OrganizationRefusal.NOT_ENROLLED, "subject")
    decider.when(make).refused(OrganizationRefusal.NOT_ENROLLED, "subject")
    decider.given(enrol)


def test_what_says_nothing_or_comes_too_early_is_refused(decider: Any, unit: UUID) -> None:
    homeless = EnrolFloatingMember(organization=unit, person=somebody(), home=" ")
    decider.when(homeless).refused(OrganizationRefusal.HOME_INVALID, "home")
    early = MakePledge(organization=unit, promise=Narrative("承诺"), due_on=date(2024, 2, 1))
    decider.when(early).refused(OrganizationRefusal.PLEDGE_DUE_EARLY, "due_on")
    empty = MakePledge(organization=unit, promise=Narrative(" "))
    decider.when(empty).refused(TextRefusal.TEXT_EMPTY, "promise")


def test_nobody_serves_an_organization_that_is_deregistered(decider: Any, unit: UUID) -> None:
    decider.given(DeregisterOrganization(organization=unit))
    enrol = EnrolFloatingMember(organization=unit, person=somebody(), home="某支部")
    decider.when(enrol).refused(OrganizationRefusal.ORGANIZATION_DEREGISTERED, "organization")
