"""How annual plans are asked: lists by year, and for data loaders the items of many at once."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.paging import Page
from concord.readmodels.plans.rows import PlanCursor, PlanItemRow, PlanRow, cursor

__all__ = ["PlanCursor", "PlanFilter", "PlanRow", "by_ids", "count", "cursor", "items_of", "page"]
_HERE = Path(__file__).parent
_LIST = _HERE / "list.sql"


class PlanFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    alliance: UUID | None = None
    year: int | None = None
    statuses: Sequence[str] | None = None


async def page(
    connection: Connection,
    tenant: UUID,
    filter: PlanFilter,
    *,
    after: PlanCursor | None = None,
    before: PlanCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[PlanRow]:
    """One page of the plans that match, latest year first."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, PlanRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: PlanFilter) -> int:
    """How many plans match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, PlanRow]:
    """Plans by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, PlanRow, tenant, ids)


async def items_of(
    connection: Connection, tenant: UUID, plans: Sequence[UUID]
) -> dict[UUID, tuple[PlanItemRow, ...]]:
    """The items of each plan, dropped ones too."""
    parameters = {"tenant": tenant, "ids": plans}
    return await paging.children(connection, _HERE / "items.sql", PlanItemRow, "plan", plans, parameters)
