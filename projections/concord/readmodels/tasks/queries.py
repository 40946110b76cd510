"""How needs and tasks are asked: lists by time, and for data loaders the claims of many at once."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.paging import Page
from concord.readmodels.tasks.rows import ClaimRow, TaskCursor, TaskRow, cursor

__all__ = [
    "ClaimRow",
    "TaskCursor",
    "TaskFilter",
    "TaskRow",
    "by_ids",
    "claims_of",
    "count",
    "cursor",
    "page",
]
_HERE = Path(__file__).parent
_LIST = _HERE / "list.sql"


class TaskFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    alliance: UUID | None = None
    organization: UUID | None = None
    """Whose need it is."""
    claimant: UUID | None = None
    statuses: Sequence[str] | None = None
    category: str | None = None
    text: str | None = None
    """Part of the title, whatever the case."""
    since: date | None = None
    """First day of the period, by `listed_on`."""
    until: date | None = None
    """Last day of the period."""
    overdue_on: date | None = None
    """As things stand, neither claimed nor completed by a deadline that is an earlier day than this."""


async def page(
    connection: Connection,
    tenant: UUID,
    filter: TaskFilter,
    *,
    after: TaskCursor | None = None,
    before: TaskCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[TaskRow]:
    """One page of the needs that match, latest first."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, TaskRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: TaskFilter) -> int:
    """How many needs match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, TaskRow]:
    """Needs by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, TaskRow, tenant, ids)


async def claims_of(
    connection: Connection, tenant: UUID, tasks: Sequence[UUID]
) -> dict[UUID, tuple[ClaimRow, ...]]:
    """The claims laid to each need, oldest first."""
    parameters = {"tenant": tenant, "ids": tasks}
    return await paging.children(connection, _HERE / "claims.sql", ClaimRow, "task", tasks, parameters)
