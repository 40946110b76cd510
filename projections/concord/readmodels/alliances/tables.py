"""The tables of `tables.sql`, as the projector writes them."""

from concord.projecting import Table

ALLIANCE = Table(
    "alliance",
    key={"id": "uuid"},
    columns={
        "name": "text",
        "kind": "text",
        "status": "text",
        "purpose": "text",
        "authority": "text",
        "document": "text",
        "proposed_on": "date",
        "approved_on": "date",
        "dissolved_on": "date",
        "dissolution_reason": "text",
        "members": "integer",
        "version": "integer",
        "position": "bigint",
    },
)
MEMBER = Table(
    "alliance_member",
    key={"alliance": "uuid", "organization": "uuid", "since": "integer"},
    columns={
        "tier": "text",
        "tier_since": "date",
        "standing": "text",
        "joined_on": "date",
        "joined_by": "text",
        "left_on": "date",
        "reason": "text",
        "position": "bigint",
    },
)
TERM = Table(
    "chair_term",
    key={"alliance": "uuid", "since": "integer"},
    columns={
        "organization": "uuid",
        "title": "text",
        "starts_on": "date",
        "ends_on": "date",
        "basis": "text",
        "resolution": "text",
        "vacated_on": "date",
        "vacancy_cause": "text",
        "reason": "text",
        "handed_over_on": "date",
        "handover_notes": "text",
        "position": "bigint",
    },
)
APPLICATION = Table(
    "membership_application",
    key={"alliance": "uuid", "application": "uuid"},
    columns={
        "organization": "uuid",
        "tier": "text",
        "status": "text",
        "applied_on": "date",
        "statement": "text",
        "lead_unit": "uuid",
        "favourable": "boolean",
        "opinion": "text",
        "decided_on": "date",
        "reason": "text",
        "position": "bigint",
    },
)
CHARTER = Table(
    "alliance_charter",
    key={"alliance": "uuid", "since": "integer"},
    columns={"effective_on": "date", "resolution": "text", "charter": "jsonb", "position": "bigint"},
)
BREACH = Table(
    "alliance_breach",
    key={"alliance": "uuid", "breach": "uuid"},
    columns={
        "rule": "text",
        "tier": "text",
        "members": "integer",
        "bound": "integer",
        "recorded_on": "date",
        "cure_by": "date",
        "cured_on": "date",
        "position": "bigint",
    },
)
