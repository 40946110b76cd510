"""How events change working calendars."""

from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Row, Rows, Table, own
from concord.readmodels.entries import touch

CALENDAR = Table("working_calendar", key={"id": "uuid"}, columns={"version": "integer", "position": "bigint"})
YEAR = Table(
    "calendar_year",
    key={"calendar": "uuid", "year": "integer"},
    columns={"days_off": "jsonb", "days_worked": "jsonb", "document": "text", "position": "bigint"},
)


def _opened(rows: Rows, entry: Entry) -> None:
    row: Row = {"id": entry.members["stream"]}
    touch(row, entry)
    rows.put(CALENDAR, row)


def _arranged(rows: Rows, entry: Entry) -> None:
    touch(rows.change(CALENDAR, entry.members["stream"]), entry)
    rows.put(YEAR, {"calendar": entry.members["stream"], "position": entry.position, **entry.data})


READ_MODEL = ReadModel(
    name="calendars",
    version=1,
    tables=(CALENDAR, YEAR),
    handles={
        "calendars.CalendarOpened": Handler(_opened),
        "calendars.HolidaysArranged": Handler(_arranged, own(CALENDAR)),
    },
)
