"""A briefing is filed once and stays as it is."""

from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Row, Rows, Table
from concord.readmodels.entries import digest, touch

BRIEFING = Table(
    "briefing",
    key={"id": "uuid"},
    columns={
        "alliance": "uuid",
        "organization": "uuid",
        "activity": "uuid",
        "title": "text",
        "recipient": "text",
        "due_on": "date",
        "filed_on": "date",
        "content": "text",
        "version": "integer",
        "position": "bigint",
    },
)
TAKEN = ("alliance", "organization", "activity", "title", "recipient", "due_on", "filed_on")


def _filed(rows: Rows, entry: Entry) -> None:
    row: Row = {column: entry.data[column] for column in TAKEN}
    row |= {"id": entry.members["stream"], "content": digest(entry.data["content"])}
    touch(row, entry)
    rows.put(BRIEFING, row)


READ_MODEL = ReadModel(
    name="briefings",
    version=1,
    tables=(BRIEFING,),
    handles={"reports.BriefingFiled": Handler(_filed)},
)
