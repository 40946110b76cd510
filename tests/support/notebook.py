"""A tiny bounded context for tests of the platform: notebooks with notes, and pages that rely on them."""

from typing import Any
from uuid import UUID, uuid5

import msgspec
from eventsourcing.domain import Aggregate, event

from concord.commanding import Circumstances, Command, Context, Facts, Message, Read, Refusal, RefusalCode
from concord.privacy import Narrative, Personal


class NotebookRefusal(RefusalCode):
    CLOSED = Message("笔记本已合上", "The notebook is closed")


class NotebookOpened(Aggregate.Created):
    title: str
    owner: Personal | None


class NoteTaken(Aggregate.Event):
    text: Narrative
    number: int


class NotebookClosed(Aggregate.Event):
    """第二版：加了理由。"""

    reason: str
    class_version = 2

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        state["reason"] = "未记"


class Notebook(Aggregate):
    NotebookOpened = NotebookOpened
    NoteTaken = NoteTaken
    NotebookClosed = NotebookClosed

    title: str
    notes: int
    closed: str | None

    @event(NotebookOpened)
    def __init__(self, title: str, owner: Personal | None) -> None:
        self.title = title
        self.notes = 0
        self.closed = None

    def take(self, text: str) -> None:
        if self.closed is not None:
            raise Refusal(NotebookRefusal.CLOSED)
        self._taken(text=Narrative(text), number=self.notes + 1)

    @event(NoteTaken)
    def _taken(self, text: Narrative, number: int) -> None:
        self.notes = number

    @event(NotebookClosed)
    def close(self, reason: str) -> None:
        self.closed = reason

    def facts(self) -> dict[str, Any]:
        return {"title": self.title, "closed": self.closed is not None}


class NotebookFacts(msgspec.Struct, frozen=True):
    closed: bool


class OpenNotebook(Command):
    aggregate = Notebook
    title: str
    owner: Personal | None = None

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return uuid5(tenant, f"notebook:{self.title}")

    def decide(self, aggregate: Notebook | None, facts: Facts, at: Circumstances) -> Notebook:
        if aggregate is not None:
            return aggregate
        return Notebook._create(
            Notebook.NotebookOpened, id=self.stream(at.tenant, at.command), title=self.title, owner=self.owner
        )


class TakeNote(Command):
    aggregate = Notebook
    refuses = (NotebookRefusal.CLOSED,)
    notebook: UUID
    text: str

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.notebook

    def decide(self, aggregate: Notebook, facts: Facts, at: Circumstances) -> Notebook:
        aggregate.take(self.text)
        return aggregate


class CloseNotebook(TakeNote):
    def decide(self, aggregate: Notebook, facts: Facts, at: Circumstances) -> Notebook:
        aggregate.close(self.text)
        return aggregate


class Copy(Command):
    """Opens a notebook beside another one, which must be open when that is decided."""

    aggregate = Notebook
    refuses = (NotebookRefusal.CLOSED,)
    source: UUID
    title: str

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return uuid5(tenant, f"notebook:{self.title}")

    def reads(self, tenant: UUID, known: Facts) -> dict[str, Read]:
        return {"source": Read("notebooks.Notebook", self.source, NotebookFacts)}

    def decide(self, aggregate: Notebook | None, facts: Facts, at: Circumstances) -> Notebook:
        if facts["source"].closed:
            raise Refusal(NotebookRefusal.CLOSED)
        return OpenNotebook(title=self.title).decide(aggregate, facts, at)


NOTEBOOKS = Context(
    name="notebooks", aggregates=(Notebook,), commands=(OpenNotebook, TakeNote, CloseNotebook, Copy)
)
