"""What happens at joint meetings and to annual plans: public names and shapes, contracts for ever."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.charters import MotionKind
from concord.privacy import Narrative


class MeetingStatus(StrEnum):
    """会议状态: where a meeting stands."""

    CALLED = "CALLED"  # 已召集
    HELD = "HELD"  # 已召开
    CANCELLED = "CANCELLED"  # 已取消


class Choice(StrEnum):
    """表决: how an organization votes."""

    FOR = "FOR"  # 同意
    AGAINST = "AGAINST"  # 反对
    ABSTAIN = "ABSTAIN"  # 弃权


class PlanStatus(StrEnum):
    """计划状态: where an annual plan stands."""

    DRAFT = "DRAFT"  # 草案
    APPROVED = "APPROVED"  # 已通过


class MeetingCalled(Aggregate.Created):
    """已召集: the members know when they meet, and about what."""

    alliance: UUID
    code: str
    """Which of the charter's meetings."""
    title: str
    planned_on: date
    place: str | None
    convener: UUID | None
    """The organization that calls it; null: the authority above."""
    called_on: date
    """The day by which the notice period is judged."""
    notice: Narrative | None


class AgendaItemAdded(Aggregate.Event):
    """已列入议题: one thing that the meeting is to deal with."""

    item: UUID
    title: str
    proposer: UUID | None
    """The member that proposed it; null: the convener."""
    description: Narrative | None


class MeetingHeld(Aggregate.Event):
    """已召开: who was there; absent members follow from the memberships of the day."""

    held_on: date
    attended: tuple[UUID, ...]
    """Member organizations, each once."""
    voters: tuple[UUID, ...]
    """Those of them that may vote by the charter in force."""
    eligible: int
    """How many members might have voted."""
    number: int
    """Of this kind of meeting in this year, from 1."""
    minutes: Narrative | None


class MotionTabled(Aggregate.Event):
    """已提交表决: a sentence to be decided on."""

    motion: UUID
    kind: MotionKind
    subject: UUID | None
    """What it decides about, by its kind; null where that is nothing recorded."""
    title: str
    text: Narrative | None


class VoteCast(Aggregate.Event):
    """已表决: one organization's vote."""

    motion: UUID
    organization: UUID
    choice: Choice


class ResolutionPassed(Aggregate.Event):
    """已通过: a motion became a resolution; its id is the motion's."""

    resolution: UUID
    kind: MotionKind
    subject: UUID | None
    title: str
    passed_on: date
    """Day of the meeting."""
    votes_for: int
    votes_against: int
    abstentions: int
    voters: int
    """Those there that might vote."""


class ResolutionRejected(Aggregate.Event):
    """未通过: a motion did not find its majority."""

    motion: UUID
    kind: MotionKind
    subject: UUID | None
    title: str
    votes_for: int
    votes_against: int
    abstentions: int
    voters: int


class ResolutionFollowedUp(Aggregate.Event):
    """已通报落实情况: what came of a resolution."""

    resolution: UUID
    completed: bool
    """Nothing is left to do."""
    report: Narrative


class DutyReportHeard(Aggregate.Event):
    """已听取述职: a member said how it met its duties in a year."""

    organization: UUID
    year: int
    report: Narrative | None


class MeetingCancelled(Aggregate.Event):
    """已取消: it does not take place."""

    reason: Narrative


class MeetingSeriesOpened(Aggregate.Created):
    """会议届次已建立: an alliance has held its first meeting."""

    alliance: UUID


class MeetingNumbered(Aggregate.Event):
    """已编届次: the next meeting that was held, in the order in which they were recorded."""

    meeting: UUID
    code: str
    year: int
    number: int
    held_on: date


class PlanDrafted(Aggregate.Created):
    """计划已起草: an alliance's plan for one year."""

    alliance: UUID
    year: int
    title: str
    description: Narrative | None


class PlanItemAdded(Aggregate.Event):
    """已列入计划: one thing to be done."""

    item: UUID
    title: str
    theme: str | None
    """Of the charter's list."""
    due_on: date | None
    """Last day by which it is to be done."""
    lead: UUID | None
    """The member that leads it."""


class PlanItemDropped(Aggregate.Event):
    """已移出计划: it will not be done."""

    item: UUID
    reason: Narrative


class PlanApproved(Aggregate.Event):
    """计划已通过: by a resolution; from now on it is amended, with a reason."""

    meeting: UUID
    resolution: UUID
    approved_on: date


class PlanAmended(Aggregate.Event):
    """计划已调整: the items that follow in the same command were added or dropped after approval."""

    amendment: int
    """How many there have been, this one included."""
    reason: Narrative
    meeting: UUID | None
    """The meeting that decided it, where one did."""
    resolution: UUID | None
