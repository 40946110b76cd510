"""How organizations are asked: lists by name, single rows by id."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.organizations.rows import OrganizationCursor, OrganizationRow, cursor
from concord.readmodels.paging import Page

__all__ = [
    "OrganizationCursor",
    "OrganizationFilter",
    "OrganizationRow",
    "by_ids",
    "count",
    "cursor",
    "page",
]
_LIST = Path(__file__).with_name("list.sql")


class OrganizationFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    text: str | None = None
    """Part of the name, whatever the case, or the beginning of the credit code."""
    kinds: Sequence[str] | None = None
    area: str | None = None
    alliance: UUID | None = None
    """Members of this alliance now."""
    registered: bool | None = None
    """True: not deregistered."""


async def page(
    connection: Connection,
    tenant: UUID,
    filter: OrganizationFilter,
    *,
    after: OrganizationCursor | None = None,
    before: OrganizationCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[OrganizationRow]:
    """One page of the organizations that match, by name."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, OrganizationRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: OrganizationFilter) -> int:
    """How many organizations match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, OrganizationRow]:
    """Organizations by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, OrganizationRow, tenant, ids)
