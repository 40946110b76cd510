"""Schemes and their editions."""

from concord.eventstore.entry import Entry
from concord.projecting import Row, Rows
from concord.readmodels.assessments.tables import EDITION, SCHEME
from concord.readmodels.entries import touch


def established(rows: Rows, entry: Entry) -> None:
    row: Row = {
        "id": entry.members["stream"],
        "alliance": entry.data["alliance"],
        "code": entry.data["code"],
        "edition": 0,
        "name": None,
        "effective_from": None,
    }
    touch(row, entry)
    rows.put(SCHEME, row)


def published(rows: Rows, entry: Entry) -> None:
    stream, data = entry.members["stream"], entry.data
    row = rows.change(SCHEME, stream)
    row.update((column, data[column]) for column in ("edition", "name", "effective_from"))
    touch(row, entry)
    edition: Row = {
        column: data[column] for column in ("edition", "name", "effective_from", "indicators", "stars")
    }
    edition |= {
        "publication_days": data.get("publication_days"),
        "four_eyes": data.get("four_eyes", False),
        "scheme": stream,
        "published_on": entry.members["occurred_on"],
        "position": entry.position,
    }
    rows.put(EDITION, edition)
