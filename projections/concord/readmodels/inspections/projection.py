"""How events change inspections and their findings."""

from collections.abc import Callable

from concord.commanding import recorded_on
from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Reads, Row, Rows, Table, own
from concord.readmodels.entries import digest, touch

INSPECTION = Table(
    "inspection",
    key={"id": "uuid"},
    columns={
        "alliance": "uuid",
        "kind": "text",
        "inspector": "uuid",
        "subject": "uuid",
        "title": "text",
        "planned_on": "date",
        "planned_at": "timestamptz",
        "status": "text",
        "carried_out_on": "date",
        "note": "text",
        "findings": "integer",
        "unfinished": "integer",
        "version": "integer",
        "position": "bigint",
    },
)
FINDING = Table(
    "inspection_finding",
    key={"inspection": "uuid", "id": "uuid"},
    columns={
        "alliance": "uuid",
        "subject": "uuid",
        "inspector": "uuid",
        "number": "integer",
        "kind": "text",
        "title": "text",
        "description": "text",
        "status": "text",
        "due_on": "date",
        "found_on": "date",
        "found_at": "timestamptz",
        "rectified_on": "date",
        "on_time": "boolean",
        "measures": "text",
        "verified_on": "date",
        "note": "text",
        "rejected": "integer",
        "position": "bigint",
    },
)


def _planned(rows: Rows, entry: Entry) -> None:
    plain = ("alliance", "kind", "inspector", "subject", "title", "planned_on")
    row: Row = {name: entry.data[name] for name in plain}
    row |= {"id": entry.members["stream"], "status": "PLANNED", "findings": 0, "unfinished": 0}
    row["planned_at"] = entry.members["recorded_at"]
    touch(row, entry)
    rows.put(INSPECTION, row)


def _carried_out(rows: Rows, entry: Entry) -> None:
    row, data = _inspection(rows, entry), entry.data
    row |= {"status": "CARRIED_OUT", "carried_out_on": data["carried_out_on"]}
    row["note"] = digest(data["summary"])


def _cancelled(rows: Rows, entry: Entry) -> None:
    row = _inspection(rows, entry)
    row |= {"status": "CANCELLED", "note": digest(entry.data["reason"])}


def _evidenced(rows: Rows, entry: Entry) -> None:
    """The version moves on; the files are in the read model of evidence."""
    _inspection(rows, entry)


def _found(rows: Rows, entry: Entry) -> None:
    row, data = _inspection(rows, entry), entry.data
    row["findings"] += 1
    row["unfinished"] += 1
    finding: Row = {name: row[name] for name in ("alliance", "subject", "inspector")}
    finding |= {name: data[name] for name in ("number", "kind", "title")}
    finding |= {"inspection": row["id"], "id": data["finding"], "status": "OPEN", "rejected": 0}
    finding |= {"description": digest(data["description"]), "due_on": data["next_due_on"]}
    finding |= {"found_on": recorded_on(entry), "found_at": entry.members["recorded_at"]}
    rows.put(FINDING, finding | {"position": entry.position})


def _rectified(row: Row, finding: Row, entry: Entry) -> None:
    day = recorded_on(entry)
    finding |= {"status": "RECTIFIED", "due_on": entry.data["next_due_on"], "rectified_on": day}
    finding |= {"on_time": day <= entry.data["due_on"], "measures": digest(entry.data["measures"])}


def _verified(row: Row, finding: Row, entry: Entry) -> None:
    row["unfinished"] -= 1
    finding |= {"status": "VERIFIED", "due_on": None, "verified_on": recorded_on(entry)}
    finding["note"] = digest(entry.data["note"])


def _rejected(row: Row, finding: Row, entry: Entry) -> None:
    finding |= {"status": "OPEN", "due_on": entry.data["next_due_on"]}
    finding |= {"rectified_on": None, "on_time": None, "note": digest(entry.data["reason"])}
    finding["rejected"] += 1


def _inspection(rows: Rows, entry: Entry) -> Row:
    row = rows.change(INSPECTION, entry.members["stream"])
    touch(row, entry)
    return row


def _following(change: Callable[[Row, Row, Entry], None]) -> Handler:
    """A handler of one step of a finding."""

    def apply(rows: Rows, entry: Entry) -> None:
        row = _inspection(rows, entry)
        finding = rows.change(FINDING, row["id"], entry.data["finding"])
        finding["position"] = entry.position
        change(row, finding, entry)

    return Handler(apply, _of_finding)


def _of_finding(entry: Entry) -> Reads:
    stream = entry.members["stream"]
    return ((INSPECTION, (stream,)), (FINDING, (stream, entry.data["finding"])))


READ_MODEL = ReadModel(
    name="inspections",
    version=1,
    tables=(INSPECTION, FINDING),
    handles={
        "inspections.InspectionPlanned": Handler(_planned),
        "inspections.InspectionCarriedOut": Handler(_carried_out, own(INSPECTION)),
        "inspections.InspectionCancelled": Handler(_cancelled, own(INSPECTION)),
        "inspections.InspectionEvidenceAttached": Handler(_evidenced, own(INSPECTION)),
        "inspections.InspectionEvidenceRemoved": Handler(_evidenced, own(INSPECTION)),
        "inspections.FindingRecorded": Handler(_found, own(INSPECTION)),
        "inspections.FindingRectified": _following(_rectified),
        "inspections.RectificationVerified": _following(_verified),
        "inspections.RectificationRejected": _following(_rejected),
    },
)
