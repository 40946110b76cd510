"""Bodies inside an alliance and the people in them; pairs and agreements of its members."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from concord.alliances.commands import (
    DissolveGroup,
    EndPairing,
    FormGroup,
    FormPairing,
    GroupMember,
    GroupPerson,
    SetGroupLeadership,
    SignAgreement,
    UngroupMember,
    UngroupPerson,
)
from concord.alliances.events import Leader
from concord.commanding import Command
from concord.demo.chance import pick
from concord.demo.diary import Diary
from concord.demo.units import GIVEN_NAMES, SURNAMES
from concord.identity import Role
from concord.organizations.commands import (
    AppointPerson,
    EnrolFloatingMember,
    FulfilPledge,
    MakePledge,
    ReleaseFloatingMember,
)
from concord.organizations.events import AppointmentRole
from concord.privacy import Narrative, Personal


def person(diary: Diary, label: str) -> Personal:
    """Somebody under a name that nobody has."""
    name = pick(f"surname {label}", SURNAMES) + pick(f"name {label}", GIVEN_NAMES)
    return Personal(diary.id(f"person {label}"), {"name": name})


def body(
    diary: Diary,
    label: str,
    alliance: UUID,
    code: str,
    day: date,
    *,
    name: str | None = None,
    led_by: Sequence[UUID] = (),
    members: Sequence[UUID] = (),
    people: int = 0,
) -> UUID:
    """Writes a group: its leader and deputies of the organizations named, its members, its persons.

    Returns the group's id, which is the id of the command that formed it.
    """
    form = FormGroup(alliance=alliance, code=code, name=name)
    group = diary.write(f"{label} form", day, form)
    if led_by:
        leaders = [Leader(person(diary, f"{label} {one}"), one) for one in led_by]
        leadership = SetGroupLeadership(
            alliance=alliance, group=group, leaders=tuple(leaders[:1]), deputies=tuple(leaders[1:])
        )
        diary.write(f"{label} leadership", day, leadership)
    for place, organization in enumerate(members):
        join = GroupMember(alliance=alliance, group=group, organization=organization)
        diary.write(f"{label} member {place}", day, join)
    for place in range(people):
        somebody = GroupPerson(
            alliance=alliance, group=group, person=person(diary, f"{label} person {place}")
        )
        diary.write(f"{label} person {place}", day, somebody)
    return group


def pair(
    diary: Diary, label: str, alliance: UUID, organization: UUID, partner: UUID, scheme: str, day: date
) -> UUID:
    """Writes a pairing. Returns its id."""
    command = FormPairing(
        alliance=alliance,
        organization=organization,
        partner=partner,
        scheme=scheme,
        aim=Narrative("产业、就业、助学结对帮扶。"),
    )
    return diary.write(f"{label} pair", day, command)


def unpair(diary: Diary, label: str, alliance: UUID, pairing: UUID, day: date) -> None:
    """Writes the end of a pairing."""
    command = EndPairing(alliance=alliance, pairing=pairing, reason=Narrative("结对期满，目标完成。"))
    diary.write(f"{label} unpair", day, command)


def thin_out(diary: Diary, label: str, alliance: UUID, group: UUID, member: UUID, day: date) -> None:
    """Writes that an organization and the first person leave a group that `body` wrote under the label."""
    leave = UngroupMember(alliance=alliance, group=group, organization=member)
    diary.write(f"{label} ungroup member", day, leave)
    somebody = person(diary, f"{label} person 0")
    part = UngroupPerson(alliance=alliance, group=group, subject=somebody.subject)
    diary.write(f"{label} ungroup person", day, part)


def disband(diary: Diary, label: str, alliance: UUID, group: UUID, day: date) -> None:
    """Writes the end of a group."""
    command = DissolveGroup(alliance=alliance, group=group, reason=Narrative("任务完成，队伍撤销。"))
    diary.write(f"{label} disband", day, command)


def sign(diary: Diary, label: str, alliance: UUID, members: Sequence[UUID], day: date) -> None:
    """Writes the agreements of a year."""
    for place, organization in enumerate(members):
        command = SignAgreement(alliance=alliance, organization=organization)
        diary.write(f"{label} sign {place}", day, command)


def appoint(
    diary: Diary,
    label: str,
    organization: UUID,
    role: AppointmentRole,
    day: date,
    *,
    alliance: UUID | None = None,
    group: UUID | None = None,
) -> UUID:
    """Writes an appointment. Returns its id."""
    command = AppointPerson(
        organization=organization,
        person=person(diary, label),
        role=role,
        alliance=alliance,
        group=group,
        document="聘书",
    )
    return diary.write(f"{label} appoint", day, command)


def float_by(diary: Diary, label: str, organization: UUID, enrolled: date, pledged: date, left: date) -> None:
    """Writes the stay of a floating member, with a pledge that is kept."""
    somebody = person(diary, label)

    def write(what: str, day: date, command: Command) -> UUID:
        return diary.write(f"{label} {what}", day, command, role=Role.OFFICER, organization=organization)

    enrol = EnrolFloatingMember(organization=organization, person=somebody, home="外县某乡镇党支部")
    write("enrol", enrolled, enrol)
    make = MakePledge(
        organization=organization,
        promise=Narrative("每月参加一次商圈志愿服务。"),
        subject=somebody.subject,
    )
    pledge = write("pledge", enrolled, make)
    fulfil = FulfilPledge(organization=organization, pledge=pledge)
    write("fulfil", pledged, fulfil)
    leave = ReleaseFloatingMember(organization=organization, subject=somebody.subject)
    write("leave", left, leave)
