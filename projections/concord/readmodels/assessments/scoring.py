"""An assessment from opening to stars: scores as they are given, standings when they are final."""

from concord.eventstore.entry import Entry
from concord.projecting import Reads, Row, Rows
from concord.readmodels.assessments.tables import ASSESSMENT, RULES, SCORE, SELF_REPORT, STANDING
from concord.readmodels.entries import digest, touch

OPENED = ("alliance", "scheme", "scheme_code", "edition", "period", "starts_on", "ends_on")
FIGURES = ("score", "bonus", "deduction", "cap", "total", "rank")


def reads_score(entry: Entry) -> Reads:
    """The assessment and the score that the event names."""
    stream, data = entry.members["stream"], entry.data
    return [(ASSESSMENT, (stream,)), (SCORE, (stream, data["organization"], data["indicator"]))]


def opened(rows: Rows, entry: Entry) -> None:
    stream, data = entry.members["stream"], entry.data
    row: Row = {column: data[column] for column in OPENED}
    row |= {
        "id": stream,
        "status": "OPEN",
        "organizations": len(data["organizations"]),
        "scores": 0,
        "opened_on": entry.members["occurred_on"],
        "finalized_on": None,
        "publication_days": data.get("publication_days"),
        "objections": 0,
        "open_objections": 0,
        "four_eyes": data.get("four_eyes", False),
    }
    touch(row, entry)
    rows.put(ASSESSMENT, row)
    position = {"position": entry.position}
    rules = {"indicators": data["indicators"], "stars": data["stars"]}
    rows.put(RULES, {"assessment": stream, **rules, **position})
    for organization in data["organizations"]:
        standing = dict.fromkeys((*FIGURES, "stars"))
        rows.put(STANDING, {"assessment": stream, "organization": organization, **standing, **position})


def scored(rows: Rows, entry: Entry) -> None:
    assessment_row(rows, entry)["scores"] += 1
    data = entry.data
    given = {"score": data["score"], "remark": digest(data["remark"]), "reviews": data.get("reviews")}
    rows.put(SCORE, new_score(entry) | given)


def claimed(rows: Rows, entry: Entry) -> None:
    assessment_row(rows, entry)
    data = entry.data
    row: Row = {column: data[column] for column in ("organization", "indicator", "claimed", "evidence")}
    row |= {
        "assessment": entry.members["stream"],
        "statement": digest(data["statement"]),
        "filed_on": entry.members["occurred_on"],
        "filed_at": entry.version,
        "position": entry.position,
    }
    rows.put(SELF_REPORT, row)


def vetoed(rows: Rows, entry: Entry) -> None:
    assessment_row(rows, entry)
    data = entry.data
    rows.put(SCORE, new_score(entry) | {"cap": data["cap"], "remark": digest(data["reason"])})


def corrected(rows: Rows, entry: Entry) -> None:
    assessment_row(rows, entry)
    data = entry.data
    row = rows.change(SCORE, entry.members["stream"], data["organization"], data["indicator"])
    row["corrections"] += 1
    row.update(
        score=data["score"],
        previous=data["previous"],
        remark=digest(data["reason"]),
        **_stated(entry),
    )


def finalized(rows: Rows, entry: Entry) -> None:
    assessment_row(rows, entry).update(status="FINALIZED", finalized_on=entry.members["occurred_on"])
    set_results(rows, entry)


def set_results(rows: Rows, entry: Entry) -> None:
    """The standings are those that the event states."""
    stream = entry.members["stream"]
    for result in entry.data["results"]:
        row = rows.change(STANDING, stream, result["organization"])
        row.update((figure, result[figure]) for figure in FIGURES)
        row["position"] = entry.position


def awarded(rows: Rows, entry: Entry) -> None:
    stream = entry.members["stream"]
    assessment_row(rows, entry)["status"] = "AWARDED"
    stars = {award["organization"]: award["stars"] for award in entry.data["awards"]}
    for standing in rows.below(STANDING, stream):
        organization = standing["organization"]
        row = rows.change(STANDING, stream, organization)
        row.update(stars=stars.get(organization, 0), position=entry.position)


def assessment_row(rows: Rows, entry: Entry) -> Row:
    """The assessment that the event is of, noted as touched by it."""
    row = rows.change(ASSESSMENT, entry.members["stream"])
    touch(row, entry)
    return row


def new_score(entry: Entry) -> Row:
    """A row of the organization and the indicator that the event names, with what it rests on."""
    data = entry.data
    row: Row = dict.fromkeys(("score", "cap", "previous", "reviews"))
    return row | {
        "assessment": entry.members["stream"],
        "organization": data["organization"],
        "indicator": data["indicator"],
        "corrections": 0,
        **_stated(entry),
    }


def _stated(entry: Entry) -> Row:
    return {
        "given_at": entry.version,
        "evidence": entry.data["evidence"],
        "measured": entry.data.get("measured"),
        "recorded_at": entry.members["recorded_at"],
        "position": entry.position,
    }
