"""Who is a member when, and what it is."""

from concord.eventstore.entry import Entry
from concord.projecting import Reads, Rows
from concord.readmodels.figures.tables import ALLIANCE, PROFILE, STAY

PROFILED = ("party_form", "party_members", "affiliated_enterprises", "area")


def reads_stay(entry: Entry) -> Reads:
    """The stays of the organization that the event names."""
    return [(STAY, (entry.members["stream"], entry.data["organization"]))]


def profiled(rows: Rows, entry: Entry) -> None:
    row = {column: entry.data[column] for column in PROFILED}
    row |= {
        "organization": entry.members["stream"],
        "version": entry.version,
        "valid_from": entry.members["occurred_on"],
        "position": entry.position,
    }
    rows.put(PROFILE, row)


def proposed(rows: Rows, entry: Entry) -> None:
    stream = entry.members["stream"]
    rows.put(ALLIANCE, {"alliance": stream, "kind": entry.data["kind"], "position": entry.position})


def approved(rows: Rows, entry: Entry) -> None:
    row = rows.change(ALLIANCE, entry.members["stream"])
    row.update(approved_on=entry.data["approved_on"], position=entry.position)


def dissolved(rows: Rows, entry: Entry) -> None:
    row = rows.change(ALLIANCE, entry.members["stream"])
    row.update(dissolved_on=entry.data["dissolved_on"], position=entry.position)


def joined(rows: Rows, entry: Entry) -> None:
    rows.put(
        STAY,
        {
            "alliance": entry.members["stream"],
            "organization": entry.data["organization"],
            "since": entry.version,
            "joined_on": entry.data["joined_on"],
            "position": entry.position,
        },
    )


def left(rows: Rows, entry: Entry) -> None:
    _end(rows, entry, entry.data["left_on"])


def removed(rows: Rows, entry: Entry) -> None:
    _end(rows, entry, entry.data["removed_on"])


def _end(rows: Rows, entry: Entry, left_on: str) -> None:
    key = (entry.members["stream"], entry.data["organization"])
    for stay in rows.below(STAY, *key):
        if stay["left_on"] is None:
            rows.change(STAY, *key, stay["since"]).update(left_on=left_on, position=entry.position)
