"""The tables of `tables.sql`, as the projector writes them."""

from concord.projecting import Table

SUPERVISION = Table(
    "supervision",
    key={"organization": "uuid", "since": "integer"},
    columns={
        "line": "uuid",
        "place": "uuid",
        "assigned_on": "date",
        "document": "text",
        "position": "bigint",
    },
)
APPOINTMENT = Table(
    "appointment",
    key={"organization": "uuid", "id": "uuid"},
    columns={
        "subject": "uuid",
        "digests": "jsonb",
        "role": "text",
        "alliance": "uuid",
        "group_id": "uuid",
        "starts_on": "date",
        "ends_on": "date",
        "ended_on": "date",
        "reason": "text",
        "document": "text",
        "position": "bigint",
    },
)
FLOATING_MEMBER = Table(
    "floating_member",
    key={"organization": "uuid", "subject": "uuid", "since": "integer"},
    columns={
        "digests": "jsonb",
        "home": "text",
        "enrolled_on": "date",
        "left_on": "date",
        "reason": "text",
        "position": "bigint",
    },
)
PLEDGE = Table(
    "pledge",
    key={"organization": "uuid", "id": "uuid"},
    columns={
        "subject": "uuid",
        "text": "text",
        "made_on": "date",
        "due_on": "date",
        "fulfilled_on": "date",
        "note": "text",
        "position": "bigint",
    },
)
