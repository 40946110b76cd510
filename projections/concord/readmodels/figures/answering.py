"""Tickets and their dispatches, as they stand and as they stood."""

from collections.abc import Callable

from concord.commanding import recorded_on
from concord.eventstore.entry import Entry
from concord.projecting import Reads, Row, Rows
from concord.readmodels.figures.tables import DISPATCH, STATE, TICKET

STANDING = ("state", "due_on", "on_time", "satisfaction")


def reads_dispatches(entry: Entry) -> Reads:
    """The ticket with all its dispatches."""
    stream = entry.members["stream"]
    return [(TICKET, (stream,)), (DISPATCH, (stream,))]


def raised(rows: Rows, entry: Entry) -> None:
    rows.put(
        TICKET,
        {
            "ticket": entry.members["stream"],
            "alliance": entry.data["alliance"],
            "raised_on": recorded_on(entry),
            "dispatches": 0,
            "position": entry.position,
        },
    )


def dispatched(rows: Rows, entry: Entry) -> None:
    ticket = rows.change(TICKET, entry.members["stream"])
    ticket["dispatches"] += 1
    ticket["position"] = entry.position
    row: Row = {
        "ticket": entry.members["stream"],
        "dispatch": ticket["dispatches"],
        "department": entry.data["department"],
        "dispatched_on": recorded_on(entry),
        "state": "OPEN",
        "due_on": entry.data["next_due_on"],
        "on_time": False,
        "satisfaction": None,
        "position": entry.position,
    }
    rows.put(DISPATCH, row)
    _note(rows, entry, row)


def step(change: Callable[[Row, Entry], None]) -> Callable[[Rows, Entry], None]:
    """A handler that changes the last dispatch of the ticket, if there is one, and notes how it stands."""

    def apply(rows: Rows, entry: Entry) -> None:
        stream = entry.members["stream"]
        dispatches = rows.below(DISPATCH, stream)
        if dispatches:
            row = rows.change(DISPATCH, stream, dispatches[-1]["dispatch"])
            change(row, entry)
            row["position"] = entry.position
            _note(rows, entry, row)

    return apply


def moved(row: Row, entry: Entry) -> None:
    row["due_on"] = entry.data["next_due_on"]


def returned(row: Row, entry: Entry) -> None:
    row["state"] = "RETURNED"


def resolved(row: Row, entry: Entry) -> None:
    if entry.data["department"] is not None:
        row.update(state="ANSWERED", on_time=recorded_on(entry) <= entry.data["due_on"])


def confirmed(row: Row, entry: Entry) -> None:
    if row["state"] == "ANSWERED":
        row["satisfaction"] = entry.data["satisfaction"]


def reopened(row: Row, entry: Entry) -> None:
    if entry.data["department"] is not None:
        row.update(state="OPEN", due_on=entry.data["next_due_on"], satisfaction=None)


def taken(row: Row, entry: Entry) -> None:
    if row["state"] == "OPEN":
        row["state"] = "TAKEN"


def _note(rows: Rows, entry: Entry, row: Row) -> None:
    state = {column: row[column] for column in ("ticket", "dispatch", *STANDING)}
    state |= {"version": entry.version, "since": recorded_on(entry), "position": entry.position}
    rows.put(STATE, state)
