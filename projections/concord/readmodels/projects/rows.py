"""What queries of key projects answer. Texts named as digests are disclosures (`concord.privacy`)."""

from datetime import date
from uuid import UUID

import msgspec


class ProjectRow(msgspec.Struct, frozen=True, kw_only=True):
    """重点项目, as it stands."""

    id: UUID
    alliance: UUID
    year: int
    kind: str
    title: str
    proposer: UUID | None
    description: str | None
    """Digest."""
    status: str
    proposed_on: date
    meeting: UUID | None
    resolution: UUID | None
    selected_on: date | None
    ended_on: date | None
    result: str | None
    """Digest of the result, or of the reason for dropping it."""
    version: int
    position: int


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """领办."""

    project: UUID
    organization: UUID
    claimed_on: date
    due_on: date | None
    position: int


class MilestoneRow(msgspec.Struct, frozen=True, kw_only=True):
    """节点."""

    project: UUID
    milestone: str
    note: str | None
    """Digest."""
    reached_on: date
    position: int


class ProjectCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list: by year, latest first."""

    year: int
    id: UUID


def cursor(row: ProjectRow) -> ProjectCursor:
    """The cursor of a row."""
    return ProjectCursor(row.year, row.id)
