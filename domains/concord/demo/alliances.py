"""Founding alliances and passing on their chair."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from concord.alliances.commands import (
    AdoptCharter,
    AdoptProgramme,
    AmendProgramme,
    FollowProgramme,
    FoundAlliance,
    FoundingMember,
    OverrideCharter,
    RecordHandover,
    RotateChair,
)
from concord.charters import (
    AllianceKind,
    Charter,
    Decision,
    Overrides,
    Period,
    alliance_id,
    last_day,
    programme_id,
)
from concord.demo.calendar import office_after, office_before
from concord.demo.diary import Diary
from concord.identity import Role
from concord.privacy import Narrative


def found(
    diary: Diary,
    name: str,
    kind: AllianceKind,
    charter: Charter,
    tiers: dict[str, Sequence[UUID]],
    day: date,
    *,
    document: str = "",
    purpose: str = "",
    programme: UUID | None = None,
    overrides: Overrides | None = None,
) -> UUID:
    """Writes the founding by members of each tier, under a programme if one is given, whose charter it
    then inherits but for the overrides. Returns the alliance's id."""
    members = tuple(
        FoundingMember(organization=organization, tier=tier)
        for tier, organizations in tiers.items()
        for organization in organizations
    )
    command = FoundAlliance(
        name=name,
        kind=kind,
        charter=charter if programme is None else None,
        programme=programme,
        overrides=overrides or Overrides(),
        members=members,
        document=document,
        purpose=Narrative(purpose) if purpose else None,
    )
    diary.write(f"found {name}", day, command, role=Role.COMMITTEE)
    return alliance_id(diary.tenant.id, name)


def adopt(diary: Diary, name: str, charter: Charter, document: str, day: date) -> UUID:
    """Writes the adoption of a programme. Returns its id."""
    command = AdoptProgramme(name=name, charter=charter, document=document)
    diary.write(f"adopt {name}", day, command, role=Role.COMMITTEE)
    return programme_id(diary.tenant.id, name)


def change_charter(
    diary: Diary,
    label: str,
    alliance: UUID,
    charter: Charter,
    resolution: str,
    day: date,
    effective_on: date,
    decision: Decision,
) -> None:
    """Writes that another charter of its own governs an alliance from a day on."""
    command = AdoptCharter(
        alliance=alliance,
        charter=charter,
        resolution=resolution,
        effective_on=effective_on,
        decision=decision,
    )
    diary.write(f"{label} charter", day, command, role=Role.COMMITTEE)


def follow(diary: Diary, label: str, alliance: UUID, programme: UUID, resolution: str, day: date) -> None:
    """Writes that an alliance with a charter of its own inherits the programme's from now on."""
    command = FollowProgramme(alliance=alliance, programme=programme, resolution=resolution)
    diary.write(f"{label} follow", day, command, role=Role.COMMITTEE)


def override(
    diary: Diary, label: str, alliance: UUID, overrides: Overrides, resolution: str, day: date
) -> None:
    """Writes what an alliance has otherwise than its programme, from that day on."""
    command = OverrideCharter(alliance=alliance, overrides=overrides, resolution=resolution)
    diary.write(f"{label} override", day, command, role=Role.COMMITTEE)


def amend_programme(
    diary: Diary, label: str, programme: UUID, charter: Charter, document: str, day: date, effective_on: date
) -> None:
    """Writes another charter for every alliance that follows the programme."""
    command = AmendProgramme(
        programme=programme, charter=charter, document=document, effective_on=effective_on
    )
    diary.write(f"{label} amend", day, command, role=Role.COMMITTEE)


def chair_terms(
    diary: Diary,
    label: str,
    alliance: UUID,
    holders: Sequence[UUID],
    first: date,
    period: Period,
    *,
    decisions: Sequence[Decision] = (),
    first_ends: date | None = None,
) -> None:
    """Writes one term after another, each settled some days before it begins, and every handover.

    `first_ends` is the last day of the first term where it is shorter than the others; `decisions` are
    what each is decided by, where meetings choose.
    """
    starts_on = first
    for number, holder in enumerate(holders, start=1):
        rotate = RotateChair(
            alliance=alliance,
            organization=holder,
            starts_on=starts_on,
            ends_on=first_ends if number == 1 else None,
            decision=decisions[number - 1] if decisions else None,
        )
        diary.write(f"{label} chair {number}", office_before(starts_on, 5), rotate)
        if number > 1:
            notes = Narrative("移交联盟台账、活动计划和未办结事项清单。")
            handover = RecordHandover(alliance=alliance, notes=notes)
            diary.write(f"{label} handover {number}", office_after(starts_on, 1), handover)
        ends_on = first_ends if number == 1 and first_ends else last_day(starts_on, period)
        starts_on = ends_on + timedelta(days=1)
