"""The lives of tickets: on the spot, smooth, late, returned, reopened, escalated, silent, open."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

import msgspec

from concord.charters import Charter, TriageLevel
from concord.commanding import Command
from concord.demo.calendar import CALENDAR
from concord.demo.diary import Diary
from concord.demo.photographs import NOT_YET, withdrawn
from concord.identity import Role
from concord.privacy import Narrative
from concord.tickets.commands import (
    AcceptTicket,
    AttachTicketEvidence,
    CloseTicket,
    ConfirmBySilence,
    ConfirmTicket,
    DispatchTicket,
    EscalateTicket,
    ExtendDeadline,
    NoteProgress,
    RaiseTicket,
    RemoveTicketEvidence,
    ReopenTicket,
    ResolveTicket,
    ReturnTicket,
    TriageTicket,
    UrgeTicket,
    WithdrawTicket,
)
from concord.tickets.events import Satisfaction


class Course(StrEnum):
    """How a ticket goes."""

    ON_THE_SPOT = "on the spot"
    SMOOTH = "smooth"
    LATE = "late"
    URGED = "urged"
    RETURNED = "returned"
    REOPENED = "reopened"
    ESCALATED = "escalated"
    SILENT = "silent"
    UNHAPPY = "unhappy"
    WITHDRAWN = "withdrawn"
    NOT_TRIAGED = "not triaged yet"
    NOT_ACCEPTED = "not accepted yet"
    IN_WORK = "in work"
    NOT_CONFIRMED = "not confirmed yet"


class Whistle(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket and what becomes of it."""

    label: str
    alliance: UUID
    raiser: UUID
    departments: tuple[UUID, UUID]
    """Who answers it, and who does where the first does not."""
    title: str
    category: str
    level: TriageLevel
    course: Course
    on: date
    photographed: bool = False
    unfit: bool = False
    """Another photograph is removed again."""
    """The raiser shows what it is about."""


def whistles(text: str) -> tuple[tuple[str, str], ...]:
    """Title and category, from lines of `category title`."""
    lines = [line.split(maxsplit=1) for line in text.strip().splitlines()]
    return tuple((title, category) for category, title in lines)


def blow(diary: Diary, charter: Charter, whistle: Whistle) -> str:
    """Writes its life. Returns the label of its last step."""
    story = _Story(diary, charter, whistle)
    _COURSES[whistle.course](story)
    return story.label


class _Story:
    """Tells a ticket's steps one after another, each some working days after the last."""

    def __init__(self, diary: Diary, charter: Charter, whistle: Whistle) -> None:
        self._diary, self._charter, self._whistle = diary, charter, whistle
        self.level = whistle.level
        self._day = CALENDAR.after(whistle.on, 0)
        self._number = 0
        raised = RaiseTicket(
            alliance=whistle.alliance,
            raiser=whistle.raiser,
            title=whistle.title,
            category=whistle.category,
            description=Narrative(f"{whistle.title}，请联盟协调解决。"),
        )
        self.ticket = uuid5(self._by_raiser(raised, 0), "tickets.Ticket")
        if whistle.photographed:
            attach = AttachTicketEvidence(ticket=self.ticket, **NOT_YET)
            self._by_raiser(attach, 0, shows=f"诉求现场：{whistle.title}")
        if whistle.unfit:
            attach = AttachTicketEvidence(ticket=self.ticket, **NOT_YET)
            self._by_raiser(attach, 0, shows=f"诉求现场（近景）：{whistle.title}")
            unfit = self.label
            self._by_raiser(RemoveTicketEvidence(ticket=self.ticket, **withdrawn()), 0, removes=unfit)

    @property
    def label(self) -> str:
        """Of the step that was told last."""
        return f"{self._whistle.label} {self._number}"

    def triage(self) -> None:
        self._by_office(TriageTicket(ticket=self.ticket, level=self.level), self._charter.tickets.triage_days)

    def dispatch(self, place: int = 0) -> None:
        department = self._whistle.departments[place]
        command = DispatchTicket(ticket=self.ticket, department=department)
        self._by_office(command, self._charter.tickets.dispatch_days)

    def accept(self, place: int = 0, *, late: int = 0) -> None:
        self._by_department(AcceptTicket(ticket=self.ticket), self._deadline("accept_days") + late, place)

    def urge(self) -> None:
        """The day after acceptance was due."""
        self._by_office(UrgeTicket(ticket=self.ticket), self._deadline("accept_days") + 1)

    def accept_at_last(self) -> None:
        self._by_department(AcceptTicket(ticket=self.ticket), 0, 0)

    def progress(self, place: int = 0) -> None:
        note = Narrative("已联系单位了解情况，正在办理。")
        self._by_department(NoteProgress(ticket=self.ticket, note=note), 1, place)

    def resolve(self, place: int = 0, *, late: int = 0) -> None:
        days = max(1, self._deadline("resolve_days") - 2) + (late and late + 2)
        answer = Narrative(f"已办理：{self._whistle.title}。")
        self._by_department(ResolveTicket(ticket=self.ticket, answer=answer), days, place)

    def resolve_on_the_spot(self) -> None:
        answer = Narrative("现场已解决。")
        self._by_office(ResolveTicket(ticket=self.ticket, answer=answer), 0)

    def give_back(self) -> None:
        reason = Narrative("不属本部门职责，建议转主管部门。")
        self._by_department(ReturnTicket(ticket=self.ticket, reason=reason), 1, 0)

    def reopen(self) -> None:
        self._by_raiser(ReopenTicket(ticket=self.ticket, reason=Narrative("问题没有真正解决。")), 2)

    def escalate(self) -> None:
        reason = Narrative("须上级部门协调。")
        self._by_office(EscalateTicket(ticket=self.ticket, reason=reason), 3)
        self.level = TriageLevel(list(TriageLevel)[list(TriageLevel).index(self.level) + 1])

    def extend(self) -> None:
        until = CALENDAR.after(self._day, self._deadline("resolve_days") + 20)
        reason = Narrative("涉及多个部门，需要会商。")
        self._by_office(ExtendDeadline(ticket=self.ticket, until=until, reason=reason), 2)

    def confirm(self, satisfaction: Satisfaction = Satisfaction.SATISFIED) -> None:
        self._by_raiser(ConfirmTicket(ticket=self.ticket, satisfaction=satisfaction), 2)

    def fall_silent(self) -> None:
        self._by_office(ConfirmBySilence(ticket=self.ticket), self._charter.tickets.silence_days + 1)

    def withdraw(self) -> None:
        reason = Narrative("单位已自行解决。")
        self._by_raiser(WithdrawTicket(ticket=self.ticket, reason=reason), 1)

    def close(self, reason: str | None = None) -> None:
        told = None if reason is None else Narrative(reason)
        self._by_office(CloseTicket(ticket=self.ticket, reason=told), 1)

    def _deadline(self, name: str) -> int:
        level = self._charter.ticket_level(self.level)
        return getattr(level, name) if level else 1

    def _by_raiser(self, command: Command, days: int, **more: str) -> UUID:
        return self._write(command, days, Role.OFFICER, self._whistle.raiser, **more)

    def _by_department(self, command: Command, days: int, place: int) -> UUID:
        return self._write(command, days, Role.HANDLER, self._whistle.departments[place])

    def _by_office(self, command: Command, days: int) -> UUID:
        return self._write(command, days, Role.SECRETARY, None)

    def _write(self, command: Command, days: int, role: Role, organization: UUID | None, **more: Any) -> UUID:
        self._day = CALENDAR.after(self._day, days)
        self._number += 1
        return self._diary.write(self.label, self._day, command, role=role, organization=organization, **more)


