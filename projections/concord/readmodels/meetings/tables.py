"""The tables of meetings, as the projector writes them."""

from concord.projecting import Table

MEETING = Table(
    "meeting",
    key={"id": "uuid"},
    columns={
        "alliance": "uuid",
        "code": "text",
        "title": "text",
        "status": "text",
        "place": "text",
        "convener": "uuid",
        "called_on": "date",
        "planned_on": "date",
        "held_on": "date",
        "day": "date",
        "number": "integer",
        "attended": "jsonb",
        "voters": "integer",
        "eligible": "integer",
        "notice": "text",
        "minutes": "text",
        "cancellation_reason": "text",
        "resolutions": "integer",
        "unreported": "integer",
        "version": "integer",
        "position": "bigint",
    },
)
ITEM = Table(
    "meeting_item",
    key={"meeting": "uuid", "version": "integer"},
    columns={"id": "uuid", "title": "text", "proposer": "uuid", "description": "text", "position": "bigint"},
)
MOTION = Table(
    "meeting_motion",
    key={"meeting": "uuid", "id": "uuid"},
    columns={
        "number": "integer",
        "kind": "text",
        "subject": "uuid",
        "title": "text",
        "text": "text",
        "result": "text",
        "votes_for": "integer",
        "votes_against": "integer",
        "abstentions": "integer",
        "voters": "integer",
        "reported": "integer",
        "completed": "boolean",
        "position": "bigint",
    },
)
VOTE = Table(
    "meeting_vote",
    key={"meeting": "uuid", "motion": "uuid", "organization": "uuid"},
    columns={"choice": "text", "position": "bigint"},
)
FOLLOW_UP = Table(
    "meeting_follow_up",
    key={"meeting": "uuid", "version": "integer"},
    columns={
        "resolution": "uuid",
        "completed": "boolean",
        "report": "text",
        "reported_on": "date",
        "position": "bigint",
    },
)
DUTY_REPORT = Table(
    "meeting_duty_report",
    key={"meeting": "uuid", "version": "integer"},
    columns={"organization": "uuid", "year": "integer", "report": "text", "position": "bigint"},
)
TABLES = (MEETING, ITEM, MOTION, VOTE, FOLLOW_UP, DUTY_REPORT)
