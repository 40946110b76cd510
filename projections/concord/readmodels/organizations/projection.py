"""How events change organizations and their memberships."""

from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Rows, Table, own
from concord.readmodels.entries import digests, subject, touch

ORGANIZATION = Table(
    "organization",
    key={"id": "uuid"},
    columns={
        "credit_code": "text",
        "name": "text",
        "kind": "text",
        "party_form": "text",
        "party_members": "integer",
        "affiliated_enterprises": "integer",
        "area": "text",
        "industry": "text",
        "contact_subject": "uuid",
        "contact_digests": "jsonb",
        "registered_on": "date",
        "deregistered_on": "date",
        "successor": "uuid",
        "version": "integer",
        "position": "bigint",
    },
)
MEMBERSHIP = Table(
    "organization_membership",
    key={"alliance": "uuid", "organization": "uuid"},
    columns={"joined_on": "date", "position": "bigint"},
)
PROFILE = ("kind", "party_form", "party_members", "affiliated_enterprises", "area", "industry")


def _registered(rows: Rows, entry: Entry) -> None:
    data = entry.data
    row = {column: data[column] for column in ("credit_code", "name", *PROFILE)}
    row |= {
        "id": entry.members["stream"],
        "contact_subject": subject(data["contact"]),
        "contact_digests": digests(data["contact"]),
        "registered_on": entry.members["occurred_on"],
        "deregistered_on": None,
        "successor": None,
    }
    touch(row, entry)
    rows.put(ORGANIZATION, row)


def _renamed(rows: Rows, entry: Entry) -> None:
    row = rows.change(ORGANIZATION, entry.members["stream"])
    row["name"] = entry.data["name"]
    touch(row, entry)


def _profile_updated(rows: Rows, entry: Entry) -> None:
    row, data = rows.change(ORGANIZATION, entry.members["stream"]), entry.data
    row.update((column, data[column]) for column in PROFILE)
    if data["contact"] is not None:
        row["contact_subject"] = subject(data["contact"])
        row["contact_digests"] = digests(data["contact"])
    touch(row, entry)


def _deregistered(rows: Rows, entry: Entry) -> None:
    row = rows.change(ORGANIZATION, entry.members["stream"])
    row["deregistered_on"] = entry.members["occurred_on"]
    row["successor"] = entry.data["successor"]
    touch(row, entry)


def _joined(rows: Rows, entry: Entry) -> None:
    rows.put(
        MEMBERSHIP,
        {
            "alliance": entry.members["stream"],
            "organization": entry.data["organization"],
            "joined_on": entry.data["joined_on"],
            "position": entry.position,
        },
    )


def _departed(rows: Rows, entry: Entry) -> None:
    rows.remove(MEMBERSHIP, entry.members["stream"], entry.data["organization"])


def _dissolved(rows: Rows, entry: Entry) -> None:
    alliance = entry.members["stream"]
    for row in rows.below(MEMBERSHIP, alliance):
        rows.remove(MEMBERSHIP, alliance, row["organization"])


READ_MODEL = ReadModel(
    name="organizations",
    version=1,
    tables=(ORGANIZATION, MEMBERSHIP),
    handles={
        "organizations.OrganizationRegistered": Handler(_registered),
        "organizations.OrganizationRenamed": Handler(_renamed, own(ORGANIZATION)),
        "organizations.ProfileUpdated": Handler(_profile_updated, own(ORGANIZATION)),
        "organizations.OrganizationDeregistered": Handler(_deregistered, own(ORGANIZATION)),
        "alliances.MemberJoined": Handler(_joined),
        "alliances.MemberLeft": Handler(_departed),
        "alliances.MemberRemoved": Handler(_departed),
        "alliances.AllianceDissolved": Handler(_dissolved, own(MEMBERSHIP)),
    },
)
