"""How key projects are asked: lists by year, and for data loaders what belongs to many at once."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.paging import Page
from concord.readmodels.projects.rows import ClaimRow, MilestoneRow, ProjectCursor, ProjectRow, cursor

__all__ = [
    "ProjectCursor",
    "ProjectFilter",
    "ProjectRow",
    "by_ids",
    "claims_of",
    "count",
    "cursor",
    "milestones_of",
    "page",
]
_HERE = Path(__file__).parent
_LIST = _HERE / "list.sql"


class ProjectFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    alliance: UUID | None = None
    year: int | None = None
    statuses: Sequence[str] | None = None
    claimant: UUID | None = None
    text: str | None = None
    """Part of the title, whatever the case."""


async def page(
    connection: Connection,
    tenant: UUID,
    filter: ProjectFilter,
    *,
    after: ProjectCursor | None = None,
    before: ProjectCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[ProjectRow]:
    """One page of the projects that match, latest year first."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, ProjectRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: ProjectFilter) -> int:
    """How many projects match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, ProjectRow]:
    """Projects by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, ProjectRow, tenant, ids)


async def claims_of(
    connection: Connection, tenant: UUID, projects: Sequence[UUID]
) -> dict[UUID, tuple[ClaimRow, ...]]:
    """Who has claimed each project."""
    parameters = {"tenant": tenant, "ids": projects}
    return await paging.children(connection, _HERE / "claims.sql", ClaimRow, "project", projects, parameters)


async def milestones_of(
    connection: Connection, tenant: UUID, projects: Sequence[UUID]
) -> dict[UUID, tuple[MilestoneRow, ...]]:
    """The milestones of each project, oldest first."""
    parameters = {"tenant": tenant, "ids": projects}
    return await paging.children(
        connection, _HERE / "milestones.sql", MilestoneRow, "project", projects, parameters
    )
