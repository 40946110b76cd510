"""What an activity leaves behind: attendance, the log, and its corrections."""

from typing import Any

from concord.eventstore.entry import Entry
from concord.projecting import Row, Rows
from concord.readmodels.activities.planning import activity, participant, set_day
from concord.readmodels.activities.tables import ATTENDANCE, CORRECTION
from concord.readmodels.entries import digest


def held(rows: Rows, entry: Entry) -> None:
    row = activity(rows, entry)
    row.update(status="HELD", held_on=entry.data["held_on"], place=entry.data["place"])
    set_day(row)


def attended(rows: Rows, entry: Entry) -> None:
    for record in entry.data["records"]:
        _attend(rows, entry, record)
    _count(rows, entry)


def evidence_attached(rows: Rows, entry: Entry) -> None:
    activity(rows, entry)["evidence"] += 1


def evidence_removed(rows: Rows, entry: Entry) -> None:
    activity(rows, entry)["evidence"] -= 1


def logged(rows: Rows, entry: Entry) -> None:
    row, data = activity(rows, entry), entry.data
    row.update((column, data[column]) for column in ("held_on", "judged_on", "lead"))
    row.update(status="LOGGED", summary=digest(data["summary"]), logged_at=entry.members["recorded_at"])
    set_day(row)


def corrected(rows: Rows, entry: Entry) -> None:
    row, data = activity(rows, entry), entry.data
    row["corrections"] += 1
    match data["field"]:
        case "TITLE" | "THEME" | "PLACE" as field:
            row[field.lower()] = data["text"]
        case "HELD_ON":
            _move(row, data["day"])
        case "ATTENDANCE":
            _attend(rows, entry, data["attendance"])["corrected"] = True
            _count(rows, entry)
        case "SUMMARY":
            row["summary"] = digest(data["summary"])
        case field:
            raise ValueError(f"a correction of {field} is newer than this read model")
    rows.put(CORRECTION, _correction(entry))


def _move(row: Row, day: str) -> None:
    """It was held on another day, which judges it if the old one did."""
    if row["judged_on"] == row["held_on"]:
        row["judged_on"] = day
    row["held_on"] = day
    set_day(row)


def _attend(rows: Rows, entry: Entry, record: dict[str, Any]) -> Row:
    row = participant(rows, entry, record["organization"])
    row.update(present=record["present"], expected=record["expected"], attendees=record["attendees"])
    return row


def _count(rows: Rows, entry: Entry) -> None:
    records = rows.below(ATTENDANCE, entry.members["stream"])
    activity(rows, entry).update(
        present=sum(record["present"] or 0 for record in records),
        expected=sum(record["expected"] or 0 for record in records),
        organizations=sum(1 for record in records if record["present"]),
    )


def _correction(entry: Entry) -> Row:
    data = entry.data
    attendance = data["attendance"] or dict.fromkeys(("organization", "present", "expected"))
    row: Row = {column: data[column] for column in ("field", "corrects", "text", "day")}
    row |= {column: attendance[column] for column in ("organization", "present", "expected")}
    return row | {
        "activity": entry.members["stream"],
        "version": entry.version,
        "summary": digest(data["summary"]),
        "reason": digest(data["reason"]),
        "recorded_at": entry.members["recorded_at"],
        "position": entry.position,
    }
