"""Publication of results, and objections: raised, then dismissed or upheld."""

from concord.eventstore.entry import Entry
from concord.projecting import Reads, Row, Rows
from concord.readmodels.assessments.scoring import assessment_row, new_score, set_results
from concord.readmodels.assessments.tables import ASSESSMENT, OBJECTION, SCORE, STANDING
from concord.readmodels.entries import digest


def reads_objection(entry: Entry) -> Reads:
    """The assessment with its standings, the objection, and the score that it is about."""
    stream, data = entry.members["stream"], entry.data
    return [
        (ASSESSMENT, (stream,)),
        (STANDING, (stream,)),
        (OBJECTION, (stream, data["objection"])),
        (SCORE, (stream, data["organization"], data["indicator"])),
    ]


def results_published(rows: Rows, entry: Entry) -> None:
    data = entry.data
    assessment_row(rows, entry).update(
        status="PUBLISHED", published_on=data["published_on"], objections_until=data["objections_until"]
    )


def raised(rows: Rows, entry: Entry) -> None:
    row = assessment_row(rows, entry)
    row["objections"] += 1
    row["open_objections"] += 1
    data = entry.data
    objection: Row = {
        column: data[column] for column in ("objection", "organization", "indicator", "evidence")
    }
    objection |= {
        "assessment": entry.members["stream"],
        "status": "PENDING",
        "statement": digest(data["statement"]),
        "raised_on": entry.members["occurred_on"],
        "raised_position": entry.position,
        "position": entry.position,
    }
    rows.put(OBJECTION, objection)


def decided(rows: Rows, entry: Entry) -> None:
    stream, data = entry.members["stream"], entry.data
    assessment_row(rows, entry)["open_objections"] -= 1
    rows.change(OBJECTION, stream, data["objection"]).update(
        status="UPHELD" if data["upheld"] else "DISMISSED",
        previous=data["previous"],
        score=data["score"],
        reason=digest(data["reason"]),
        decision_evidence=data["evidence"],
        decided_on=entry.members["occurred_on"],
        position=entry.position,
    )
    if data["upheld"]:
        _replace(rows, entry)
        set_results(rows, entry)


def _replace(rows: Rows, entry: Entry) -> None:
    """The disputed score is the one decided on; a disputed veto is gone."""
    data = entry.data
    key = (entry.members["stream"], data["organization"], data["indicator"])
    if data["score"] is None:
        rows.remove(SCORE, *key)
        return
    given = rows.get(SCORE, *key)
    corrections = 0 if given is None else given["corrections"] + 1
    changed = {"score": data["score"], "previous": data["previous"], "remark": digest(data["reason"])}
    rows.put(SCORE, new_score(entry) | changed | {"corrections": corrections})
