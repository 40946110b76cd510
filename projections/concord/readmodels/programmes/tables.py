"""The tables of `tables.sql`, as the projector writes them."""

from concord.projecting import Table

PROGRAMME = Table(
    "programme",
    key={"id": "uuid"},
    columns={
        "name": "text",
        "adopted_on": "date",
        "alliances": "integer",
        "version": "integer",
        "position": "bigint",
    },
)
CHARTER = Table(
    "programme_charter",
    key={"programme": "uuid", "since": "integer"},
    columns={"effective_on": "date", "document": "text", "charter": "jsonb", "position": "bigint"},
)
REFERENCE_LIST = Table(
    "reference_list",
    key={"programme": "uuid", "id": "uuid"},
    columns={
        "title": "text",
        "year": "integer",
        "items": "jsonb",
        "document": "text",
        "issued_on": "date",
        "position": "bigint",
    },
)
FOLLOWING = Table(
    "programme_following",
    key={"alliance": "uuid"},
    columns={
        "programme": "uuid",
        "overrides": "jsonb",
        "enrolled": "integer",
        "since": "date",
        "position": "bigint",
    },
)
DIRECTIVE = Table(
    "directive",
    key={"alliance": "uuid", "id": "uuid"},
    columns={
        "title": "text",
        "issuer": "text",
        "document": "text",
        "obliges": "text",
        "received_on": "date",
        "due_on": "date",
        "content": "text",
        "position": "bigint",
    },
)
GUIDANCE = Table(
    "guidance",
    key={"alliance": "uuid", "id": "uuid"},
    columns={
        "form": "text",
        "given_by": "text",
        "given_on": "date",
        "content": "text",
        "position": "bigint",
    },
)
