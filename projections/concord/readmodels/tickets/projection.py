"""How events change tickets and their timelines.

`due_on` of an event is the deadline of the step that it completes, `next_due_on` that of the step it
opens; a step is late when it was recorded on a later day (`concord.tickets.events`).
"""

from collections.abc import Callable, Mapping
from typing import Any

from concord.commanding import recorded_on
from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Row, Rows, Table, own
from concord.readmodels.entries import digest, digests, subject, touch

TICKET = Table(
    "ticket",
    key={"id": "uuid"},
    columns={
        "alliance": "uuid",
        "raiser": "uuid",
        "title": "text",
        "category": "text",
        "status": "text",
        "level": "text",
        "department": "uuid",
        "description": "text",
        "contact_subject": "uuid",
        "contact_digests": "jsonb",
        "handler_subject": "uuid",
        "handler_digests": "jsonb",
        "answer": "text",
        "raised_on": "date",
        "raised_at": "timestamptz",
        "due_on": "date",
        "due_step": "integer",
        "resolved_at": "timestamptz",
        "ended_at": "timestamptz",
        "satisfaction": "text",
        "confirmed_by_silence": "boolean",
        "reopened": "integer",
        "escalated": "integer",
        "returned": "integer",
        "extended": "integer",
        "late_steps": "integer",
        "version": "integer",
        "position": "bigint",
    },
)
STEP = Table(
    "ticket_step",
    key={"ticket": "uuid", "version": "integer"},
    columns={
        "type": "text",
        "status": "text",
        "level": "text",
        "department": "uuid",
        "actor": "text",
        "organization": "uuid",
        "note": "text",
        "satisfaction": "text",
        "responsible": "text",
        "due_on": "date",
        "on_time": "boolean",
        "next_due_on": "date",
        "next_done_on": "date",
        "occurred_on": "date",
        "recorded_at": "timestamptz",
        "position": "bigint",
    },
)
BESIDE = (".ProgressNoted", ".TicketUrged", ".TicketEvidenceAttached", ".TicketEvidenceRemoved")
"""Steps that complete nothing and leave the deadline where it is."""
NOTES = ("note", "instruction", "reason", "answer", "comment", "description", "caption")
"""What the event types call the text that was said with a step; each has one at most."""


def _raised(rows: Rows, entry: Entry) -> None:
    data = entry.data
    row: Row = {column: data[column] for column in ("alliance", "raiser", "title", "category")}
    row |= dict.fromkeys(
        ("level", "department", "handler_subject", "answer", "resolved_at", "ended_at", "satisfaction")
    )
    row |= dict.fromkeys(("reopened", "escalated", "returned", "extended", "late_steps"), 0)
    row |= {
        "id": entry.members["stream"],
        "status": "RAISED",
        "description": digest(data["description"]),
        "contact_subject": subject(data["contact"]),
        "contact_digests": digests(data["contact"]),
        "handler_digests": [],
        "raised_on": entry.members["occurred_on"],
        "raised_at": entry.members["recorded_at"],
        "due_on": data["next_due_on"],
        "due_step": entry.version,
        "confirmed_by_silence": False,
    }
    touch(row, entry)
    rows.put(TICKET, row)
    rows.put(STEP, _step(row, entry, None))


def _triaged(row: Row, entry: Entry) -> None:
    row["status"], row["level"] = "TRIAGED", entry.data["level"]


def _dispatched(row: Row, entry: Entry) -> None:
    row["status"], row["department"] = "DISPATCHED", entry.data["department"]


def _accepted(row: Row, entry: Entry) -> None:
    handler = entry.data["handler"]
    row["status"] = "ACCEPTED"
    row["handler_subject"], row["handler_digests"] = subject(handler), digests(handler)


def _returned(row: Row, entry: Entry) -> None:
    _send_back(row)
    row["returned"] += 1


def _escalated(row: Row, entry: Entry) -> None:
    _send_back(row)
    row["level"] = entry.data["to_level"]
    row["escalated"] += 1


def _send_back(row: Row) -> None:
    row["status"], row["department"] = "TRIAGED", None
    row["handler_subject"], row["handler_digests"] = None, []


def _noted(row: Row, entry: Entry) -> None:
    """Nothing but the timeline shows it."""


def _resolved(row: Row, entry: Entry) -> None:
    row["status"], row["answer"] = "RESOLVED", digest(entry.data["answer"])
    row["resolved_at"] = entry.members["recorded_at"]


