"""What changes about organizations in a year: profiles, names, who supervises them, their end."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from concord.demo.bodies import person
from concord.demo.calendar import office_after
from concord.demo.diary import Diary
from concord.identity import Role
from concord.organizations.commands import (
    AssignSupervision,
    DeregisterOrganization,
    EndAppointment,
    RenameOrganization,
    UpdateProfile,
)
from concord.privacy import Narrative

A_DAY = 40
"""Organizations that are visited or entered in one day."""


def survey(diary: Diary, label: str, organizations: Sequence[UUID], first: date) -> None:
    """拉网式摸底排查: a contact of each becomes known."""
    for place, organization in enumerate(organizations):
        what = f"{label} survey {place}"
        command = UpdateProfile(organization=organization, contact=person(diary, what))
        diary.write(what, office_after(first, place // A_DAY), command, role=Role.ADMINISTRATOR)


def supervise(
    diary: Diary, label: str, organizations: Sequence[UUID], line: UUID, place: UUID, day: date, document: str
) -> None:
    """以“条”为主、以“块”兜底 (source 002, 二（二）1)."""
    for count, organization in enumerate(organizations):
        command = AssignSupervision(organization=organization, line=line, place=place, document=document)
        diary.write(f"{label} supervise {count}", day, command, role=Role.ADMINISTRATOR)


def rename(diary: Diary, label: str, organization: UUID, name: str, day: date) -> None:
    """The credit code stays."""
    command = RenameOrganization(organization=organization, name=name)
    diary.write(f"{label} rename", day, command, role=Role.ADMINISTRATOR)


def recount(diary: Diary, label: str, organization: UUID, party_members: int, day: date) -> None:
    """Another number of party members."""
    command = UpdateProfile(organization=organization, party_members=party_members)
    diary.write(f"{label} recount", day, command, role=Role.ADMINISTRATOR)


def deregister(diary: Diary, label: str, organization: UUID, successor: UUID, day: date) -> None:
    """Its tasks go on to a successor."""
    command = DeregisterOrganization(
        organization=organization, successor=successor, reason=Narrative("机构改革，职能划转。")
    )
    diary.write(f"{label} deregister", day, command, role=Role.ADMINISTRATOR)


def release(diary: Diary, label: str, organization: UUID, appointment: UUID, day: date) -> None:
    """An appointment ends early."""
    command = EndAppointment(
        organization=organization, appointment=appointment, reason=Narrative("工作调动。")
    )
    diary.write(f"{label} release", day, command)
