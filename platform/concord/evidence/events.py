"""What contexts record of files: bases of their events, and a contract for ever as those are."""

from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.privacy import Narrative


class FileAttached(Aggregate.Event):
    """佐证已上传: a file is bound to the object by its digests."""

    file: UUID
    """Its id: it is fetched and removed by it, its key is named so."""
    original_sha256: str
    """SHA-256 of the file as it was handed in, 64 lowercase hexadecimal digits."""
    stored_sha256: str
    """SHA-256 of the file as it is kept (metadata removed), before it is encrypted."""
    size: int
    """Bytes of the stored file."""
    media_type: str
    """IANA media type of the stored file, by its content."""
    name: Narrative | None
    """What whoever uploaded it called the file."""
    caption: Narrative | None


class FileRemoved(Aggregate.Event):
    """佐证已移除: the file's key is destroyed, and its content with it; its digests stay."""

    removed_file: UUID
    stored_sha256: str
    """Of the file that is no longer kept."""
    reason: Narrative
