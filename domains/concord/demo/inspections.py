"""安全互查 and 督导检查: planned, carried out, and what is found followed to its end."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

import msgspec

from concord.charters import FindingKind, InspectionKind
from concord.demo.calendar import office_after, office_before
from concord.demo.chance import number
from concord.demo.diary import Diary
from concord.demo.photographs import NOT_YET, withdrawn
from concord.identity import Role
from concord.inspections.commands import (
    AttachInspectionEvidence,
    CancelInspection,
    CarryOutInspection,
    PlanInspection,
    RecordFinding,
    RectifyFinding,
    RejectRectification,
    RemoveInspectionEvidence,
    VerifyRectification,
)
from concord.privacy import Narrative

NOTICE = 5
"""Days before an inspection on which it is planned."""


class Course(StrEnum):
    """How a finding goes."""

    RECTIFIED = "rectified in time"
    LATE = "rectified too late"
    REJECTED = "rejected once"
    OPEN = "still open"


COURSES = (Course.RECTIFIED, Course.RECTIFIED, Course.REJECTED, Course.RECTIFIED, Course.LATE)


class Fault(msgspec.Struct, frozen=True):
    """What is found."""

    title: str
    kind: FindingKind
    course: Course


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """One inspection."""

    label: str
    alliance: UUID
    subject: UUID
    title: str
    on: date
    inspector: UUID | None = None
    """The member whose squad inspects; None: the committee does."""
    faults: tuple[Fault, ...] = ()
    photographed: bool = False
    unfit: bool = False
    """Another photograph is removed again."""
    """What was put right is shown by a photograph."""


def hazards(text: str) -> tuple[tuple[str, FindingKind], ...]:
    """What may be found, from lines of `KIND title`."""
    lines = [line.split(maxsplit=1) for line in text.strip().splitlines()]
    return tuple((title, FindingKind(kind)) for kind, title in lines)


def faults(label: str, choices: Sequence[tuple[str, FindingKind]], most: int = 2) -> tuple[Fault, ...]:
    """Some of them, none here and there, each with a course of its own."""
    first = number(f"{label} first", 0, len(choices) - 1)
    found = [choices[(first + place) % len(choices)] for place in range(number(label, 0, most))]
    courses = [COURSES[number(f"{label} course {place}", 0, len(COURSES) - 1)] for place in range(len(found))]
    return tuple(Fault(title, kind, course) for (title, kind), course in zip(found, courses, strict=True))


def inspect(diary: Diary, visit: Visit) -> str:
    """Writes it with everything that follows from it. Returns the label of its being carried out."""
    inspection = _planned(diary, visit)
    carried_out = CarryOutInspection(inspection=inspection, summary=Narrative(f"{visit.title}：已逐项检查。"))
    _by_inspector(diary, visit, "carried out", visit.on, carried_out)
    for place, fault in enumerate(visit.faults):
        _follow(diary, visit, inspection, f"fault {place}", fault)
    return f"{visit.label} carried out"


def call_off(diary: Diary, visit: Visit, reason: str) -> None:
    """Planned, and cancelled the day before."""
    cancel = CancelInspection(inspection=_planned(diary, visit), reason=Narrative(reason))
    _by_inspector(diary, visit, "cancelled", office_before(visit.on, 1), cancel)


def _planned(diary: Diary, visit: Visit) -> UUID:
    plan = PlanInspection(
        alliance=visit.alliance,
        kind=InspectionKind.MUTUAL if visit.inspector else InspectionKind.SUPERVISION,
        subject=visit.subject,
        title=visit.title,
        planned_on=visit.on,
        inspector=visit.inspector,
    )
    planned = _by_inspector(diary, visit, "planned", office_before(visit.on, NOTICE), plan)
    return uuid5(planned, "inspections.Inspection")


def _follow(diary: Diary, visit: Visit, inspection: UUID, what: str, fault: Fault) -> None:
    """Found, put right, looked at again."""
    record = RecordFinding(inspection=inspection, kind=fault.kind, title=fault.title)
    finding = _by_inspector(diary, visit, what, visit.on, record)
    if fault.course is Course.OPEN:
        return
    days = 31 if fault.course is Course.LATE else 6
    day = _rectified(diary, visit, inspection, finding, what, office_after(visit.on, days))
    if visit.photographed:
        attach = AttachInspectionEvidence(inspection=inspection, finding=finding, **NOT_YET)
        label, shows = f"{visit.label} {what} photograph", f"整改后：{fault.title}"
        diary.write(label, day, attach, role=Role.OFFICER, organization=visit.subject, shows=shows)
    if visit.unfit:
        _unfit(diary, visit, inspection, finding, what, day)
    if fault.course is Course.REJECTED:
        reason = Narrative("整改不到位，仍有同类问题。")
        reject = RejectRectification(inspection=inspection, finding=finding, reason=reason)
        _by_inspector(diary, visit, f"{what} rejected", day, reject)
        day = _rectified(diary, visit, inspection, finding, f"{what} again", office_after(day, 5))
    verify = VerifyRectification(inspection=inspection, finding=finding)
    _by_inspector(diary, visit, f"{what} verified", day, verify)


def _unfit(diary: Diary, visit: Visit, inspection: UUID, finding: UUID, what: str, day: date) -> None:
    """A photograph that shows too much is attached, and removed."""
    by: dict[str, Any] = {"role": Role.OFFICER, "organization": visit.subject}
    label = f"{visit.label} {what} unfit"
    attach = AttachInspectionEvidence(inspection=inspection, finding=finding, **NOT_YET)
    diary.write(label, day, attach, shows=f"整改现场：{visit.title}", **by)
    remove = RemoveInspectionEvidence(inspection=inspection, **withdrawn())
    diary.write(f"{label} removed", day, remove, removes=label, **by)


def _rectified(diary: Diary, visit: Visit, inspection: UUID, finding: UUID, what: str, day: date) -> date:
    """Put right on that day. Returns the day on which somebody looks."""
    measures = Narrative("已按要求整改，附整改前后照片。")
    rectify = RectifyFinding(inspection=inspection, finding=finding, measures=measures)
    diary.write(
        f"{visit.label} {what} rectified", day, rectify, role=Role.OFFICER, organization=visit.subject
    )
    return office_after(day, 2)


def _by_inspector(diary: Diary, visit: Visit, what: str, day: date, command: msgspec.Struct) -> UUID:
    role = Role.OFFICER if visit.inspector else Role.COMMITTEE
    return diary.write(f"{visit.label} {what}", day, command, role=role, organization=visit.inspector)  # type: ignore[arg-type]
