"""The tables of `tables.sql`, as the projector writes them."""

from concord.projecting import Table

GROUP = Table(
    "alliance_group",
    key={"alliance": "uuid", "id": "uuid"},
    columns={
        "code": "text",
        "kind": "text",
        "name": "text",
        "formed_on": "date",
        "dissolved_on": "date",
        "reason": "text",
        "position": "bigint",
    },
)
LEADER = Table(
    "group_leader",
    key={"alliance": "uuid", "group_id": "uuid", "place": "integer"},
    columns={
        "deputy": "boolean",
        "subject": "uuid",
        "digests": "jsonb",
        "organization": "uuid",
        "set_on": "date",
        "position": "bigint",
    },
)
MEMBER = Table(
    "group_member",
    key={"alliance": "uuid", "group_id": "uuid", "organization": "uuid"},
    columns={"grouped_on": "date", "position": "bigint"},
)
PERSON = Table(
    "group_person",
    key={"alliance": "uuid", "group_id": "uuid", "subject": "uuid"},
    columns={
        "digests": "jsonb",
        "organization": "uuid",
        "duty": "text",
        "grouped_on": "date",
        "position": "bigint",
    },
)
PAIRING = Table(
    "pairing",
    key={"alliance": "uuid", "id": "uuid"},
    columns={
        "organization": "uuid",
        "partner": "uuid",
        "scheme": "text",
        "formed_on": "date",
        "aim": "text",
        "ended_on": "date",
        "reason": "text",
        "position": "bigint",
    },
)
AGREEMENT = Table(
    "agreement",
    key={"alliance": "uuid", "id": "uuid"},
    columns={
        "organization": "uuid",
        "title": "text",
        "year": "integer",
        "signed_on": "date",
        "document": "text",
        "position": "bigint",
    },
)
