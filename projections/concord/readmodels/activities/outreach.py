"""What an activity gave beyond itself: the hours of volunteers, and what was published of it."""

from concord.eventstore.entry import Entry
from concord.projecting import Row, Rows
from concord.readmodels.activities.planning import activity
from concord.readmodels.activities.tables import PUBLICITY, VOLUNTEERING
from concord.readmodels.entries import digest


def hours_logged(rows: Rows, entry: Entry) -> None:
    activity(rows, entry)
    row: Row = {column: entry.data[column] for column in ("organization", "persons", "hours")}
    row |= {"activity": entry.members["stream"], "position": entry.position}
    reason = digest(entry.data["reason"])
    rows.put(VOLUNTEERING, row | {"corrected": entry.data["corrects"] is not None, "reason": reason})


def publicized(rows: Rows, entry: Entry) -> None:
    activity(rows, entry)
    row: Row = {column: entry.data[column] for column in ("medium", "outlet", "title", "published_on", "url")}
    rows.put(PUBLICITY, row | {"activity": entry.members["stream"], "position": entry.position})
