"""The life of an activity, from proposal to ledger."""

import hashlib
from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid5

import msgspec

from concord.activities.commands import (
    AssignLead,
    AttachEvidence,
    CancelActivity,
    CorrectActivity,
    HoldActivity,
    LogActivity,
    ProposeActivity,
    RecordAttendance,
    RemoveEvidence,
    ScheduleActivity,
    SignUp,
)
from concord.activities.events import ActivityField, ActivityForm, ActivityScale, Attendance
from concord.charters import ActivitySource
from concord.demo.calendar import office_after, office_before
from concord.demo.chance import number
from concord.demo.diary import Diary
from concord.demo.outreach import give, publish
from concord.demo.photographs import NOT_YET, withdrawn
from concord.identity import Role
from concord.privacy import Narrative


class Guest(msgspec.Struct, frozen=True):
    """One organization's people at an activity."""

    organization: UUID
    expected: int
    present: int


class Idea(msgspec.Struct, frozen=True):
    """What an activity is about."""

    title: str
    theme: str
    form: ActivityForm
    source: ActivitySource = ActivitySource.ALLIANCE
    department: str | None = None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """An activity that takes place."""

    label: str
    alliance: UUID
    idea: Idea
    on: date
    place: str
    guests: Sequence[Guest]
    scale: ActivityScale = ActivityScale.SMALL
    proposer: UUID | None = None
    lead: UUID | None = None
    """None: whose turn it is."""
    led: bool = True
    """Somebody is assigned to lead it."""
    signing: int = 2
    """So many of the guests sign up."""
    evidence: int = 1
    photographed: bool = False
    """There is a photograph of it beside."""
    unfit: bool = False
    """And one that is removed again."""
    late: bool = False
    """Logged two months after it was held."""
    corrected: bool = False


def ideas(text: str) -> tuple[Idea, ...]:
    """From lines of `FORM THEME title`."""
    lines = [line.split(maxsplit=2) for line in text.strip().splitlines()]
    return tuple(Idea(title, theme, ActivityForm(form)) for form, theme, title in lines)


def guests(label: str, organizations: Sequence[UUID], most: int = 8) -> list[Guest]:
    """Each with some people, nearly all of whom come."""
    made = []
    for place, organization in enumerate(organizations):
        expected = number(f"expected {label} {place}", 3, most)
        absent = number(f"absent {label} {place}", 0, 2) % 2
        made.append(Guest(organization, expected, expected - absent))
    return made


def take_place(diary: Diary, plan: Plan) -> str:
    """Writes its life. Returns the label of its log, which is evidence of it."""
    activity = _planned(diary, plan)
    last = _recorded(diary, plan, activity)
    log = f"{plan.label} log"
    day = office_after(plan.on, 60) if plan.late else last
    came = sum(one.present for one in plan.guests)
    summary = f"{plan.idea.title}，{len(plan.guests)} 家单位 {came} 人参加。"
    diary.write(log, day, LogActivity(activity=activity, summary=Narrative(summary)))
    if plan.corrected:
        _corrected(diary, plan, activity, office_after(day, 5))
    return log


def fall_through(diary: Diary, plan: Plan, reason: str) -> None:
    """Planned, and cancelled two days before."""
    activity = _planned(diary, plan)
    command = CancelActivity(activity=activity, reason=Narrative(reason))
    diary.write(f"{plan.label} cancel", office_before(plan.on, 2), command)


def _planned(diary: Diary, plan: Plan) -> UUID:
    label, idea = plan.label, plan.idea
    proposer = plan.proposer
    if proposer is None and idea.source is ActivitySource.MEMBERS:
        proposer = plan.guests[0].organization
    propose = ProposeActivity(
        alliance=plan.alliance,
        title=idea.title,
        theme=idea.theme,
        form=idea.form,
        source=idea.source,
        scale=plan.scale,
        proposer=proposer,
        department=idea.department,
        planned_on=plan.on,
        description=None,
    )
    role = Role.OFFICER if proposer else Role.SECRETARY
    command = diary.write(
        f"{label} propose", office_before(plan.on, 21), propose, role=role, organization=proposer
    )
    activity = uuid5(command, "activities.Activity")
    schedule = ScheduleActivity(activity=activity, starts_on=plan.on, place=plan.place, start_time="14:30")
    diary.write(f"{label} schedule", office_before(plan.on, 14), schedule)
    if plan.led:
        lead = AssignLead(activity=activity, organization=plan.lead)
        diary.write(f"{label} lead", office_before(plan.on, 13), lead)
    for place, guest in enumerate(plan.guests[: plan.signing]):
        sign_up = SignUp(activity=activity, organization=guest.organization, persons=guest.expected)
        diary.write(
            f"{label} sign up {place}",
            office_before(plan.on, 9 - place % 5),
            sign_up,
            role=Role.OFFICER,
            organization=guest.organization,
        )
    return activity


def _recorded(diary: Diary, plan: Plan, activity: UUID) -> date:
    label, day = plan.label, office_after(plan.on, 0)
    diary.write(f"{label} hold", day, HoldActivity(activity=activity), occurred_on=plan.on)
    records = tuple(Attendance(one.organization, one.present, one.expected) for one in plan.guests)
    diary.write(f"{label} attendance", day, RecordAttendance(activity=activity, records=records))
    following = office_after(plan.on, 1)
    for place in range(plan.evidence):
        photograph = AttachEvidence(
            activity=activity,
            original_sha256=_digest(f"{diary.tenant.code} {label} original {place}"),
            stored_sha256=_digest(f"{diary.tenant.code} {label} stored {place}"),
            size=number(f"size {label} {place}", 80_000, 900_000),
            media_type="image/jpeg" if place else "application/pdf",
        )
        diary.write(f"{label} evidence {place}", following, photograph)
    if plan.photographed:
        attach = AttachEvidence(activity=activity, **NOT_YET)
        diary.write(f"{label} photograph", following, attach, shows=plan.idea.title)
    if plan.unfit:
        diary.write(f"{label} unfit", following, attach, shows=f"{plan.idea.title}（旁观群众正面）")
        remove = RemoveEvidence(activity=activity, **withdrawn())
        diary.write(f"{label} removed", office_after(plan.on, 2), remove, removes=f"{label} unfit")
    give(diary, plan, activity, following)
    publish(diary, plan, activity, following)
    return office_after(plan.on, 3)


def _corrected(diary: Diary, plan: Plan, activity: UUID, day: date) -> None:
    first = plan.guests[0]
    command = CorrectActivity(
        activity=activity,
        field=ActivityField.ATTENDANCE,
        attendance=Attendance(first.organization, first.present - 1, first.expected),
        reason=Narrative("签到表有一人重复签名"),
    )
    diary.write(f"{plan.label} correct", day, command)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
