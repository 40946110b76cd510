"""How annotations are asked: by the order of the entries, and by id."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.paging import Page

_LIST = Path(__file__).with_name("list.sql")


class AnnotationRow(msgspec.Struct, frozen=True, kw_only=True):
    """批注, as it stands. Reasons are digests of disclosures."""

    id: UUID
    entry: int
    status: str
    reason: str
    decision_reason: str | None
    proposed_by: str
    proposed_on: date
    decided_by: str | None
    decided_on: date | None
    version: int
    position: int


class AnnotationCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list."""

    entry: int


class AnnotationFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    statuses: Sequence[str] | None = None
    hidden: Sequence[str] | None = None
    """Types of entries that count only where they are of the organizations `own`."""
    own: Sequence[str] | None = None


def cursor(row: AnnotationRow) -> AnnotationCursor:
    """The cursor of a row."""
    return AnnotationCursor(row.entry)


async def page(
    connection: Connection,
    tenant: UUID,
    filter: AnnotationFilter,
    *,
    after: AnnotationCursor | None = None,
    before: AnnotationCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[AnnotationRow]:
    """One page of the annotations that match, in the order of the entries."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, AnnotationRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: AnnotationFilter) -> int:
    """How many match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(
    connection: Connection,
    tenant: UUID,
    ids: Sequence[UUID],
    *,
    hidden: Sequence[str] | None = None,
    own: Sequence[str] | None = None,
) -> dict[UUID, AnnotationRow]:
    """Annotations by id; unknown ids are left out. `hidden`, `own`: as of the filter."""
    return await paging.by_ids(connection, _LIST, AnnotationRow, tenant, ids, hidden=hidden, own=own)
