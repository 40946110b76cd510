"""From the proposal of an alliance to its end: status, charters, breaches."""

from concord.eventstore.entry import Entry
from concord.projecting import Row, Rows
from concord.readmodels.alliances.chairing import end_term
from concord.readmodels.alliances.tables import ALLIANCE, BREACH, CHARTER, MEMBER, TERM
from concord.readmodels.entries import digest, touch


def alliance(rows: Rows, entry: Entry) -> Row:
    """The alliance that the event is of, noted as touched by it."""
    row = rows.change(ALLIANCE, entry.members["stream"])
    touch(row, entry)
    return row


def proposed(rows: Rows, entry: Entry) -> None:
    data = entry.data
    row: Row = {
        "id": entry.members["stream"],
        "name": data["name"],
        "kind": data["kind"],
        "status": "PROPOSED",
        "purpose": digest(data["purpose"]),
        "authority": None,
        "document": None,
        "proposed_on": entry.members["occurred_on"],
        "approved_on": None,
        "dissolved_on": None,
        "dissolution_reason": None,
        "members": 0,
    }
    touch(row, entry)
    rows.put(ALLIANCE, row)


def approved(rows: Rows, entry: Entry) -> None:
    data = entry.data
    alliance(rows, entry).update(
        status="APPROVED",
        authority=data["authority"],
        document=data["document"],
        approved_on=data["approved_on"],
    )


def refused(rows: Rows, entry: Entry) -> None:
    alliance(rows, entry).update(status="REFUSED", authority=entry.data["authority"])


def renewed(rows: Rows, entry: Entry) -> None:
    data = entry.data
    alliance(rows, entry).update(
        status="PROPOSED",
        kind=data["kind"],
        purpose=digest(data["purpose"]),
        authority=None,
        proposed_on=entry.members["occurred_on"],
    )


def charter_adopted(rows: Rows, entry: Entry) -> None:
    alliance(rows, entry)
    rows.put(
        CHARTER,
        {
            "alliance": entry.members["stream"],
            "since": entry.version,
            "effective_on": entry.data["effective_on"],
            "resolution": entry.data["resolution"],
            "charter": entry.data["charter"],
            "position": entry.position,
        },
    )


def breach_recorded(rows: Rows, entry: Entry) -> None:
    alliance(rows, entry)
    data = entry.data
    rows.put(
        BREACH,
        {
            "alliance": entry.members["stream"],
            "breach": data["breach"],
            "rule": data["rule"],
            "tier": data["tier"],
            "members": data["count"],
            "bound": data["limit"],
            "recorded_on": data["recorded_on"],
            "cure_by": data["cure_by"],
            "cured_on": None,
            "position": entry.position,
        },
    )


def breach_cured(rows: Rows, entry: Entry) -> None:
    alliance(rows, entry)
    data = entry.data
    rows.change(BREACH, entry.members["stream"], data["breach"]).update(
        members=data["count"], cured_on=data["cured_on"], position=entry.position
    )


def dissolved(rows: Rows, entry: Entry) -> None:
    """Memberships and the term of the chair end with the alliance."""
    stream, day = entry.members["stream"], entry.data["dissolved_on"]
    alliance(rows, entry).update(
        status="DISSOLVED", dissolved_on=day, dissolution_reason=digest(entry.data["reason"]), members=0
    )
    for member in rows.below(MEMBER, stream):
        if member["left_on"] is None:
            rows.change(MEMBER, stream, member["organization"], member["since"]).update(
                standing="DISSOLVED", left_on=day, position=entry.position
            )
    for term in rows.below(TERM, stream):
        if term["ends_on"] >= day:
            end_term(rows.change(TERM, stream, term["since"]), day, entry)