def _confirmed(row: Row, entry: Entry) -> None:
    row["status"], row["satisfaction"] = "CONFIRMED", entry.data["satisfaction"]
    row["confirmed_by_silence"] = entry.data["by_silence"]


def _reopened(row: Row, entry: Entry) -> None:
    department = entry.data["department"]
    row["status"] = "TRIAGED" if department is None else "ACCEPTED"
    row["reopened"] = entry.data["times"]
    row["resolved_at"] = row["satisfaction"] = None
    row["confirmed_by_silence"] = False


def _extended(row: Row, entry: Entry) -> None:
    row["extended"] += 1


def _withdrawn(row: Row, entry: Entry) -> None:
    row["status"], row["ended_at"] = "WITHDRAWN", entry.members["recorded_at"]


def _closed(row: Row, entry: Entry) -> None:
    row["status"], row["ended_at"] = "CLOSED", entry.members["recorded_at"]


def _moving(change: Callable[[Row, Entry], None]) -> Handler:
    """A handler of one step: the change that is its own, the deadlines, and the timeline."""

    def apply(rows: Rows, entry: Entry) -> None:
        row = rows.change(TICKET, entry.members["stream"])
        change(row, entry)
        touch(row, entry)
        on_time = _on_time(entry)
        row["late_steps"] += on_time is False
        if not entry.type.endswith(BESIDE):
            _move_deadline(rows, row, entry)
        rows.put(STEP, _step(row, entry, on_time))

    return Handler(apply, own(TICKET, STEP))


def _on_time(entry: Entry) -> bool | None:
    """None where nothing was due, a deadline was moved or recalled, or silence (after it) confirmed."""
    due_on: str | None = entry.data.get("due_on")
    not_done = entry.type.endswith((".DeadlineExtended", ".TicketUrged"))
    if due_on is None or not_done or entry.data.get("by_silence"):
        return None
    return recorded_on(entry) <= due_on


def _move_deadline(rows: Rows, row: Row, entry: Entry) -> None:
    if row["due_step"] is not None:
        rows.change(STEP, row["id"], row["due_step"])["next_done_on"] = recorded_on(entry)
    row["due_on"] = entry.data.get("next_due_on")
    row["due_step"] = None if row["due_on"] is None else entry.version


def _step(row: Row, entry: Entry, on_time: bool | None) -> Row:
    members, data = entry.members, entry.data
    return {
        "ticket": members["stream"],
        "version": members["version"],
        "type": entry.type.partition(".")[2],
        "status": row["status"],
        "level": row["level"],
        "department": data.get("department") or row["department"],
        "actor": members["actor"],
        "organization": members["organization"],
        "note": _note(data),
        "satisfaction": data.get("satisfaction"),
        "responsible": data.get("responsible"),
        "due_on": data.get("due_on"),
        "on_time": on_time,
        "next_due_on": data.get("next_due_on"),
        "next_done_on": None,
        "occurred_on": members["occurred_on"],
        "recorded_at": members["recorded_at"],
        "position": entry.position,
    }


def _note(data: Mapping[str, Any]) -> str | None:
    return next((digest(data[name]) for name in NOTES if data.get(name) is not None), None)


READ_MODEL = ReadModel(
    name="tickets",
    version=1,
    tables=(TICKET, STEP),
    handles={
        "tickets.TicketRaised": Handler(_raised),
        "tickets.TicketTriaged": _moving(_triaged),
        "tickets.TicketDispatched": _moving(_dispatched),
        "tickets.TicketAccepted": _moving(_accepted),
        "tickets.TicketReturned": _moving(_returned),
        "tickets.ProgressNoted": _moving(_noted),
        "tickets.TicketResolved": _moving(_resolved),
        "tickets.ResolutionConfirmed": _moving(_confirmed),
        "tickets.TicketReopened": _moving(_reopened),
        "tickets.TicketEscalated": _moving(_escalated),
        "tickets.DeadlineExtended": _moving(_extended),
        "tickets.TicketUrged": _moving(_noted),
        "tickets.TicketEvidenceAttached": _moving(_noted),
        "tickets.TicketEvidenceRemoved": _moving(_noted),
        "tickets.TicketWithdrawn": _moving(_withdrawn),
        "tickets.TicketClosed": _moving(_closed),
    },
)
