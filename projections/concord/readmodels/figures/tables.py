"""The tables of `tables.sql`, as the projector writes them."""

from concord.projecting import Table

ALLIANCE = Table(
    "figure_alliance",
    key={"alliance": "uuid"},
    columns={"kind": "text", "approved_on": "date", "dissolved_on": "date", "position": "bigint"},
)
STAY = Table(
    "figure_stay",
    key={"alliance": "uuid", "organization": "uuid", "since": "integer"},
    columns={"joined_on": "date", "left_on": "date", "position": "bigint"},
)
PROFILE = Table(
    "figure_profile",
    key={"organization": "uuid", "version": "integer"},
    columns={
        "valid_from": "date",
        "party_form": "text",
        "party_members": "integer",
        "affiliated_enterprises": "integer",
        "area": "text",
        "position": "bigint",
    },
)
ACTIVITY = Table(
    "figure_activity",
    key={"activity": "uuid"},
    columns={
        "alliance": "uuid",
        "theme": "text",
        "held_on": "date",
        "judged_on": "date",
        "lead": "uuid",
        "position": "bigint",
    },
)
ATTENDANCE = Table(
    "figure_attendance",
    key={"activity": "uuid", "organization": "uuid"},
    columns={"present": "integer", "expected": "integer", "position": "bigint"},
)
VOLUNTEERING = Table(
    "figure_volunteering",
    key={"activity": "uuid", "organization": "uuid"},
    columns={"persons": "integer", "hours": "numeric", "position": "bigint"},
)
TICKET = Table(
    "figure_ticket",
    key={"ticket": "uuid"},
    columns={"alliance": "uuid", "raised_on": "date", "dispatches": "integer", "position": "bigint"},
)
DISPATCH = Table(
    "figure_dispatch",
    key={"ticket": "uuid", "dispatch": "integer"},
    columns={
        "department": "uuid",
        "dispatched_on": "date",
        "state": "text",
        "due_on": "date",
        "on_time": "boolean",
        "satisfaction": "text",
        "position": "bigint",
    },
)
STATE = Table(
    "figure_dispatch_state",
    key={"ticket": "uuid", "dispatch": "integer", "version": "integer"},
    columns={
        "since": "date",
        "state": "text",
        "due_on": "date",
        "on_time": "boolean",
        "satisfaction": "text",
        "position": "bigint",
    },
)
BENEFIT = Table(
    "figure_benefit",
    key={"benefit": "uuid"},
    columns={
        "alliance": "uuid",
        "kind": "text",
        "day": "date",
        "value": "numeric",
        "position": "bigint",
    },
)
RESOURCE = Table(
    "figure_resource",
    key={"resource": "uuid"},
    columns={"alliance": "uuid", "shared_on": "date", "withdrawn_on": "date", "position": "bigint"},
)
LISTING = Table(
    "figure_listing",
    key={"resource": "uuid", "list_code": "text", "version": "integer"},
    columns={"day": "date", "listed": "boolean", "position": "bigint"},
)
BOOKING = Table(
    "figure_booking",
    key={"booking": "uuid"},
    columns={
        "resource": "uuid",
        "requested_on": "date",
        "used_on": "date",
        "persons": "integer",
        "position": "bigint",
    },
)
FUND = Table(
    "figure_fund",
    key={"fund": "uuid"},
    columns={"alliance": "uuid", "purpose": "text", "position": "bigint"},
)
MOVEMENT = Table(
    "figure_movement",
    key={"fund": "uuid", "version": "integer"},
    columns={
        "kind": "text",
        "item": "text",
        "amount": "numeric",
        "day": "date",
        "position": "bigint",
    },
)
