"""What queries of honours answer. `citation` is the digest of a disclosure."""

from datetime import date
from uuid import UUID

import msgspec


class HonourRow(msgspec.Struct, frozen=True, kw_only=True):
    """荣誉: a distinction for an organization, a person or a case."""

    id: UUID
    alliance: UUID
    kind: str
    title: str
    period: str
    organization: UUID
    """The nominee, the person's organization, or whose case it is."""
    person_subject: UUID | None
    """Random id of the person."""
    person_digests: list[str]
    case_name: str | None
    assessment: UUID | None
    rank: int | None
    stars: int | None
    evidence: list[int]
    """Ledger positions."""
    citation: str
    """Digest."""
    status: str
    """NOMINATED, GRANTED or PROMOTED."""
    nominated_on: date
    decided_on: date | None
    authority: str | None
    document: str | None
    scope: str | None
    version: int
    position: int


class HonourCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list: by the day of nomination, latest first."""

    nominated_on: date
    id: UUID


def cursor(row: HonourRow) -> HonourCursor:
    """The cursor of a row."""
    return HonourCursor(row.nominated_on, row.id)
