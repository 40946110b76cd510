"""How events change reports and their submissions."""

from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Reads, Row, Rows, Table, own
from concord.readmodels.entries import digest, touch

REPORT = Table(
    "report",
    key={"id": "uuid"},
    columns={
        "alliance": "uuid",
        "period": "text",
        "starts_on": "date",
        "ends_on": "date",
        "recipient": "text",
        "due_on": "date",
        "status": "text",
        "submissions": "integer",
        "judged_on": "date",
        "on_time": "boolean",
        "drafted_on": "date",
        "released_on": "date",
        "version": "integer",
        "position": "bigint",
    },
)
SUBMISSION = Table(
    "report_submission",
    key={"report": "uuid", "submission": "integer"},
    columns={
        "definition": "integer",
        "counted_to": "bigint",
        "figures": "jsonb",
        "judged_on": "date",
        "on_time": "boolean",
        "summary": "text",
        "submitted_on": "date",
        "submitted_at": "timestamptz",
        "submitted_position": "bigint",
        "verdict": "text",
        "remarks": "text",
        "judged_position": "bigint",
        "submitted_by": "text",
        "position": "bigint",
    },
)
DRAFTED = ("alliance", "period", "starts_on", "ends_on", "recipient", "due_on")


def _report(rows: Rows, entry: Entry) -> Row:
    row = rows.change(REPORT, entry.members["stream"])
    touch(row, entry)
    return row


def _drafted(rows: Rows, entry: Entry) -> None:
    row: Row = {column: entry.data[column] for column in DRAFTED}
    row |= {
        "id": entry.members["stream"],
        "status": "DRAFT",
        "submissions": 0,
        "drafted_on": entry.members["occurred_on"],
    }
    touch(row, entry)
    rows.put(REPORT, row)


def _submitted(rows: Rows, entry: Entry) -> None:
    data = entry.data
    _report(rows, entry).update(
        status="SUBMITTED",
        submissions=data["submission"],
        judged_on=data["judged_on"],
        on_time=data["on_time"],
    )
    columns = ("submission", "definition", "figures", "judged_on", "on_time", "submitted_by")
    row: Row = {column: data[column] for column in columns}
    row |= {
        "report": entry.members["stream"],
        "counted_to": data["position"],
        "summary": digest(data["summary"]),
        "submitted_on": entry.members["occurred_on"],
        "submitted_at": entry.members["recorded_at"],
        "submitted_position": entry.position,
        "position": entry.position,
    }
    rows.put(SUBMISSION, row)


def _released(rows: Rows, entry: Entry) -> None:
    _report(rows, entry)["released_on"] = entry.members["occurred_on"]


def _judged(verdict: str) -> Handler:
    def apply(rows: Rows, entry: Entry) -> None:
        _report(rows, entry)["status"] = verdict
        rows.change(SUBMISSION, entry.members["stream"], entry.data["submission"]).update(
            verdict=verdict,
            remarks=digest(entry.data["remarks"]),
            judged_position=entry.position,
            position=entry.position,
        )

    return Handler(apply, _reads_submission)


def _reads_submission(entry: Entry) -> Reads:
    stream = entry.members["stream"]
    return [(REPORT, (stream,)), (SUBMISSION, (stream, entry.data["submission"]))]


READ_MODEL = ReadModel(
    name="reports",
    version=2,
    tables=(REPORT, SUBMISSION),
    handles={
        "reports.ReportDrafted": Handler(_drafted),
        "reports.ReportSubmitted": Handler(_submitted, own(REPORT)),
        "reports.ReportReturned": _judged("RETURNED"),
        "reports.ReportAccepted": _judged("ACCEPTED"),
        "reports.FiguresReleased": Handler(_released, own(REPORT)),
    },
)
