"""The tables of `tables.sql`, as the projector writes them."""

from concord.projecting import Table

ACTIVITY = Table(
    "activity",
    key={"id": "uuid"},
    columns={
        "alliance": "uuid",
        "title": "text",
        "theme": "text",
        "form": "text",
        "scale": "text",
        "source": "text",
        "proposer": "uuid",
        "department": "text",
        "status": "text",
        "description": "text",
        "day": "date",
        "proposed_on": "date",
        "planned_on": "date",
        "starts_on": "date",
        "ends_on": "date",
        "start_time": "text",
        "place": "text",
        "capacity": "integer",
        "lead": "uuid",
        "lead_basis": "text",
        "turn": "integer",
        "held_on": "date",
        "signed_up": "integer",
        "organizations": "integer",
        "present": "integer",
        "expected": "integer",
        "evidence": "integer",
        "corrections": "integer",
        "logged_at": "timestamptz",
        "judged_on": "date",
        "summary": "text",
        "cancellation_reason": "text",
        "version": "integer",
        "position": "bigint",
    },
)
ATTENDANCE = Table(
    "activity_attendance",
    key={"activity": "uuid", "organization": "uuid"},
    columns={
        "signed_up": "integer",
        "present": "integer",
        "expected": "integer",
        "attendees": "jsonb",
        "corrected": "boolean",
        "position": "bigint",
    },
)
CORRECTION = Table(
    "activity_correction",
    key={"activity": "uuid", "version": "integer"},
    columns={
        "field": "text",
        "corrects": "integer",
        "text": "text",
        "day": "date",
        "organization": "uuid",
        "present": "integer",
        "expected": "integer",
        "summary": "text",
        "reason": "text",
        "recorded_at": "timestamptz",
        "position": "bigint",
    },
)
VOLUNTEERING = Table(
    "activity_volunteering",
    key={"activity": "uuid", "organization": "uuid"},
    columns={
        "persons": "integer",
        "hours": "numeric",
        "corrected": "boolean",
        "reason": "text",
        "position": "bigint",
    },
)
PUBLICITY = Table(
    "activity_publicity",
    key={"activity": "uuid", "position": "bigint"},
    columns={
        "medium": "text",
        "outlet": "text",
        "title": "text",
        "published_on": "date",
        "url": "text",
    },
)
