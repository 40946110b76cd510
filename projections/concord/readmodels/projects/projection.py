"""How events change key projects, their claims and their milestones."""

from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Row, Rows, Table, own
from concord.readmodels.entries import digest, touch

PROJECT = Table(
    "key_project",
    key={"id": "uuid"},
    columns={
        "alliance": "uuid",
        "year": "integer",
        "kind": "text",
        "title": "text",
        "proposer": "uuid",
        "description": "text",
        "status": "text",
        "proposed_on": "date",
        "meeting": "uuid",
        "resolution": "uuid",
        "selected_on": "date",
        "ended_on": "date",
        "result": "text",
        "version": "integer",
        "position": "bigint",
    },
)
CLAIM = Table(
    "key_project_claim",
    key={"project": "uuid", "organization": "uuid"},
    columns={"claimed_on": "date", "due_on": "date", "position": "bigint"},
)
MILESTONE = Table(
    "key_project_milestone",
    key={"project": "uuid", "version": "integer"},
    columns={"milestone": "text", "note": "text", "reached_on": "date", "position": "bigint"},
)


def _proposed(rows: Rows, entry: Entry) -> None:
    data = entry.data
    row: Row = {column: data[column] for column in ("alliance", "year", "kind", "title", "proposer")}
    row |= {
        "id": entry.members["stream"],
        "description": digest(data["description"]),
        "status": "PROPOSED",
        "proposed_on": entry.members["occurred_on"],
    }
    touch(row, entry)
    rows.put(PROJECT, row)


def _selected(rows: Rows, entry: Entry) -> None:
    row, data = _changed(rows, entry), entry.data
    row["status"] = "SELECTED"
    row |= {column: data[column] for column in ("meeting", "resolution", "selected_on")}


def _claimed(rows: Rows, entry: Entry) -> None:
    row, data = _changed(rows, entry), entry.data
    row["status"] = "CLAIMED"
    claim: Row = {"project": row["id"], "organization": data["organization"], "due_on": data["due_on"]}
    rows.put(CLAIM, claim | {"claimed_on": entry.members["occurred_on"], "position": entry.position})


def _reached(rows: Rows, entry: Entry) -> None:
    row, data = _changed(rows, entry), entry.data
    reached: Row = {"project": row["id"], "version": entry.version, "milestone": data["milestone"]}
    reached |= {"note": digest(data["note"]), "reached_on": entry.members["occurred_on"]}
    rows.put(MILESTONE, reached | {"position": entry.position})


def _completed(rows: Rows, entry: Entry) -> None:
    _end(rows, entry, "COMPLETED", digest(entry.data["result"]))


def _dropped(rows: Rows, entry: Entry) -> None:
    _end(rows, entry, "DROPPED", digest(entry.data["reason"]))


def _end(rows: Rows, entry: Entry, status: str, result: str | None) -> None:
    row = _changed(rows, entry)
    row |= {"status": status, "result": result, "ended_on": entry.members["occurred_on"]}


def _changed(rows: Rows, entry: Entry) -> Row:
    row = rows.change(PROJECT, entry.members["stream"])
    touch(row, entry)
    return row


READ_MODEL = ReadModel(
    name="projects",
    version=1,
    tables=(PROJECT, CLAIM, MILESTONE),
    handles={
        "projects.ProjectProposed": Handler(_proposed),
        "projects.ProjectSelected": Handler(_selected, own(PROJECT)),
        "projects.ProjectClaimed": Handler(_claimed, own(PROJECT)),
        "projects.MilestoneReached": Handler(_reached, own(PROJECT)),
        "projects.ProjectCompleted": Handler(_completed, own(PROJECT)),
        "projects.ProjectDropped": Handler(_dropped, own(PROJECT)),
    },
)
