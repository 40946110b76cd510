"""Activities that are in the ledger, and who came."""

from typing import Any

from concord.eventstore.entry import Entry
from concord.projecting import Row, Rows
from concord.readmodels.figures.tables import ACTIVITY, ATTENDANCE, VOLUNTEERING


def proposed(rows: Rows, entry: Entry) -> None:
    data = entry.data
    row = {"activity": entry.members["stream"], "position": entry.position}
    rows.put(ACTIVITY, row | {"alliance": data["alliance"], "theme": data["theme"]})


def held(rows: Rows, entry: Entry) -> None:
    _activity(rows, entry)["held_on"] = entry.data["held_on"]


def attended(rows: Rows, entry: Entry) -> None:
    for record in entry.data["records"]:
        _attend(rows, entry, record)


def served(rows: Rows, entry: Entry) -> None:
    row = {"activity": entry.members["stream"], "position": entry.position}
    rows.put(VOLUNTEERING, row | {name: entry.data[name] for name in ("organization", "persons", "hours")})


def logged(rows: Rows, entry: Entry) -> None:
    _activity(rows, entry).update(judged_on=entry.data["judged_on"], lead=entry.data["lead"])


def corrected(rows: Rows, entry: Entry) -> None:
    row, data = _activity(rows, entry), entry.data
    match data["field"]:
        case "THEME":
            row["theme"] = data["text"]
        case "ATTENDANCE":
            _attend(rows, entry, data["attendance"])
        case "HELD_ON":
            if row["judged_on"] == row["held_on"]:
                row["judged_on"] = data["day"]
            row["held_on"] = data["day"]


def _activity(rows: Rows, entry: Entry) -> Row:
    row = rows.change(ACTIVITY, entry.members["stream"])
    row["position"] = entry.position
    return row


def _attend(rows: Rows, entry: Entry, record: dict[str, Any]) -> None:
    row = {"activity": entry.members["stream"], "position": entry.position}
    rows.put(ATTENDANCE, row | {name: record[name] for name in ("organization", "present", "expected")})