def _on_the_spot(story: _Story) -> None:
    story.triage()
    story.resolve_on_the_spot()
    story.confirm()
    story.close()


def _taken_on(story: _Story) -> None:
    story.triage()
    story.dispatch()
    story.accept()


def _smooth(story: _Story) -> None:
    _taken_on(story)
    story.progress()
    story.resolve()
    story.confirm()
    story.close()


def _late(story: _Story) -> None:
    story.triage()
    story.dispatch()
    story.accept(late=2)
    story.resolve(late=4)
    story.confirm(Satisfaction.BASICALLY_SATISFIED)
    story.close()


def _urged(story: _Story) -> None:
    story.triage()
    story.dispatch()
    story.urge()
    story.accept_at_last()
    story.progress()
    story.resolve()
    story.confirm()
    story.close()


def _returned(story: _Story) -> None:
    story.triage()
    story.dispatch()
    story.give_back()
    story.dispatch(1)
    story.accept(1)
    story.resolve(1)
    story.confirm()
    story.close()


def _reopened(story: _Story) -> None:
    _taken_on(story)
    story.resolve()
    story.reopen()
    story.resolve()
    story.confirm(Satisfaction.BASICALLY_SATISFIED)
    story.close()


def _escalated(story: _Story) -> None:
    _taken_on(story)
    story.escalate()
    story.dispatch(1)
    story.accept(1)
    story.extend()
    story.progress(1)
    story.resolve(1)
    story.confirm()
    story.close()


def _silent(story: _Story) -> None:
    _taken_on(story)
    story.resolve()
    story.fall_silent()
    story.close()


def _unhappy(story: _Story) -> None:
    _taken_on(story)
    story.resolve(late=2)
    story.confirm(Satisfaction.DISSATISFIED)
    story.close("政策所限，已向单位说明。")


def _withdrawn(story: _Story) -> None:
    story.triage()
    story.withdraw()


def _not_accepted(story: _Story) -> None:
    story.triage()
    story.dispatch()


def _not_confirmed(story: _Story) -> None:
    _taken_on(story)
    story.resolve()


_COURSES: dict[Course, Callable[[_Story], None]] = {
    Course.ON_THE_SPOT: _on_the_spot,
    Course.SMOOTH: _smooth,
    Course.LATE: _late,
    Course.URGED: _urged,
    Course.RETURNED: _returned,
    Course.REOPENED: _reopened,
    Course.ESCALATED: _escalated,
    Course.SILENT: _silent,
    Course.UNHAPPY: _unhappy,
    Course.WITHDRAWN: _withdrawn,
    Course.NOT_TRIAGED: lambda story: None,
    Course.NOT_ACCEPTED: _not_accepted,
    Course.IN_WORK: _taken_on,
    Course.NOT_CONFIRMED: _not_confirmed,
}
