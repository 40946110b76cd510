"""How events change annotations."""

from concord.commanding import recorded_on
from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Row, Rows, Table, own
from concord.readmodels.entries import digest, touch

ANNOTATION = Table(
    "annotation",
    key={"id": "uuid"},
    columns={
        "entry": "bigint",
        "status": "text",
        "reason": "text",
        "decision_reason": "text",
        "proposed_by": "text",
        "proposed_on": "date",
        "decided_by": "text",
        "decided_on": "date",
        "version": "integer",
        "position": "bigint",
    },
)


def _proposed(rows: Rows, entry: Entry) -> None:
    row: Row = {"id": entry.members["stream"], "entry": entry.data["entry"]}
    _propose(row, entry)
    rows.put(ANNOTATION, row)


def _reopened(rows: Rows, entry: Entry) -> None:
    _propose(rows.change(ANNOTATION, entry.members["stream"]), entry)


def _propose(row: Row, entry: Entry) -> None:
    row |= {
        "status": "PROPOSED",
        "reason": digest(entry.data["reason"]),
        "decision_reason": None,
        "proposed_by": entry.data["proposed_by"],
        "proposed_on": recorded_on(entry),
        "decided_by": None,
        "decided_on": None,
    }
    touch(row, entry)


def _declined(rows: Rows, entry: Entry) -> None:
    row = rows.change(ANNOTATION, entry.members["stream"])
    row["decision_reason"] = digest(entry.data["reason"])
    _decide(row, entry, "DECLINED")


def _annotated(rows: Rows, entry: Entry) -> None:
    _decide(rows.change(ANNOTATION, entry.members["stream"]), entry, "ANNOTATED")


def _decide(row: Row, entry: Entry, status: str) -> None:
    row["status"] = status
    row["decided_by"], row["decided_on"] = entry.members["actor"], recorded_on(entry)
    touch(row, entry)


READ_MODEL = ReadModel(
    name="annotations",
    version=1,
    tables=(ANNOTATION,),
    handles={
        "annotations.AnnotationProposed": Handler(_proposed),
        "annotations.AnnotationReopened": Handler(_reopened, own(ANNOTATION)),
        "annotations.AnnotationDeclined": Handler(_declined, own(ANNOTATION)),
        "annotations.EntryAnnotated": Handler(_annotated, own(ANNOTATION)),
    },
)
