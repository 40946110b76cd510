"""How events change annual plans and their items."""

from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Row, Rows, Table, own
from concord.readmodels.entries import digest, touch

PLAN = Table(
    "annual_plan",
    key={"id": "uuid"},
    columns={
        "alliance": "uuid",
        "year": "integer",
        "title": "text",
        "description": "text",
        "status": "text",
        "items": "integer",
        "amendments": "integer",
        "meeting": "uuid",
        "resolution": "uuid",
        "approved_on": "date",
        "drafted_on": "date",
        "version": "integer",
        "position": "bigint",
    },
)
ITEM = Table(
    "annual_plan_item",
    key={"plan": "uuid", "id": "uuid"},
    columns={
        "number": "integer",
        "title": "text",
        "theme": "text",
        "due_on": "date",
        "lead": "uuid",
        "amendment": "integer",
        "dropped": "boolean",
        "reason": "text",
        "position": "bigint",
    },
)


def _drafted(rows: Rows, entry: Entry) -> None:
    data = entry.data
    row: Row = {column: data[column] for column in ("alliance", "year", "title")}
    row |= {
        "id": entry.members["stream"],
        "description": digest(data["description"]),
        "status": "DRAFT",
        "items": 0,
        "amendments": 0,
        "drafted_on": entry.members["occurred_on"],
    }
    touch(row, entry)
    rows.put(PLAN, row)


def _added(rows: Rows, entry: Entry) -> None:
    row, data = _changed(rows, entry), entry.data
    row["items"] += 1
    item: Row = {column: data[column] for column in ("title", "theme", "due_on", "lead")}
    item |= {"plan": row["id"], "id": data["item"], "number": entry.version, "dropped": False}
    rows.put(ITEM, item | {"amendment": row["amendments"], "position": entry.position})


def _dropped(rows: Rows, entry: Entry) -> None:
    row = _changed(rows, entry)
    row["items"] -= 1
    item = rows.change(ITEM, row["id"], entry.data["item"])
    item |= {"dropped": True, "reason": digest(entry.data["reason"]), "position": entry.position}


def _approved(rows: Rows, entry: Entry) -> None:
    row, data = _changed(rows, entry), entry.data
    row["status"] = "APPROVED"
    row |= {column: data[column] for column in ("meeting", "resolution", "approved_on")}


def _amended(rows: Rows, entry: Entry) -> None:
    _changed(rows, entry)["amendments"] = entry.data["amendment"]


def _changed(rows: Rows, entry: Entry) -> Row:
    row = rows.change(PLAN, entry.members["stream"])
    touch(row, entry)
    return row


READ_MODEL = ReadModel(
    name="plans",
    version=1,
    tables=(PLAN, ITEM),
    handles={
        "meetings.PlanDrafted": Handler(_drafted),
        "meetings.PlanItemAdded": Handler(_added, own(PLAN)),
        "meetings.PlanItemDropped": Handler(_dropped, own(PLAN, ITEM)),
        "meetings.PlanApproved": Handler(_approved, own(PLAN)),
        "meetings.PlanAmended": Handler(_amended, own(PLAN)),
    },
)
