"""How events change resources, their lists and their bookings."""

from collections.abc import Callable

from concord.commanding import recorded_on
from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Reads, Row, Rows, Table, nothing, own
from concord.readmodels.entries import digest, digests, subject, touch

RESOURCE = Table(
    "resource",
    key={"id": "uuid"},
    columns={
        "alliance": "uuid",
        "owner": "uuid",
        "kind": "text",
        "name": "text",
        "description": "text",
        "person_subject": "uuid",
        "person_digests": "jsonb",
        "capacity": "integer",
        "venue_class": "text",
        "accepted_on": "date",
        "shared_on": "date",
        "shared_at": "timestamptz",
        "withdrawn_on": "date",
        "requested": "integer",
        "used": "integer",
        "persons": "integer",
        "ratings": "integer",
        "stars": "integer",
        "version": "integer",
        "position": "bigint",
    },
)
LISTING = Table(
    "resource_listing",
    key={"resource": "uuid", "list_code": "text"},
    columns={"list_name": "text", "listed_on": "date"},
)
BOOKING = Table(
    "booking",
    key={"id": "uuid"},
    columns={
        "resource": "uuid",
        "alliance": "uuid",
        "owner": "uuid",
        "organization": "uuid",
        "title": "text",
        "starts_on": "date",
        "starts_at": "text",
        "ends_on": "date",
        "ends_at": "text",
        "persons": "integer",
        "came": "integer",
        "contact_subject": "uuid",
        "contact_digests": "jsonb",
        "status": "text",
        "due_on": "date",
        "answered_on": "date",
        "on_time": "boolean",
        "note": "text",
        "stars": "integer",
        "comment": "text",
        "requested_on": "date",
        "requested_at": "timestamptz",
        "version": "integer",
        "position": "bigint",
    },
)


def _shared(rows: Rows, entry: Entry) -> None:
    data = entry.data
    row: Row = {column: data[column] for column in ("alliance", "owner", "kind", "name", "capacity")}
    row |= dict.fromkeys(("requested", "used", "persons", "ratings", "stars"), 0)
    row |= {
        "id": entry.members["stream"],
        "description": digest(data["description"]),
        "person_subject": subject(data["person"]),
        "person_digests": digests(data["person"]),
        "shared_on": entry.members["occurred_on"],
        "shared_at": entry.members["recorded_at"],
    }
    touch(row, entry)
    rows.put(RESOURCE, row)


def _resource(rows: Rows, entry: Entry) -> Row:
    row = rows.change(RESOURCE, entry.members["stream"])
    touch(row, entry)
    return row


def _listed(rows: Rows, entry: Entry) -> None:
    row = _resource(rows, entry)
    listing = {name: entry.data[name] for name in ("list_code", "list_name")}
    rows.put(LISTING, {"resource": row["id"], **listing, "listed_on": entry.members["occurred_on"]})


def _delisted(rows: Rows, entry: Entry) -> None:
    row = _resource(rows, entry)
    rows.remove(LISTING, row["id"], entry.data["list_code"])


def _withdrawn(rows: Rows, entry: Entry) -> None:
    _resource(rows, entry)["withdrawn_on"] = entry.members["occurred_on"]


def _accepted(rows: Rows, entry: Entry) -> None:
    row = _resource(rows, entry)
    row["venue_class"], row["accepted_on"] = entry.data["venue_class"], entry.members["occurred_on"]


def _timed(rows: Rows, entry: Entry) -> None:
    """Bookings show the time; the resource's version moves on."""
    _resource(rows, entry)


def _requested(rows: Rows, entry: Entry) -> None:
    data = entry.data
    plain = ("resource", "alliance", "owner", "organization", "title", "persons")
    row: Row = {column: data[column] for column in plain} | data["slot"]
    row |= {
        "id": entry.members["stream"],
        "contact_subject": subject(data["contact"]),
        "contact_digests": digests(data["contact"]),
        "status": "REQUESTED",
        "due_on": data["next_due_on"],
        "requested_on": entry.members["occurred_on"],
        "requested_at": entry.members["recorded_at"],
    }
    touch(row, entry)
    rows.put(BOOKING, row)
    rows.change(RESOURCE, data["resource"])["requested"] += 1


def _confirmed(row: Row, resource: Row, entry: Entry) -> None:
    _answered(row, entry, "CONFIRMED", digest(entry.data["note"]))


def _refused(row: Row, resource: Row, entry: Entry) -> None:
    _answered(row, entry, "REFUSED", digest(entry.data["reason"]))


def _answered(row: Row, entry: Entry, status: str, note: str | None) -> None:
    day = recorded_on(entry)
    row |= {"status": status, "due_on": None, "answered_on": day, "note": note}
    row["on_time"] = day <= entry.data["due_on"]


def _cancelled(row: Row, resource: Row, entry: Entry) -> None:
    row |= {"status": "CANCELLED", "due_on": None, "note": digest(entry.data["reason"])}


def _used(row: Row, resource: Row, entry: Entry) -> None:
    row |= {"status": "USED", "came": entry.data["persons"]}
    resource["used"] += 1
    resource["persons"] += entry.data["persons"]


def _rated(row: Row, resource: Row, entry: Entry) -> None:
    row |= {"stars": entry.data["stars"], "comment": digest(entry.data["comment"])}
    resource["ratings"] += 1
    resource["stars"] += entry.data["stars"]


def _of_resource(entry: Entry) -> Reads:
    return ((RESOURCE, (entry.data["resource"],)),)


def _of_both(entry: Entry) -> Reads:
    return ((BOOKING, (entry.members["stream"],)), *_of_resource(entry))


def _booked(change: Callable[[Row, Row, Entry], None]) -> Handler:
    """A handler of one step of a booking: the change that is its own, of the booking and its resource."""

    def apply(rows: Rows, entry: Entry) -> None:
        row = rows.change(BOOKING, entry.members["stream"])
        touch(row, entry)
        change(row, rows.change(RESOURCE, entry.data["resource"]), entry)

    return Handler(apply, _of_both)


READ_MODEL = ReadModel(
    name="resources",
    version=1,
    tables=(RESOURCE, LISTING, BOOKING),
    handles={
        "resources.ResourceShared": Handler(_shared, nothing),
        "resources.ResourceListed": Handler(_listed, own(RESOURCE)),
        "resources.ResourceDelisted": Handler(_delisted, own(RESOURCE)),
        "resources.ResourceWithdrawn": Handler(_withdrawn, own(RESOURCE)),
        "resources.VenueAccepted": Handler(_accepted, own(RESOURCE)),
        "resources.TimeReserved": Handler(_timed, own(RESOURCE)),
        "resources.TimeFreed": Handler(_timed, own(RESOURCE)),
        "resources.BookingRequested": Handler(_requested, _of_resource),
        "resources.BookingConfirmed": _booked(_confirmed),
        "resources.BookingRefused": _booked(_refused),
        "resources.BookingCancelled": _booked(_cancelled),
        "resources.BookingUsed": _booked(_used),
        "resources.BookingRated": _booked(_rated),
    },
)
