"""Ids that follow from what a clerk knows: the same name or code is the same stream, never made twice."""

from uuid import UUID, uuid5


def organization_id(tenant: UUID, credit_code: str) -> UUID:
    """The stream of the organization with that 统一社会信用代码."""
    return uuid5(tenant, f"organization:{credit_code}")


def alliance_id(tenant: UUID, name: str) -> UUID:
    """The stream of the alliance of that name."""
    return uuid5(tenant, f"alliance:{name}")


def programme_id(tenant: UUID, name: str) -> UUID:
    """The stream of the programme of that name."""
    return uuid5(tenant, f"programme:{name}")


def annotation_id(tenant: UUID, entry: int) -> UUID:
    """The stream of the annotation of the entry at that position."""
    return uuid5(tenant, f"annotation:{entry}")


def subject_erasure_id(tenant: UUID, subject: UUID) -> UUID:
    """The stream of the erasure of that person."""
    return uuid5(tenant, f"erasure:{subject}")


def redaction_id(tenant: UUID, digest: str) -> UUID:
    """The stream of the erasure of the text with that digest."""
    return uuid5(tenant, f"redaction:{digest}")


def calendar_id(tenant: UUID) -> UUID:
    """The stream of the tenant's working calendar."""
    return uuid5(tenant, "working-calendar")
