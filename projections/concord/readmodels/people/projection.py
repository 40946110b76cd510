"""How events change who answers for organizations, serves in them and takes part in them."""

from concord.eventstore.entry import Entry
from concord.projecting import Handler, MissingRow, ReadModel, Reads, Row, Rows, own
from concord.readmodels.entries import digest, digests, subject
from concord.readmodels.people.tables import APPOINTMENT, FLOATING_MEMBER, PLEDGE, SUPERVISION


def _of(entry: Entry, *columns: str) -> Row:
    """The organization, the position, and these members of the event as they are."""
    row: Row = {column: entry.data[column] for column in columns}
    return row | {"organization": entry.members["stream"], "position": entry.position}


def _assigned(rows: Rows, entry: Entry) -> None:
    row = _of(entry, "line", "place", "assigned_on", "document")
    rows.put(SUPERVISION, row | {"since": entry.version})


def _appointed(rows: Rows, entry: Entry) -> None:
    data = entry.data
    row = _of(entry, "role", "alliance", "starts_on", "ends_on", "document")
    row |= {
        "id": data["appointment"],
        "group_id": data["group"],
        "subject": subject(data["person"]),
        "digests": digests(data["person"]),
    }
    rows.put(APPOINTMENT, row)


def _appointment_ended(rows: Rows, entry: Entry) -> None:
    row = rows.change(APPOINTMENT, entry.members["stream"], entry.data["appointment"])
    values = {"ended_on": entry.data["ended_on"], "reason": digest(entry.data["reason"])}
    row.update(values, position=entry.position)


def _appointment_reads(entry: Entry) -> Reads:
    return ((APPOINTMENT, (entry.members["stream"], entry.data["appointment"])),)


def _enrolled(rows: Rows, entry: Entry) -> None:
    person = entry.data["person"]
    known = {"since": entry.version, "subject": subject(person), "digests": digests(person)}
    rows.put(FLOATING_MEMBER, _of(entry, "home", "enrolled_on") | known)


def _left(rows: Rows, entry: Entry) -> None:
    stream, data = entry.members["stream"], entry.data
    for stay in rows.below(FLOATING_MEMBER, stream, data["subject"]):
        if stay["left_on"] is None:
            row = rows.change(FLOATING_MEMBER, stream, data["subject"], stay["since"])
            row.update(left_on=data["left_on"], reason=digest(data["reason"]), position=entry.position)
            return
    raise MissingRow(f"{data['subject']} is not enrolled in {stream}")


def _floating_reads(entry: Entry) -> Reads:
    return ((FLOATING_MEMBER, (entry.members["stream"], entry.data["subject"])),)


def _pledged(rows: Rows, entry: Entry) -> None:
    row = _of(entry, "subject", "made_on", "due_on")
    rows.put(PLEDGE, row | {"id": entry.data["pledge"], "text": digest(entry.data["text"])})


def _fulfilled(rows: Rows, entry: Entry) -> None:
    row = rows.change(PLEDGE, entry.members["stream"], entry.data["pledge"])
    values = {"fulfilled_on": entry.data["fulfilled_on"], "note": digest(entry.data["note"])}
    row.update(values, position=entry.position)


def _pledge_reads(entry: Entry) -> Reads:
    return ((PLEDGE, (entry.members["stream"], entry.data["pledge"])),)


def _deregistered(rows: Rows, entry: Entry) -> None:
    """Nobody serves or takes part in an organization that is no more."""
    stream, day = entry.members["stream"], entry.members["occurred_on"]
    for one in rows.below(APPOINTMENT, stream):
        if one["ended_on"] is None:
            rows.change(APPOINTMENT, stream, one["id"]).update(ended_on=day, position=entry.position)
    for one in rows.below(FLOATING_MEMBER, stream):
        if one["left_on"] is None:
            row = rows.change(FLOATING_MEMBER, stream, one["subject"], one["since"])
            row.update(left_on=day, position=entry.position)


READ_MODEL = ReadModel(
    name="people",
    version=1,
    tables=(SUPERVISION, APPOINTMENT, FLOATING_MEMBER, PLEDGE),
    handles={
        "organizations.SupervisionAssigned": Handler(_assigned),
        "organizations.PersonAppointed": Handler(_appointed),
        "organizations.AppointmentEnded": Handler(_appointment_ended, _appointment_reads),
        "organizations.FloatingMemberEnrolled": Handler(_enrolled),
        "organizations.FloatingMemberLeft": Handler(_left, _floating_reads),
        "organizations.PledgeMade": Handler(_pledged),
        "organizations.PledgeFulfilled": Handler(_fulfilled, _pledge_reads),
        "organizations.OrganizationDeregistered": Handler(_deregistered, own(APPOINTMENT, FLOATING_MEMBER)),
    },
)
