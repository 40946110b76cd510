"""How events change erasures."""

from concord.commanding import recorded_on
from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Row, Rows, Table, own
from concord.readmodels.entries import digest, touch

ERASURE = Table(
    "erasure",
    key={"id": "uuid"},
    columns={
        "subject": "uuid",
        "entry": "bigint",
        "stream": "uuid",
        "digest": "text",
        "files": "jsonb",
        "basis": "text",
        "status": "text",
        "reason": "text",
        "decision_reason": "text",
        "requested_by": "text",
        "requested_on": "date",
        "decided_by": "text",
        "decided_on": "date",
        "requested_at": "bigint",
        "version": "integer",
        "position": "bigint",
    },
)


def _requested(rows: Rows, entry: Entry) -> None:
    text = entry.data["text"] or {}
    row: Row = {"id": entry.members["stream"], "subject": entry.data["subject"]}
    row |= {name: text.get(name) for name in ("entry", "stream", "digest")}
    _request(row, entry)
    rows.put(ERASURE, row)


def _reopened(rows: Rows, entry: Entry) -> None:
    _request(rows.change(ERASURE, entry.members["stream"]), entry)


def _request(row: Row, entry: Entry) -> None:
    row |= {
        "files": [file["file"] for file in entry.data.get("files", ())],
        "basis": entry.data["basis"],
        "status": "REQUESTED",
        "reason": digest(entry.data["reason"]),
        "decision_reason": None,
        "requested_by": entry.data["requested_by"],
        "requested_on": recorded_on(entry),
        "decided_by": None,
        "decided_on": None,
        "requested_at": entry.position,
    }
    touch(row, entry)


def _declined(rows: Rows, entry: Entry) -> None:
    row = rows.change(ERASURE, entry.members["stream"])
    row["decision_reason"] = digest(entry.data["reason"])
    _decide(row, entry, "DECLINED")


def _erased(rows: Rows, entry: Entry) -> None:
    _decide(rows.change(ERASURE, entry.members["stream"]), entry, "DONE")


def _decide(row: Row, entry: Entry, status: str) -> None:
    row["status"] = status
    row["decided_by"], row["decided_on"] = entry.members["actor"], recorded_on(entry)
    touch(row, entry)


READ_MODEL = ReadModel(
    name="erasures",
    version=1,
    tables=(ERASURE,),
    handles={
        "privacy.ErasureRequested": Handler(_requested),
        "privacy.ErasureReopened": Handler(_reopened, own(ERASURE)),
        "privacy.ErasureDeclined": Handler(_declined, own(ERASURE)),
        "privacy.SubjectErased": Handler(_erased, own(ERASURE)),
        "privacy.TextRedacted": Handler(_erased, own(ERASURE)),
    },
)
