"""How erasures are asked: by the order in which they were asked for, and by id."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.paging import Page

_LIST = Path(__file__).with_name("list.sql")


class ErasureRow(msgspec.Struct, frozen=True, kw_only=True):
    """删除, as it stands. Reasons are digests of disclosures."""

    id: UUID
    subject: UUID | None
    entry: int | None
    stream: UUID | None
    digest: str | None
    files: list[UUID]
    basis: str
    status: str
    reason: str
    decision_reason: str | None
    requested_by: str
    requested_on: date
    decided_by: str | None
    decided_on: date | None
    requested_at: int
    version: int
    position: int


class ErasureCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list."""

    requested_at: int


class ErasureFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    statuses: Sequence[str] | None = None
    subject: UUID | None = None


def cursor(row: ErasureRow) -> ErasureCursor:
    """The cursor of a row."""
    return ErasureCursor(row.requested_at)


async def page(
    connection: Connection,
    tenant: UUID,
    filter: ErasureFilter,
    *,
    after: ErasureCursor | None = None,
    before: ErasureCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[ErasureRow]:
    """One page of the erasures that match, in the order in which they were asked for."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, ErasureRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: ErasureFilter) -> int:
    """How many match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, ErasureRow]:
    """Erasures by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, ErasureRow, tenant, ids)
