"""How events change meetings, and what belongs to them."""

from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Row, Rows, own
from concord.readmodels.entries import digest, touch
from concord.readmodels.meetings.tables import DUTY_REPORT, FOLLOW_UP, ITEM, MEETING, MOTION, TABLES, VOTE

COUNTED = ("votes_for", "votes_against", "abstentions", "voters")


def _called(rows: Rows, entry: Entry) -> None:
    data = entry.data
    columns = ("alliance", "code", "title", "place", "convener", "called_on", "planned_on")
    row: Row = {column: data[column] for column in columns}
    row |= {
        "id": entry.members["stream"],
        "status": "CALLED",
        "day": data["planned_on"],
        "attended": [],
        "notice": digest(data["notice"]),
        "resolutions": 0,
        "unreported": 0,
    }
    touch(row, entry)
    rows.put(MEETING, row)


def _item_added(rows: Rows, entry: Entry) -> None:
    row, data = _changed(rows, entry), entry.data
    item: Row = {"meeting": row["id"], "version": entry.version, "id": data["item"], "title": data["title"]}
    item |= {"proposer": data["proposer"], "description": digest(data["description"])}
    rows.put(ITEM, {**item, "position": entry.position})


def _held(rows: Rows, entry: Entry) -> None:
    row, data = _changed(rows, entry), entry.data
    row["status"], row["day"] = "HELD", data["held_on"]
    row |= {column: data[column] for column in ("held_on", "number", "attended", "eligible")}
    row["voters"], row["minutes"] = len(data["voters"]), digest(data["minutes"])


def _tabled(rows: Rows, entry: Entry) -> None:
    row, data = _changed(rows, entry), entry.data
    motion: Row = {column: data[column] for column in ("kind", "subject", "title")}
    motion |= {"meeting": row["id"], "id": data["motion"], "number": entry.version}
    motion |= {"text": digest(data["text"]), "reported": 0, "completed": False, "position": entry.position}
    rows.put(MOTION, motion)


def _voted(rows: Rows, entry: Entry) -> None:
    row, data = _changed(rows, entry), entry.data
    vote: Row = {"meeting": row["id"], "position": entry.position}
    rows.put(VOTE, vote | {column: data[column] for column in ("motion", "organization", "choice")})


def _passed(rows: Rows, entry: Entry) -> None:
    _decided(rows, entry, entry.data["resolution"], "PASSED")
    row = _changed(rows, entry)
    row["resolutions"] += 1
    row["unreported"] += 1


def _rejected(rows: Rows, entry: Entry) -> None:
    _decided(rows, entry, entry.data["motion"], "REJECTED")
    _changed(rows, entry)


def _decided(rows: Rows, entry: Entry, motion: str, result: str) -> None:
    row = rows.change(MOTION, entry.members["stream"], motion)
    row |= {"result": result, "position": entry.position}
    row |= {column: entry.data[column] for column in COUNTED}


def _followed_up(rows: Rows, entry: Entry) -> None:
    row, data = _changed(rows, entry), entry.data
    motion = rows.change(MOTION, row["id"], data["resolution"])
    row["unreported"] -= motion["reported"] == 0
    motion["reported"] += 1
    motion["completed"] = data["completed"]
    report: Row = {"meeting": row["id"], "version": entry.version, "report": digest(data["report"])}
    report |= {"resolution": data["resolution"], "completed": data["completed"]}
    rows.put(FOLLOW_UP, report | {"reported_on": entry.members["occurred_on"], "position": entry.position})


def _heard(rows: Rows, entry: Entry) -> None:
    row, data = _changed(rows, entry), entry.data
    heard: Row = {"meeting": row["id"], "version": entry.version, "report": digest(data["report"])}
    heard |= {"organization": data["organization"], "year": data["year"]}
    rows.put(DUTY_REPORT, heard | {"position": entry.position})


def _cancelled(rows: Rows, entry: Entry) -> None:
    row = _changed(rows, entry)
    row["status"], row["cancellation_reason"] = "CANCELLED", digest(entry.data["reason"])


def _changed(rows: Rows, entry: Entry) -> Row:
    row = rows.change(MEETING, entry.members["stream"])
    touch(row, entry)
    return row


READ_MODEL = ReadModel(
    name="meetings",
    version=1,
    tables=TABLES,
    handles={
        "meetings.MeetingCalled": Handler(_called),
        "meetings.AgendaItemAdded": Handler(_item_added, own(MEETING)),
        "meetings.MeetingHeld": Handler(_held, own(MEETING)),
        "meetings.MotionTabled": Handler(_tabled, own(MEETING)),
        "meetings.VoteCast": Handler(_voted, own(MEETING)),
        "meetings.ResolutionPassed": Handler(_passed, own(MEETING, MOTION)),
        "meetings.ResolutionRejected": Handler(_rejected, own(MEETING, MOTION)),
        "meetings.ResolutionFollowedUp": Handler(_followed_up, own(MEETING, MOTION)),
        "meetings.DutyReportHeard": Handler(_heard, own(MEETING)),
        "meetings.MeetingCancelled": Handler(_cancelled, own(MEETING)),
    },
)
