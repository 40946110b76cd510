"""How events change programmes, who follows them, and what alliances were told from above."""

from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Reads, Row, Rows, own
from concord.readmodels.entries import digest, touch
from concord.readmodels.programmes.tables import (
    CHARTER,
    DIRECTIVE,
    FOLLOWING,
    GUIDANCE,
    PROGRAMME,
    REFERENCE_LIST,
)


def _adopted(rows: Rows, entry: Entry) -> None:
    row: Row = {
        "id": entry.members["stream"],
        "name": entry.data["name"],
        "adopted_on": entry.members["occurred_on"],
        "alliances": 0,
    }
    touch(row, entry)
    rows.put(PROGRAMME, row)
    _put_charter(rows, entry)


def _amended(rows: Rows, entry: Entry) -> None:
    touch(rows.change(PROGRAMME, entry.members["stream"]), entry)
    _put_charter(rows, entry)


def _put_charter(rows: Rows, entry: Entry) -> None:
    row = {column: entry.data[column] for column in ("effective_on", "document", "charter")}
    of = {"programme": entry.members["stream"], "since": entry.version, "position": entry.position}
    rows.put(CHARTER, row | of)


def _enrolled(rows: Rows, entry: Entry) -> None:
    row = rows.change(PROGRAMME, entry.members["stream"])
    row["alliances"] += 1
    touch(row, entry)
    following = rows.change(FOLLOWING, entry.data["alliance"])
    following.update(enrolled=entry.version, since=entry.members["occurred_on"], position=entry.position)


def _enrolment_reads(entry: Entry) -> Reads:
    return ((PROGRAMME, (entry.members["stream"],)), (FOLLOWING, (entry.data["alliance"],)))


def _list_issued(rows: Rows, entry: Entry) -> None:
    touch(rows.change(PROGRAMME, entry.members["stream"]), entry)
    row = {column: entry.data[column] for column in ("title", "year", "items", "document")}
    row |= {
        "programme": entry.members["stream"],
        "id": entry.data["reference_list"],
        "issued_on": entry.members["occurred_on"],
        "position": entry.position,
    }
    rows.put(REFERENCE_LIST, row)


def _followed(rows: Rows, entry: Entry) -> None:
    row: Row = {
        "alliance": entry.members["stream"],
        "programme": entry.data["programme"],
        "overrides": entry.data["overrides"],
        "enrolled": None,
        "since": entry.members["occurred_on"],
        "position": entry.position,
    }
    rows.put(FOLLOWING, row)


def _overridden(rows: Rows, entry: Entry) -> None:
    following = rows.change(FOLLOWING, entry.members["stream"])
    following.update(overrides=entry.data["overrides"], position=entry.position)


def _proposed_anew(rows: Rows, entry: Entry) -> None:
    rows.remove(FOLLOWING, entry.members["stream"])


def _directive_received(rows: Rows, entry: Entry) -> None:
    data = entry.data
    columns = ("title", "issuer", "document", "obliges", "received_on", "due_on")
    row = {column: data[column] for column in columns}
    row |= {
        "alliance": entry.members["stream"],
        "id": data["directive"],
        "content": digest(data["content"]),
        "position": entry.position,
    }
    rows.put(DIRECTIVE, row)


def _guidance_given(rows: Rows, entry: Entry) -> None:
    data = entry.data
    row = {column: data[column] for column in ("form", "given_by", "given_on")}
    row |= {
        "alliance": entry.members["stream"],
        "id": data["guidance"],
        "content": digest(data["content"]),
        "position": entry.position,
    }
    rows.put(GUIDANCE, row)


READ_MODEL = ReadModel(
    name="programmes",
    version=1,
    tables=(PROGRAMME, CHARTER, REFERENCE_LIST, FOLLOWING, DIRECTIVE, GUIDANCE),
    handles={
        "alliances.ProgrammeAdopted": Handler(_adopted),
        "alliances.ProgrammeAmended": Handler(_amended, own(PROGRAMME)),
        "alliances.AllianceEnrolled": Handler(_enrolled, _enrolment_reads),
        "alliances.ReferenceListIssued": Handler(_list_issued, own(PROGRAMME)),
        "alliances.ProgrammeFollowed": Handler(_followed),
        "alliances.CharterAmended": Handler(_overridden, own(FOLLOWING)),
        "alliances.ProposalRenewed": Handler(_proposed_anew),
        "alliances.DirectiveReceived": Handler(_directive_received),
        "alliances.GuidanceGiven": Handler(_guidance_given),
    },
)
