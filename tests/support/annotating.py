"""Tiny policies over notebooks, for tests of the worker: what they do is seen by counting notes."""

from datetime import date

from notebook import CloseNotebook, NotebookFacts, OpenNotebook, TakeNote

from concord.commanding import Read
from concord.reacting import Deadline, Policy
from concord.reacting.deadlines.projection import deadlines_of

DUE = date(2026, 3, 10)


class Mended:
    """Whether the policy takes poison."""

    yes = False


def _twice(trigger, facts):
    """Two notes in every notebook that is opened, as long as it is open when that is decided."""
    if facts["book"].closed:
        return []
    return [TakeNote(notebook=trigger.entry.stream, text=text) for text in ("一", "二")]


def _poisoned(trigger, facts):
    if trigger.entry.data["title"].startswith("毒") and not Mended.yes:
        raise KeyError("poison")
    return []


def _unheard_of(trigger, facts):
    return [OpenNotebook(title="不许")] if trigger.entry.data["title"].startswith("越权") else []


def _book(trigger, known):
    return {"book": Read("notebooks.Notebook", trigger.entry.stream, NotebookFacts)}


def _opened(entry):
    return (Deadline(DUE),) if entry.data["title"].startswith("限") else ()


TWICE = Policy(
    name="note-twice",
    chinese="记两笔",
    english="Two notes",
    sends=(TakeNote,),
    events=("notebooks.NotebookOpened",),
    reads=_book,
    decide=_twice,
)
POISONED = Policy(
    name="poisoned",
    chinese="毒",
    english="Poison",
    sends=(),
    events=("notebooks.NotebookOpened",),
    decide=_poisoned,
)
TRESPASSING = Policy(
    name="trespassing",
    chinese="越权",
    english="Trespass",
    sends=(TakeNote,),
    events=("notebooks.NotebookOpened",),
    decide=_unheard_of,
)
CLOSING = Policy(
    name="close-in-time",
    chinese="到期合上",
    english="Closes what is due",
    sends=(CloseNotebook,),
    deadlines={
        "notebooks.NotebookOpened": _opened,
        "notebooks.NotebookClosed": lambda entry: (Deadline(None),),
    },
    decide=lambda trigger, facts: [
        CloseNotebook(notebook=trigger.entry.stream, text=f"{trigger.today:%m-%d}")
    ],
)
TELLING = Policy(
    name="tell-above",
    chinese="告诉上级",
    english="Tells the tenant above",
    sends=(OpenNotebook,),
    events=("notebooks.NotebookClosed",),
    to_parent=True,
    decide=lambda trigger, facts: [OpenNotebook(title=f"{trigger.tenant_name} {trigger.entry.position}")],
)
POLICIES = (TWICE, POISONED, TRESPASSING, CLOSING)
DEADLINES = deadlines_of(POLICIES)
