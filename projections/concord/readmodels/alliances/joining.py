"""Who becomes a member, on what application, and how a membership ends."""

from concord.eventstore.entry import Entry
from concord.projecting import MissingRow, Reads, Row, Rows, Table
from concord.readmodels.alliances.tables import ALLIANCE, APPLICATION, MEMBER
from concord.readmodels.entries import digest, touch


def reads(entry: Entry) -> Reads:
    """The alliance, the memberships of the organization and the application that the event names."""
    stream, data = entry.members["stream"], entry.data
    named: list[tuple[Table, tuple[str | int, ...]]] = [(ALLIANCE, (stream,))]
    if "organization" in data:
        named.append((MEMBER, (stream, data["organization"])))
    if data.get("application") is not None:
        named.append((APPLICATION, (stream, data["application"])))
    return named


def applied(rows: Rows, entry: Entry) -> None:
    _alliance(rows, entry)
    data = entry.data
    row: Row = dict.fromkeys(("lead_unit", "favourable", "opinion", "decided_on", "reason"))
    row |= {
        "alliance": entry.members["stream"],
        "application": data["application"],
        "organization": data["organization"],
        "tier": data["tier"],
        "status": "APPLIED",
        "applied_on": entry.members["occurred_on"],
        "statement": digest(data["statement"]),
        "position": entry.position,
    }
    rows.put(APPLICATION, row)


def consulted(rows: Rows, entry: Entry) -> None:
    _alliance(rows, entry)
    data = entry.data
    _application(rows, entry).update(
        status="CONSULTED",
        lead_unit=data["lead_unit"],
        favourable=data["favourable"],
        opinion=digest(data["opinion"]),
    )


def refused(rows: Rows, entry: Entry) -> None:
    _alliance(rows, entry)
    _application(rows, entry).update(
        status="REFUSED",
        decided_on=entry.members["occurred_on"],
        reason=digest(entry.data["reason"]),
    )


def joined(rows: Rows, entry: Entry) -> None:
    data = entry.data
    _alliance(rows, entry)["members"] += 1
    if data["application"] is not None:
        _application(rows, entry).update(status="ADMITTED", decided_on=data["joined_on"])
    rows.put(
        MEMBER,
        {
            "alliance": entry.members["stream"],
            "organization": data["organization"],
            "since": entry.version,
            "tier": data["tier"],
            "tier_since": data["joined_on"],
            "standing": "MEMBER",
            "joined_on": data["joined_on"],
            "joined_by": data["joined_by"],
            "left_on": None,
            "reason": None,
            "position": entry.position,
        },
    )


def left(rows: Rows, entry: Entry) -> None:
    _end(rows, entry, "LEFT", entry.data["left_on"])


def removed(rows: Rows, entry: Entry) -> None:
    _end(rows, entry, "REMOVED", entry.data["removed_on"])


def tier_changed(rows: Rows, entry: Entry) -> None:
    _alliance(rows, entry)
    data = entry.data
    _membership(rows, entry).update(tier=data["to_tier"], tier_since=data["changed_on"])


def _end(rows: Rows, entry: Entry, standing: str, day: str) -> None:
    _alliance(rows, entry)["members"] -= 1
    _membership(rows, entry).update(standing=standing, left_on=day, reason=digest(entry.data["reason"]))


def _alliance(rows: Rows, entry: Entry) -> Row:
    row = rows.change(ALLIANCE, entry.members["stream"])
    touch(row, entry)
    return row


def _application(rows: Rows, entry: Entry) -> Row:
    row = rows.change(APPLICATION, entry.members["stream"], entry.data["application"])
    row["position"] = entry.position
    return row


def _membership(rows: Rows, entry: Entry) -> Row:
    """The organization's membership that is not over. Raises `MissingRow`."""
    stream, organization = entry.members["stream"], entry.data["organization"]
    for member in rows.below(MEMBER, stream, organization):
        if member["left_on"] is None:
            row = rows.change(MEMBER, stream, organization, member["since"])
            row["position"] = entry.position
            return row
    raise MissingRow(f"no membership of {organization} in {stream}")
