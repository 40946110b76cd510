"""What members share, the lists it is on, and who had it."""

from concord.eventstore.entry import Entry
from concord.projecting import Rows
from concord.readmodels.figures.tables import BOOKING, LISTING, RESOURCE


def shared(rows: Rows, entry: Entry) -> None:
    row = {"resource": entry.members["stream"], "position": entry.position}
    rows.put(RESOURCE, row | {"alliance": entry.data["alliance"], "shared_on": entry.members["occurred_on"]})


def withdrawn(rows: Rows, entry: Entry) -> None:
    row = rows.change(RESOURCE, entry.members["stream"])
    row.update(withdrawn_on=entry.members["occurred_on"], position=entry.position)


def listed(rows: Rows, entry: Entry) -> None:
    _list(rows, entry, True)


def delisted(rows: Rows, entry: Entry) -> None:
    _list(rows, entry, False)


def requested(rows: Rows, entry: Entry) -> None:
    rows.put(
        BOOKING,
        {
            "booking": entry.members["stream"],
            "resource": entry.data["resource"],
            "requested_on": entry.members["occurred_on"],
            "persons": 0,
            "position": entry.position,
        },
    )


def used(rows: Rows, entry: Entry) -> None:
    row = rows.change(BOOKING, entry.members["stream"])
    row.update(used_on=entry.members["occurred_on"], persons=entry.data["persons"], position=entry.position)


def _list(rows: Rows, entry: Entry, on: bool) -> None:
    rows.put(
        LISTING,
        {
            "resource": entry.members["stream"],
            "list_code": entry.data["list_code"],
            "version": entry.version,
            "day": entry.members["occurred_on"],
            "listed": on,
            "position": entry.position,
        },
    )
