"""Joint meetings one after another: called in time, held, voted at, and followed up at the next."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid5

import msgspec

from concord.charters import MotionKind
from concord.demo.calendar import office_after, office_before
from concord.demo.chance import number
from concord.demo.diary import Diary
from concord.meetings.commands import (
    AddAgendaItem,
    AddPlanItem,
    AmendPlan,
    ApprovePlan,
    Ballot,
    CallMeeting,
    CancelMeeting,
    CastVotes,
    DecideMotion,
    DraftPlan,
    DropPlanItem,
    FollowUpResolution,
    HearDutyReport,
    HoldMeeting,
    PlanItem,
    TableMotion,
)
from concord.meetings.commands.planning import item_id
from concord.meetings.commands.resolving import motion_id
from concord.meetings.events import Choice
from concord.meetings.plan import plan_id
from concord.privacy import Narrative

NOTICE = 10
"""Days before a meeting on which it is called."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What is put to the vote."""

    title: str
    kind: MotionKind = MotionKind.GENERAL
    subject: UUID | None = None
    carried: bool = True


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting: when, who comes, what is decided, and for which year members report on their duties."""

    on: date
    title: str
    code: str
    members: Sequence[UUID]
    proposals: tuple[Proposal, ...] = ()
    reporting: int | None = None


class Decided(msgspec.Struct, frozen=True):
    """A resolution, and the meeting that passed it."""

    meeting: UUID
    resolution: UUID


def sit(diary: Diary, label: str, alliance: UUID, sittings: Sequence[Sitting]) -> dict[str, Decided]:
    """Writes the meetings in order of their days. Returns what they passed, by title."""
    passed: dict[str, Decided] = {}
    open_: list[Decided] = []
    for place, one in enumerate(sittings):
        for count, decided in enumerate(open_):
            report = FollowUpResolution(
                meeting=decided.meeting,
                resolution=decided.resolution,
                report=Narrative("已按决议推进。"),
                completed=True,
            )
            diary.write(f"{label} follow-up {place} {count}", office_before(one.on, 1), report)
        open_ = _sit(diary, f"{label} meeting {place}", alliance, one, passed)
    return passed


def _sit(
    diary: Diary, label: str, alliance: UUID, sitting: Sitting, passed: dict[str, Decided]
) -> list[Decided]:
    call = CallMeeting(alliance=alliance, code=sitting.code, title=sitting.title, planned_on=sitting.on)
    called_on = office_before(sitting.on, NOTICE)
    meeting = uuid5(diary.write(f"{label} call", called_on, call), "meetings.JointMeeting")
    for place, proposal in enumerate(sitting.proposals):
        item = AddAgendaItem(meeting=meeting, title=proposal.title)
        diary.write(f"{label} item {place}", office_before(sitting.on, 5), item)
    there = _present(label, sitting.members)
    hold = HoldMeeting(
        meeting=meeting, attended=there, minutes=Narrative(f"{sitting.title}：交流工作，议定事项。")
    )
    diary.write(f"{label} held", sitting.on, hold)
    if sitting.reporting is not None:
        for place, organization in enumerate(there):
            heard = HearDutyReport(meeting=meeting, organization=organization, year=sitting.reporting)
            diary.write(f"{label} duties {place}", sitting.on, heard)
    made = [
        _decide(diary, f"{label} motion {place}", sitting.on, meeting, proposal, there)
        for place, proposal in enumerate(sitting.proposals)
    ]
    carried = [(p, d) for p, d in zip(sitting.proposals, made, strict=True) if p.carried]
    passed.update((proposal.title, decided) for proposal, decided in carried)
    return [decided for _, decided in carried]


def _present(label: str, members: Sequence[UUID]) -> tuple[UUID, ...]:
    """Most of them: nearly every member comes."""
    away = {number(f"{label} away {n}", 0, len(members) - 1) for n in range(len(members) // 8)}
    return tuple(one for place, one in enumerate(members) if place not in away)


def _decide(
    diary: Diary, label: str, day: date, meeting: UUID, proposal: Proposal, voters: Sequence[UUID]
) -> Decided:
    table = TableMotion(meeting=meeting, kind=proposal.kind, subject=proposal.subject, title=proposal.title)
    motion = motion_id(diary.write(f"{label} tabled", day, table))
    most = Choice.FOR if proposal.carried else Choice.AGAINST
    ballots = tuple(
        Ballot(organization=one, choice=Choice.ABSTAIN if place % 9 == 8 else most)
        for place, one in enumerate(voters)
    )
    diary.write(f"{label} votes", day, CastVotes(meeting=meeting, motion=motion, ballots=ballots))
    diary.write(f"{label} decided", day, DecideMotion(meeting=meeting, motion=motion))
    return Decided(meeting, motion)


def draft(
    diary: Diary, label: str, alliance: UUID, year: int, day: date, items: Sequence[PlanItem]
) -> Proposal:
    """Writes the draft of a year's plan. Returns the proposal to approve it."""
    title = f"{year} 年度工作计划"
    command = DraftPlan(alliance=alliance, year=year, title=title, items=tuple(items))
    diary.write(f"{label} plan {year}", day, command)
    return Proposal(title=title, kind=MotionKind.ANNUAL_PLAN, subject=plan_id(alliance, year))


def approve(diary: Diary, label: str, plan: Proposal, passed: dict[str, Decided], day: date) -> None:
    """Writes the approval of a plan by the resolution about it."""
    assert plan.subject is not None, "a plan is the subject of the proposal to approve it"
    decided = passed[plan.title]
    command = ApprovePlan(plan=plan.subject, meeting=decided.meeting, resolution=decided.resolution)
    diary.write(f"{label} approved {plan.title}", day, command)


def second_thoughts(diary: Diary, label: str, plan: Proposal, drafted_on: date, amended_on: date) -> None:
    """Writes that a draft took in a thing and let it go again, and what changed of the approved plan."""
    assert plan.subject is not None, "a plan is the subject of the proposal to approve it"
    add = AddPlanItem(plan=plan.subject, item=PlanItem(title="户外拓展"))
    added = diary.write(f"{label} plan item", drafted_on, add)
    drop = DropPlanItem(plan=plan.subject, item=item_id(added), reason=Narrative("安全保障不足。"))
    diary.write(f"{label} plan item dropped", drafted_on, drop)
    amend = AmendPlan(
        plan=plan.subject, reason=Narrative("结合下半年重点任务调整。"), added=(PlanItem(title="专题调研"),)
    )
    diary.write(f"{label} plan amended", amended_on, amend)


def call_off(diary: Diary, label: str, alliance: UUID, code: str, title: str, on: date) -> None:
    """Writes a meeting that was called and does not take place."""
    call = CallMeeting(alliance=alliance, code=code, title=title, planned_on=on)
    called_on = office_before(on, NOTICE)
    meeting = uuid5(diary.write(f"{label} call", called_on, call), "meetings.JointMeeting")
    cancel = CancelMeeting(meeting=meeting, reason=Narrative("与上级会议冲突，另行通知。"))
    diary.write(f"{label} cancelled", office_after(called_on, 3), cancel)
