"""Who holds the chair, from which day to which."""

from datetime import date, timedelta

from concord.eventstore.entry import Entry
from concord.projecting import MissingRow, Row, Rows
from concord.readmodels.alliances.tables import ALLIANCE, TERM
from concord.readmodels.entries import digest, touch


def rotated(rows: Rows, entry: Entry) -> None:
    stream, data = entry.members["stream"], entry.data
    touch(rows.change(ALLIANCE, stream), entry)
    if data["predecessor_ends_on"] is not None and (before := _last(rows, stream)) is not None:
        term = rows.change(TERM, stream, before["since"])
        term.update(ends_on=data["predecessor_ends_on"], position=entry.position)
    row: Row = dict.fromkeys(("vacated_on", "vacancy_cause", "reason", "handed_over_on", "handover_notes"))
    row |= {
        column: data[column]
        for column in ("organization", "title", "starts_on", "ends_on", "basis", "resolution")
    }
    rows.put(TERM, row | {"alliance": stream, "since": entry.version, "position": entry.position})


def vacated(rows: Rows, entry: Entry) -> None:
    stream, data = entry.members["stream"], entry.data
    touch(rows.change(ALLIANCE, stream), entry)
    for before in rows.below(TERM, stream):
        if before["organization"] != data["organization"]:
            continue
        if before["starts_on"] <= data["vacated_on"] <= before["ends_on"]:
            term = rows.change(TERM, stream, before["since"])
            end_term(term, data["vacated_on"], entry)
            term.update(
                vacated_on=data["vacated_on"], vacancy_cause=data["cause"], reason=digest(data["reason"])
            )


def handed_over(rows: Rows, entry: Entry) -> None:
    stream, data = entry.members["stream"], entry.data
    touch(rows.change(ALLIANCE, stream), entry)
    for term in reversed(rows.below(TERM, stream)):
        if (term["organization"], term["starts_on"]) == (data["successor"], data["term_starts_on"]):
            rows.change(TERM, stream, term["since"]).update(
                handed_over_on=data["handed_over_on"],
                handover_notes=digest(data["notes"]),
                position=entry.position,
            )
            return
    raise MissingRow(f"no term of {data['successor']} from {data['term_starts_on']} in {stream}")


def end_term(term: Row, day: str, entry: Entry) -> None:
    """Nobody holds the chair from `day` on."""
    term["ends_on"] = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    term["position"] = entry.position


def _last(rows: Rows, alliance: str) -> Row | None:
    """The term settled last, without those that were vacated before they began."""
    return next((t for t in reversed(rows.below(TERM, alliance)) if t["starts_on"] <= t["ends_on"]), None)
