"""The tables of `tables.sql`, as the projector writes them."""

from concord.projecting import Table

ALLIANCE = Table(
    "duty_alliance",
    key={"alliance": "uuid"},
    columns={"name": "text", "approved_on": "date", "dissolved_on": "date"},
)
CHARTER = Table(
    "duty_charter",
    key={"alliance": "uuid", "since": "integer"},
    columns={"effective_on": "date", "charter": "jsonb"},
)
DEED = Table(
    "duty_deed",
    key={"stream": "uuid", "position": "bigint"},
    columns={
        "alliance": "uuid",
        "kind": "text",
        "happened_on": "date",
        "recorded_on": "date",
        "code": "text",
        "form": "text",
        "title": "text",
        "organization": "uuid",
        "reference": "uuid",
        "starts_on": "date",
        "ends_on": "date",
        "organizations": "jsonb",
    },
)
SOURCE = Table(
    "duty_source",
    key={"source": "uuid"},
    columns={"alliance": "uuid", "code": "text", "form": "text", "title": "text"},
)
