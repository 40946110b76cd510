"""A benefit is recorded once and stays as it is."""

from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Row, Rows, Table
from concord.readmodels.entries import digest, touch

BENEFIT = Table(
    "benefit",
    key={"id": "uuid"},
    columns={
        "alliance": "uuid",
        "kind": "text",
        "amount": "numeric",
        "count": "integer",
        "organization": "uuid",
        "project": "uuid",
        "basis": "jsonb",
        "note": "text",
        "day": "date",
        "version": "integer",
        "position": "bigint",
    },
)
TAKEN = ("alliance", "kind", "amount", "count", "organization", "project", "basis")


def _recorded(rows: Rows, entry: Entry) -> None:
    row: Row = {column: entry.data[column] for column in TAKEN}
    row |= {"id": entry.members["stream"], "note": digest(entry.data["note"])}
    row["day"] = entry.members["occurred_on"]
    touch(row, entry)
    rows.put(BENEFIT, row)


READ_MODEL = ReadModel(
    name="benefits",
    version=1,
    tables=(BENEFIT,),
    handles={"projects.BenefitRecorded": Handler(_recorded)},
)
