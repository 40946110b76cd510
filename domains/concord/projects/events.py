"""What happens to key projects, and the benefits that are recorded: public names and shapes, for ever."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.privacy import Narrative


class ProjectKind(StrEnum):
    """项目类别: what sort of project (source 000, 五（3）)."""

    MAJOR = "MAJOR"  # 重大项目
    LIVELIHOOD = "LIVELIHOOD"  # 民生实事


class ProjectStatus(StrEnum):
    """项目状态: where a project stands."""

    PROPOSED = "PROPOSED"  # 已提出
    SELECTED = "SELECTED"  # 已选定
    CLAIMED = "CLAIMED"  # 已领办
    COMPLETED = "COMPLETED"  # 已完成
    DROPPED = "DROPPED"  # 已终止


class BenefitKind(StrEnum):
    """成效类别: what came of it (source 002, 三)."""

    COST_SAVED = "COST_SAVED"  # 降低成本（元）
    OUTPUT = "OUTPUT"  # 产出效益（元）
    DONATION = "DONATION"  # 捐资捐物（元）
    PEOPLE_HELPED = "PEOPLE_HELPED"  # 帮助群众（人）
    PROBLEMS_SOLVED = "PROBLEMS_SOLVED"  # 解决难题（件）


MONEY = frozenset({BenefitKind.COST_SAVED, BenefitKind.OUTPUT, BenefitKind.DONATION})
"""Kinds that are counted in yuan; the others are counted."""


class ProjectProposed(Aggregate.Created):
    """已提出: something that the alliance might take on in a year."""

    alliance: UUID
    year: int
    kind: ProjectKind
    title: str
    proposer: UUID | None
    """The member that proposed it; null: the alliance's office."""
    description: Narrative | None


class ProjectSelected(Aggregate.Event):
    """已选定: by a passed resolution, within the year's quota."""

    meeting: UUID
    resolution: UUID
    selected_on: date
    """Day of the meeting."""


class ProjectClaimed(Aggregate.Event):
    """已领办: a member answers for it."""

    organization: UUID
    due_on: date | None
    """By when it means to have done it."""


class MilestoneReached(Aggregate.Event):
    """已达节点: a part of it is done."""

    milestone: str
    note: Narrative | None


class ProjectCompleted(Aggregate.Event):
    """已完成: delivered."""

    result: Narrative


class ProjectDropped(Aggregate.Event):
    """已终止: it is not pursued; if it was selected, its place in the year is free again."""

    reason: Narrative


class ProjectYearOpened(Aggregate.Created):
    """年度项目数开始登记: the projects that an alliance has selected for one year."""

    alliance: UUID
    year: int


class ProjectPlaceTaken(Aggregate.Event):
    """已占项目数: a selected project takes one of the year's places."""

    project: UUID
    taken: int
    """How many are, this one included."""


class ProjectPlaceFreed(Aggregate.Event):
    """已腾出项目数: a project that was selected is not pursued."""

    project: UUID
    taken: int
    """How many are left."""


class BenefitRecorded(Aggregate.Created):
    """已登记成效: what came of the alliance's work, resting on its ledger."""

    alliance: UUID
    kind: BenefitKind
    amount: Decimal | None
    """CNY, exact, of kinds of money; else null."""
    count: int | None
    """Persons or problems, of kinds that are counted; else null."""
    organization: UUID | None
    """Who gave, saved or produced it; null: the alliance as a whole."""
    project: UUID | None
    """The project that it came of, if it came of one."""
    basis: tuple[int, ...]
    """Ledger positions of the records that it rests on: a booking, a ticket, an activity, anything."""
    note: Narrative | None
