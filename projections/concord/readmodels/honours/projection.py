"""How events change honours."""

from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Row, Rows, Table, own
from concord.readmodels.entries import digest, digests, subject, touch

HONOUR = Table(
    "honour",
    key={"id": "uuid"},
    columns={
        "alliance": "uuid",
        "kind": "text",
        "title": "text",
        "period": "text",
        "organization": "uuid",
        "person_subject": "uuid",
        "person_digests": "jsonb",
        "case_name": "text",
        "assessment": "uuid",
        "rank": "integer",
        "stars": "integer",
        "evidence": "jsonb",
        "citation": "text",
        "status": "text",
        "nominated_on": "date",
        "decided_on": "date",
        "authority": "text",
        "document": "text",
        "scope": "text",
        "version": "integer",
        "position": "bigint",
    },
)
NOMINATED = ("alliance", "kind", "title", "period", "organization", "assessment", "rank", "stars", "evidence")


def _nominated(rows: Rows, entry: Entry) -> None:
    data = entry.data
    row: Row = {column: data[column] for column in NOMINATED}
    row |= {
        "id": entry.members["stream"],
        "person_subject": subject(data["person"]),
        "person_digests": digests(data["person"]),
        "case_name": data["case"],
        "citation": digest(data["citation"]),
        "status": "NOMINATED",
        "nominated_on": entry.members["occurred_on"],
    }
    touch(row, entry)
    rows.put(HONOUR, row)


def _decided(rows: Rows, entry: Entry) -> Row:
    row = rows.change(HONOUR, entry.members["stream"])
    row.update(authority=entry.data["authority"], document=entry.data["document"])
    touch(row, entry)
    return row


def _granted(rows: Rows, entry: Entry) -> None:
    _decided(rows, entry).update(status="GRANTED", decided_on=entry.data["granted_on"])


def _promoted(rows: Rows, entry: Entry) -> None:
    data = entry.data
    _decided(rows, entry).update(status="PROMOTED", decided_on=data["promoted_on"], scope=data["scope"])


READ_MODEL = ReadModel(
    name="honours",
    version=1,
    tables=(HONOUR,),
    handles={
        "assessments.HonourNominated": Handler(_nominated),
        "assessments.HonourGranted": Handler(_granted, own(HONOUR)),
        "assessments.CasePromoted": Handler(_promoted, own(HONOUR)),
    },
)
