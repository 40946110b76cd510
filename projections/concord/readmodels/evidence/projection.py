"""How events change what is attached to objects of every kind."""

from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Reads, Row, Rows, Table, own
from concord.readmodels.entries import digest

EVIDENCE = Table(
    "evidence",
    key={"object": "uuid", "version": "integer"},
    columns={
        "kind": "text",
        "file": "uuid",
        "stored_sha256": "text",
        "original_sha256": "text",
        "size": "bigint",
        "media_type": "text",
        "name": "text",
        "caption": "text",
        "finding": "uuid",
        "attached_on": "date",
        "recorded_at": "timestamptz",
        "position": "bigint",
        "removed_at": "timestamptz",
        "removal_reason": "text",
        "removed_position": "bigint",
    },
)
EVENTS = {
    "Activity": "activities.Evidence",
    "Ticket": "tickets.TicketEvidence",
    "Inspection": "inspections.InspectionEvidence",
}
"""How the events of each kind of object begin, before `Attached` and `Removed`."""
_KINDS = {f"{begins}Attached": kind for kind, begins in EVENTS.items()}


def _attached(rows: Rows, entry: Entry) -> None:
    data = entry.data
    row: Row = {column: data[column] for column in ("stored_sha256", "original_sha256", "size", "media_type")}
    rows.put(
        EVIDENCE,
        row
        | {
            "object": entry.members["stream"],
            "version": entry.version,
            "kind": _KINDS[entry.type],
            "file": data.get("file"),
            "name": digest(data.get("name")),
            "caption": digest(data["caption"]),
            "finding": data.get("finding"),
            "attached_on": entry.members["occurred_on"],
            "recorded_at": entry.members["recorded_at"],
            "position": entry.position,
        },
    )


def _removed(rows: Rows, entry: Entry) -> None:
    data = entry.data
    _remove(rows, entry, entry.members["stream"], data["removed_file"], digest(data["reason"]))


def _of_erased(entry: Entry) -> Reads:
    return [(EVIDENCE, (place["stream"],)) for place in entry.data.get("files", ())]


def _erased(rows: Rows, entry: Entry) -> None:
    for place in entry.data.get("files", ()):
        _remove(rows, entry, place["stream"], place["file"], None)


def _remove(rows: Rows, entry: Entry, stream: str, file: str, reason: str | None) -> None:
    for row in rows.below(EVIDENCE, stream):
        if row["file"] == file and row["removed_at"] is None:
            rows.change(EVIDENCE, stream, row["version"]).update(
                removed_at=entry.members["recorded_at"],
                removal_reason=reason,
                removed_position=entry.position,
            )


READ_MODEL = ReadModel(
    name="evidence",
    version=1,
    tables=(EVIDENCE,),
    handles={
        **{f"{begins}Attached": Handler(_attached) for begins in EVENTS.values()},
        **{f"{begins}Removed": Handler(_removed, own(EVIDENCE)) for begins in EVENTS.values()},
        "privacy.SubjectErased": Handler(_erased, _of_erased),
    },
)
