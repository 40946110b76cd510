"""How what was received becomes a row: everything but the receipt is in the child's own entry."""

from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Row, Rows, Table

CHILD_FIGURES = Table(
    "child_figures",
    key={"id": "uuid"},
    columns={
        "child": "text",
        "child_name": "text",
        "child_position": "bigint",
        "alliance": "uuid",
        "alliance_name": "text",
        "kind": "text",
        "period": "text",
        "starts_on": "date",
        "ends_on": "date",
        "definition": "integer",
        "counted_to": "bigint",
        "figures": "jsonb",
        "released_on": "date",
        "received_at": "timestamptz",
        "position": "bigint",
    },
)
RELEASED = ("alliance", "alliance_name", "kind", "period", "starts_on", "ends_on", "definition", "figures")


def _received(rows: Rows, entry: Entry) -> None:
    data, theirs = entry.data, entry.data["entry"]
    row: Row = {column: theirs["data"][column] for column in RELEASED}
    row |= {
        "id": entry.members["stream"],
        "child": data["child"],
        "child_name": data["child_name"],
        "child_position": data["position"],
        "counted_to": theirs["data"]["position"],
        "released_on": theirs["occurred_on"],
        "received_at": entry.members["recorded_at"],
        "position": entry.position,
    }
    rows.put(CHILD_FIGURES, row)


READ_MODEL = ReadModel(
    name="children",
    version=1,
    tables=(CHILD_FIGURES,),
    handles={"reports.ChildFiguresReceived": Handler(_received)},
)
