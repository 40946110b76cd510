"""Key projects from proposal to delivery, and what came of an alliance's work."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

import msgspec

from concord.charters import MotionKind
from concord.demo.calendar import office_after
from concord.demo.diary import Diary
from concord.demo.meetings import Decided, Proposal
from concord.identity import Role
from concord.privacy import Narrative
from concord.projects.commands import (
    ClaimProject,
    CompleteProject,
    DropProject,
    ProposeProject,
    ReachMilestone,
    RecordBenefit,
    SelectProject,
)
from concord.projects.events import MONEY, BenefitKind, ProjectKind


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """A project and its milestones."""

    title: str
    kind: ProjectKind
    year: int
    proposer: UUID
    claimants: tuple[UUID, ...]
    milestones: tuple[str, ...]


def propose(diary: Diary, label: str, alliance: UUID, work: Work, day: date) -> Proposal:
    """Writes the proposal by a member. Returns what the meeting decides on."""
    command = ProposeProject(
        alliance=alliance, year=work.year, title=work.title, kind=work.kind, proposer=work.proposer
    )
    made = diary.write(f"{label} proposed", day, command, role=Role.OFFICER, organization=work.proposer)
    return Proposal(title=work.title, kind=MotionKind.PROJECT, subject=uuid5(made, "projects.KeyProject"))


def deliver(diary: Diary, label: str, work: Work, project: UUID, decided: Decided, day: date) -> str:
    """Writes everything from the selection to the end. Returns the label of the last step."""
    select = SelectProject(project=project, meeting=decided.meeting, resolution=decided.resolution)
    diary.write(f"{label} selected", day, select)
    for place, organization in enumerate(work.claimants):
        claim = ClaimProject(project=project, organization=organization)
        by = {"role": Role.OFFICER, "organization": organization}
        diary.write(f"{label} claimed {place}", office_after(day, 7), claim, **by)  # type: ignore[arg-type]
    for place, milestone in enumerate(work.milestones, start=1):
        reach = ReachMilestone(project=project, milestone=milestone)
        diary.write(f"{label} milestone {place}", office_after(day, 50 * place), reach)
    ends_on = office_after(day, 50 * len(work.milestones) + 20)
    complete = CompleteProject(project=project, result=Narrative(f"{work.title}：已建成投用。"))
    diary.write(f"{label} completed", ends_on, complete)
    return f"{label} completed"


def drop(diary: Diary, label: str, project: UUID, day: date) -> None:
    """Writes that a project is not pursued, selected or not."""
    command = DropProject(project=project, reason=Narrative("条件暂不具备，另行研究。"))
    diary.write(f"{label} dropped", day, command)


def select_and_drop(diary: Diary, label: str, project: UUID, decided: Decided, day: date) -> None:
    """Writes a selection, and that its place in the year is free again two months later."""
    select = SelectProject(project=project, meeting=decided.meeting, resolution=decided.resolution)
    diary.write(f"{label} selected", day, select)
    drop(diary, label, project, office_after(day, 60))


def benefit(
    diary: Diary,
    label: str,
    alliance: UUID,
    kind: BenefitKind,
    measure: int,
    day: date,
    rests_on: Sequence[str],
    note: str,
) -> None:
    """Writes one benefit, in yuan or in number, resting on the records of earlier steps."""
    command = RecordBenefit(
        alliance=alliance,
        kind=kind,
        amount=Decimal(measure) if kind in MONEY else None,
        count=None if kind in MONEY else measure,
        evidence=(1,),  # the positions of `rests_on` once they are known
        note=Narrative(note),
    )
    diary.write(f"{label} {kind}", day, command, rests_on=tuple(rests_on))
