"""The tables of `tables.sql`, as the projector writes them."""

from concord.projecting import Table

ASSESSMENT = Table(
    "assessment",
    key={"id": "uuid"},
    columns={
        "alliance": "uuid",
        "scheme": "uuid",
        "scheme_code": "text",
        "edition": "integer",
        "period": "text",
        "starts_on": "date",
        "ends_on": "date",
        "status": "text",
        "organizations": "integer",
        "scores": "integer",
        "opened_on": "date",
        "finalized_on": "date",
        "publication_days": "integer",
        "published_on": "date",
        "objections_until": "date",
        "objections": "integer",
        "open_objections": "integer",
        "four_eyes": "boolean",
        "version": "integer",
        "position": "bigint",
    },
)
RULES = Table(
    "assessment_rules",
    key={"assessment": "uuid"},
    columns={"indicators": "jsonb", "stars": "jsonb", "position": "bigint"},
)
SCORE = Table(
    "assessment_score",
    key={"assessment": "uuid", "organization": "uuid", "indicator": "text"},
    columns={
        "score": "numeric",
        "cap": "numeric",
        "previous": "numeric",
        "given_at": "integer",
        "corrections": "integer",
        "evidence": "jsonb",
        "remark": "text",
        "measured": "jsonb",
        "reviews": "integer",
        "recorded_at": "timestamptz",
        "position": "bigint",
    },
)
STANDING = Table(
    "assessment_standing",
    key={"assessment": "uuid", "organization": "uuid"},
    columns={
        "score": "numeric",
        "bonus": "numeric",
        "deduction": "numeric",
        "cap": "numeric",
        "total": "numeric",
        "rank": "integer",
        "stars": "integer",
        "position": "bigint",
    },
)
SCHEME = Table(
    "scheme",
    key={"id": "uuid"},
    columns={
        "alliance": "uuid",
        "code": "text",
        "edition": "integer",
        "name": "text",
        "effective_from": "date",
        "version": "integer",
        "position": "bigint",
    },
)
EDITION = Table(
    "scheme_edition",
    key={"scheme": "uuid", "edition": "integer"},
    columns={
        "name": "text",
        "effective_from": "date",
        "indicators": "jsonb",
        "stars": "jsonb",
        "published_on": "date",
        "publication_days": "integer",
        "four_eyes": "boolean",
        "position": "bigint",
    },
)
OBJECTION = Table(
    "assessment_objection",
    key={"assessment": "uuid", "objection": "integer"},
    columns={
        "organization": "uuid",
        "indicator": "text",
        "status": "text",
        "statement": "text",
        "evidence": "jsonb",
        "raised_on": "date",
        "raised_position": "bigint",
        "previous": "numeric",
        "score": "numeric",
        "reason": "text",
        "decision_evidence": "jsonb",
        "decided_on": "date",
        "position": "bigint",
    },
)
SELF_REPORT = Table(
    "assessment_self_report",
    key={"assessment": "uuid", "organization": "uuid", "indicator": "text"},
    columns={
        "claimed": "numeric",
        "evidence": "jsonb",
        "statement": "text",
        "filed_on": "date",
        "filed_at": "integer",
        "position": "bigint",
    },
)
