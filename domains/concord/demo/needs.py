"""三张清单 (source 003, 二（三）): a need is listed, claimed from either side, met, and judged."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid5

import msgspec

from concord.commanding import Command
from concord.demo.calendar import CALENDAR
from concord.demo.diary import Diary
from concord.identity import Role
from concord.privacy import Narrative
from concord.tickets.commands import (
    ClaimTask,
    CompleteTask,
    ConfirmTask,
    ListNeed,
    ReleaseTask,
    TakeUpResource,
    WithdrawNeed,
)
from concord.tickets.events import Satisfaction


class Course(StrEnum):
    """How a need goes."""

    CLAIMED = "claimed by somebody who can help"
    TAKEN_UP = "met by a resource that the needer picked"
    RELEASED = "given back, claimed by another"
    UNHAPPY = "met, but not well"
    LATE = "met too late"
    WITHDRAWN = "withdrawn"
    LISTED = "still on the list"
    IN_WORK = "claimed, not met yet"


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """A need and what becomes of it."""

    label: str
    alliance: UUID
    organization: UUID
    claimants: tuple[UUID, UUID]
    """Who claims it, and who does where the first gives it back."""
    resource: UUID
    """What the needer picks from 资源清单 where it does."""
    owner: UUID
    title: str
    category: str
    course: Course
    on: date


def follow(diary: Diary, need: Need) -> None:
    """Writes its life."""
    _COURSES[need.course](_Story(diary, need))


class _Story:
    """Tells its steps one after another, each some working days after the last."""

    def __init__(self, diary: Diary, need: Need) -> None:
        self._diary, self._need = diary, need
        self._day = CALENDAR.after(need.on, 0)
        self._number = 0
        listed = ListNeed(
            alliance=need.alliance,
            organization=need.organization,
            title=need.title,
            category=need.category,
            description=Narrative(f"{need.title}：希望得到支持。"),
        )
        self.task = uuid5(self._write(listed, 0, need.organization), "tickets.Task")

    def claim(self, place: int = 0) -> None:
        claimant = self._need.claimants[place]
        self._write(ClaimTask(task=self.task, claimant=claimant), 3, claimant)

    def take_up(self) -> None:
        take_up = TakeUpResource(task=self.task, resource=self._need.resource)
        self._write(take_up, 3, self._need.organization)

    def release(self) -> None:
        reason = Narrative("人手不足，请其他单位认领。")
        self._write(ReleaseTask(task=self.task, reason=reason), 4, self._need.claimants[0])

    def complete(self, by: UUID, days: int = 12) -> None:
        result = Narrative(f"{self._need.title}：已办成。")
        self._write(CompleteTask(task=self.task, result=result), days, by)

    def confirm(self, satisfaction: Satisfaction = Satisfaction.SATISFIED) -> None:
        confirm = ConfirmTask(task=self.task, satisfaction=satisfaction)
        self._write(confirm, 2, self._need.organization)

    def withdraw(self) -> None:
        withdraw = WithdrawNeed(task=self.task, reason=Narrative("单位已自行解决。"))
        self._write(withdraw, 3, self._need.organization)

    @property
    def claimants(self) -> tuple[UUID, UUID]:
        return self._need.claimants

    @property
    def owner(self) -> UUID:
        return self._need.owner

    def _write(self, command: Command, days: int, organization: UUID) -> UUID:
        self._day = CALENDAR.after(self._day, days)
        self._number += 1
        label = f"{self._need.label} {self._number}"
        return self._diary.write(label, self._day, command, role=Role.OFFICER, organization=organization)


def _claimed(story: _Story) -> None:
    story.claim()
    story.complete(story.claimants[0])
    story.confirm()


def _taken_up(story: _Story) -> None:
    story.take_up()
    story.complete(story.owner, 8)
    story.confirm()


def _released(story: _Story) -> None:
    story.claim()
    story.release()
    story.claim(1)
    story.complete(story.claimants[1])
    story.confirm()


def _unhappy(story: _Story) -> None:
    story.claim()
    story.complete(story.claimants[0])
    story.confirm(Satisfaction.DISSATISFIED)


def _late(story: _Story) -> None:
    story.claim()
    story.complete(story.claimants[0], 36)
    story.confirm(Satisfaction.BASICALLY_SATISFIED)


_COURSES: dict[Course, Callable[[_Story], None]] = {
    Course.CLAIMED: _claimed,
    Course.TAKEN_UP: _taken_up,
    Course.RELEASED: _released,
    Course.UNHAPPY: _unhappy,
    Course.LATE: _late,
    Course.WITHDRAWN: _Story.withdraw,
    Course.LISTED: lambda story: None,
    Course.IN_WORK: _Story.claim,
}
