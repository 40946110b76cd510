"""What queries of evidence answer. Texts named as digests are disclosures (`concord.privacy`)."""

from datetime import date, datetime
from uuid import UUID

import msgspec


class EvidenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """佐证: one file."""

    object: UUID
    version: int
    """The object's version at which it was attached."""
    kind: str
    """Activity, Ticket or Inspection."""
    file: UUID | None
    """None: bound by its digests, kept elsewhere."""
    stored_sha256: str
    original_sha256: str
    size: int
    """Bytes of the stored file."""
    media_type: str
    name: str | None
    """Digest."""
    caption: str | None
    """Digest."""
    finding: UUID | None
    attached_on: date
    recorded_at: datetime
    position: int
    removed_at: datetime | None
    removal_reason: str | None
    """Digest."""
    removed_position: int | None
