"""What queries of programmes answer. Texts named as digests are disclosures (`concord.privacy`)."""

from datetime import date
from uuid import UUID

import msgspec

from concord.charters import Charter, Overrides


class ProgrammeRow(msgspec.Struct, frozen=True, kw_only=True):
    """实施意见."""

    id: UUID
    name: str
    adopted_on: date
    alliances: int
    """That ever came to follow it."""
    version: int
    position: int


class ProgrammeCharterRow(msgspec.Struct, frozen=True, kw_only=True):
    """章程, as a programme has it from a day on."""

    programme: UUID
    since: int
    effective_on: date
    document: str
    charter: Charter
    position: int


class ReferenceItemRow(msgspec.Struct, frozen=True, kw_only=True):
    """参考活动: one of a list."""

    title: str
    theme: str


class ReferenceListRow(msgspec.Struct, frozen=True, kw_only=True):
    """参考清单: of a year."""

    programme: UUID
    id: UUID
    title: str
    year: int
    items: tuple[ReferenceItemRow, ...]
    document: str
    issued_on: date
    position: int


class FollowingRow(msgspec.Struct, frozen=True, kw_only=True):
    """适用: an alliance that follows a programme, or would if it were approved."""

    alliance: UUID
    programme: UUID
    overrides: Overrides
    since: date
    position: int


class DirectiveRow(msgspec.Struct, frozen=True, kw_only=True):
    """上级部署."""

    alliance: UUID
    id: UUID
    title: str
    issuer: str
    document: str
    obliges: str
    received_on: date
    due_on: date
    content: str | None
    """Digest."""
    position: int


class GuidanceRow(msgspec.Struct, frozen=True, kw_only=True):
    """指导."""

    alliance: UUID
    id: UUID
    form: str
    given_by: str
    given_on: date
    content: str
    """Digest."""
    position: int


class ProgrammeCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list: by name."""

    name: str
    id: UUID


def cursor(row: ProgrammeRow) -> ProgrammeCursor:
    """The cursor of a row."""
    return ProgrammeCursor(row.name, row.id)
