"""How shared resources are asked: lists by time, the lists that each is on, figures by list."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.paging import Page
from concord.readmodels.resources.rows import ListFigures, ListingRow, ResourceCursor, ResourceRow
from concord.readmodels.statement import bind

_HERE = Path(__file__).parent
_LIST = _HERE / "list.sql"


class ResourceFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    alliance: UUID | None = None
    owner: UUID | None = None
    kinds: Sequence[str] | None = None
    venue_classes: Sequence[str] | None = None
    list_code: str | None = None
    shared: bool | None = None
    """True: those not withdrawn; False: those withdrawn."""
    text: str | None = None
    """Part of the name, whatever the case."""


def cursor(row: ResourceRow) -> ResourceCursor:
    """The cursor of a row."""
    return ResourceCursor(row.shared_at, row.id)


async def page(
    connection: Connection,
    tenant: UUID,
    filter: ResourceFilter,
    *,
    after: ResourceCursor | None = None,
    before: ResourceCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[ResourceRow]:
    """One page of the resources that match, latest first."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, ResourceRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: ResourceFilter) -> int:
    """How many resources match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, ResourceRow]:
    """Resources by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, ResourceRow, tenant, ids)


async def listings_of(
    connection: Connection, tenant: UUID, resources: Sequence[UUID]
) -> dict[UUID, tuple[ListingRow, ...]]:
    """The lists that each resource is on, by code."""
    parameters = {"tenant": tenant, "ids": resources}
    return await paging.children(
        connection, _HERE / "listings.sql", ListingRow, "resource", resources, parameters
    )


async def figures(connection: Connection, tenant: UUID, alliance: UUID) -> tuple[ListFigures, ...]:
    """What an alliance shares, list by list; a resource on two lists counts on both."""
    text, arguments = bind(_HERE / "figures.sql", {"tenant": tenant, "alliance": alliance})
    return tuple(ListFigures(**record) for record in await connection.fetch(text, *arguments))
