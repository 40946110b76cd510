"""How events change needs, and the claims laid to them."""

from concord.commanding import recorded_on
from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Row, Rows, Table, own
from concord.readmodels.entries import digest, digests, subject, touch

TASK = Table(
    "task",
    key={"id": "uuid"},
    columns={
        "alliance": "uuid",
        "organization": "uuid",
        "title": "text",
        "category": "text",
        "description": "text",
        "contact_subject": "uuid",
        "contact_digests": "jsonb",
        "status": "text",
        "claimant": "uuid",
        "claim": "integer",
        "listed_on": "date",
        "listed_at": "timestamptz",
        "due_on": "date",
        "result": "text",
        "satisfaction": "text",
        "comment": "text",
        "released": "integer",
        "version": "integer",
        "position": "bigint",
    },
)
CLAIM = Table(
    "task_claim",
    key={"task": "uuid", "version": "integer"},
    columns={
        "claimant": "uuid",
        "side": "text",
        "resource": "uuid",
        "claimed_on": "date",
        "due_on": "date",
        "ended_on": "date",
        "outcome": "text",
        "note": "text",
        "position": "bigint",
    },
)


def _listed(rows: Rows, entry: Entry) -> None:
    data = entry.data
    row: Row = {column: data[column] for column in ("alliance", "organization", "title", "category")}
    row |= {
        "id": entry.members["stream"],
        "description": digest(data["description"]),
        "contact_subject": subject(data["contact"]),
        "contact_digests": digests(data["contact"]),
        "status": "LISTED",
        "listed_on": entry.members["occurred_on"],
        "listed_at": entry.members["recorded_at"],
        "due_on": data["next_due_on"],
        "released": 0,
    }
    touch(row, entry)
    rows.put(TASK, row)


def _claimed(rows: Rows, entry: Entry) -> None:
    row, data = _changed(rows, entry), entry.data
    row["status"], row["claimant"] = "CLAIMED", data["claimant"]
    row["claim"], row["due_on"] = entry.version, data["next_due_on"]
    claim: Row = {column: data[column] for column in ("claimant", "side", "resource")}
    claim |= {
        "task": row["id"],
        "version": entry.version,
        "claimed_on": recorded_on(entry),
        "due_on": data["next_due_on"],
        "position": entry.position,
    }
    rows.put(CLAIM, claim)


def _released(rows: Rows, entry: Entry) -> None:
    row = _changed(rows, entry)
    _end_claim(rows, row, entry, "RELEASED", digest(entry.data["reason"]))
    row["status"], row["claimant"], row["claim"] = "LISTED", None, None
    row["due_on"], row["result"] = entry.data["next_due_on"], None
    row["released"] += 1


def _completed(rows: Rows, entry: Entry) -> None:
    row = _changed(rows, entry)
    row["status"], row["due_on"], row["result"] = "COMPLETED", None, digest(entry.data["result"])
    _end_claim(rows, row, entry, "COMPLETED", row["result"])


def _confirmed(rows: Rows, entry: Entry) -> None:
    row = _changed(rows, entry)
    row["status"], row["satisfaction"] = "CONFIRMED", entry.data["satisfaction"]
    row["comment"] = digest(entry.data["comment"])


def _withdrawn(rows: Rows, entry: Entry) -> None:
    row = _changed(rows, entry)
    row["status"], row["due_on"] = "WITHDRAWN", None
    if row["claim"] is not None:
        _end_claim(rows, row, entry, "WITHDRAWN", digest(entry.data["reason"]))


def _changed(rows: Rows, entry: Entry) -> Row:
    row = rows.change(TASK, entry.members["stream"])
    touch(row, entry)
    return row


def _end_claim(rows: Rows, row: Row, entry: Entry, outcome: str, note: str | None) -> None:
    claim = rows.change(CLAIM, row["id"], row["claim"])
    claim["ended_on"], claim["outcome"], claim["note"] = recorded_on(entry), outcome, note


READ_MODEL = ReadModel(
    name="tasks",
    version=1,
    tables=(TASK, CLAIM),
    handles={
        "tickets.NeedListed": Handler(_listed),
        "tickets.NeedWithdrawn": Handler(_withdrawn, own(TASK, CLAIM)),
        "tickets.TaskClaimed": Handler(_claimed, own(TASK)),
        "tickets.TaskReleased": Handler(_released, own(TASK, CLAIM)),
        "tickets.TaskCompleted": Handler(_completed, own(TASK, CLAIM)),
        "tickets.TaskConfirmed": Handler(_confirmed, own(TASK)),
    },
)
