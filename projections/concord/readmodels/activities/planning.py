"""Before an activity is held: proposal, day and place, lead, sign-up, cancellation."""

from concord.eventstore.entry import Entry
from concord.projecting import Row, Rows
from concord.readmodels.activities.tables import ACTIVITY, ATTENDANCE
from concord.readmodels.entries import digest, touch


def activity(rows: Rows, entry: Entry) -> Row:
    """The activity that the event is of, noted as touched by it."""
    row = rows.change(ACTIVITY, entry.members["stream"])
    touch(row, entry)
    return row


def set_day(row: Row) -> None:
    """The best known day, by which activities are listed."""
    row["day"] = row["held_on"] or row["starts_on"] or row["planned_on"] or row["proposed_on"]


def participant(rows: Rows, entry: Entry, organization: str) -> Row:
    """The organization's row of the activity; a new one if it has none."""
    stream = entry.members["stream"]
    if rows.get(ATTENDANCE, stream, organization) is None:
        row: Row = {"activity": stream, "organization": organization, "attendees": [], "corrected": False}
        rows.put(ATTENDANCE, row | dict.fromkeys(("signed_up", "present", "expected")))
    row = rows.change(ATTENDANCE, stream, organization)
    row["position"] = entry.position
    return row


def proposed(rows: Rows, entry: Entry) -> None:
    row: Row = dict.fromkeys([*ACTIVITY.key, *ACTIVITY.columns])
    row |= {column: value for column, value in entry.data.items() if column in row}
    row |= dict.fromkeys(("signed_up", "organizations", "present", "expected", "evidence", "corrections"), 0)
    row |= {
        "id": entry.members["stream"],
        "status": "PROPOSED",
        "description": digest(entry.data["description"]),
        "proposed_on": entry.members["occurred_on"],
    }
    set_day(row)
    touch(row, entry)
    rows.put(ACTIVITY, row)


def scheduled(rows: Rows, entry: Entry) -> None:
    row = activity(rows, entry)
    row["status"] = "SCHEDULED"
    for column in ("starts_on", "ends_on", "start_time", "place", "capacity"):
        row[column] = entry.data[column]
    set_day(row)


def lead_assigned(rows: Rows, entry: Entry) -> None:
    data = entry.data
    activity(rows, entry).update(lead=data["organization"], lead_basis=data["basis"], turn=data["turn"])


def signed_up(rows: Rows, entry: Entry) -> None:
    data = entry.data
    row = participant(rows, entry, data["organization"])
    more = data["persons"] - (row["signed_up"] or 0)
    row["signed_up"] = data["persons"]
    activity(rows, entry)["signed_up"] += more


def cancelled(rows: Rows, entry: Entry) -> None:
    activity(rows, entry).update(status="CANCELLED", cancellation_reason=digest(entry.data["reason"]))
