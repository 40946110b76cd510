"""How programmes are asked: lists by name, and for data loaders what belongs to many at once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.charters import Charter, Overrides
from concord.readmodels import paging
from concord.readmodels.paging import Child, Page
from concord.readmodels.programmes.rows import (
    DirectiveRow,
    FollowingRow,
    GuidanceRow,
    ProgrammeCharterRow,
    ProgrammeCursor,
    ProgrammeRow,
    ReferenceItemRow,
    ReferenceListRow,
    cursor,
)

__all__ = [
    "ProgrammeCursor",
    "ProgrammeFilter",
    "ProgrammeRow",
    "alliances_of",
    "by_ids",
    "charters_of",
    "count",
    "cursor",
    "directives_of",
    "followed_by",
    "guidance_of",
    "page",
    "reference_lists_of",
]
_HERE = Path(__file__).parent
_LIST = _HERE / "list.sql"


class ProgrammeFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to."""

    text: str | None = None
    """Part of the name, whatever the case."""


async def page(
    connection: Connection,
    tenant: UUID,
    filter: ProgrammeFilter,
    *,
    after: ProgrammeCursor | None = None,
    before: ProgrammeCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[ProgrammeRow]:
    """One page of the programmes that match, by name."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, ProgrammeRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: ProgrammeFilter) -> int:
    """How many programmes match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, ProgrammeRow]:
    """Programmes by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, ProgrammeRow, tenant, ids)


async def charters_of(
    connection: Connection, tenant: UUID, programmes: Sequence[UUID]
) -> dict[UUID, tuple[ProgrammeCharterRow, ...]]:
    """Charters of each programme in the order of adoption."""
    return await _of(connection, "charters.sql", _charter, "programme", tenant, programmes)


async def reference_lists_of(
    connection: Connection, tenant: UUID, programmes: Sequence[UUID]
) -> dict[UUID, tuple[ReferenceListRow, ...]]:
    """Reference lists of each programme, by year."""
    return await _of(connection, "reference_lists.sql", _reference_list, "programme", tenant, programmes)


async def alliances_of(
    connection: Connection, tenant: UUID, programmes: Sequence[UUID]
) -> dict[UUID, tuple[FollowingRow, ...]]:
    """Who follows each programme, in the order of coming to."""
    parameters = {"tenant": tenant, "programmes": programmes}
    file = _HERE / "followings.sql"
    return await paging.children(connection, file, _following, "programme", programmes, parameters)


async def followed_by(
    connection: Connection, tenant: UUID, alliances: Sequence[UUID]
) -> dict[UUID, FollowingRow]:
    """The programme that each alliance follows, or would follow; those without one are left out."""
    parameters = {"tenant": tenant, "alliances": alliances}
    file = _HERE / "followings.sql"
    found = await paging.children(connection, file, _following, "alliance", alliances, parameters)
    return {alliance: rows[0] for alliance, rows in found.items() if rows}


async def directives_of(
    connection: Connection, tenant: UUID, alliances: Sequence[UUID]
) -> dict[UUID, tuple[DirectiveRow, ...]]:
    """Directives that each alliance received, oldest first."""
    return await _of(connection, "directives.sql", DirectiveRow, "alliance", tenant, alliances)


async def guidance_of(
    connection: Connection, tenant: UUID, alliances: Sequence[UUID]
) -> dict[UUID, tuple[GuidanceRow, ...]]:
    """Guidance that each alliance was given, oldest first."""
    return await _of(connection, "guidance.sql", GuidanceRow, "alliance", tenant, alliances)


async def _of(
    connection: Connection,
    file: str,
    row: Callable[..., Child],
    parent: str,
    tenant: UUID,
    ids: Sequence[UUID],
) -> dict[UUID, tuple[Child, ...]]:
    parameters = {"tenant": tenant, "ids": ids}
    return await paging.children(connection, _HERE / file, row, parent, ids, parameters)


def _charter(*, charter: str, **columns: Any) -> ProgrammeCharterRow:
    return ProgrammeCharterRow(charter=msgspec.json.decode(charter, type=Charter), **columns)


def _reference_list(*, items: str, **columns: Any) -> ReferenceListRow:
    found = msgspec.json.decode(items, type=tuple[ReferenceItemRow, ...])
    return ReferenceListRow(items=found, **columns)


def _following(*, overrides: str, **columns: Any) -> FollowingRow:
    return FollowingRow(overrides=msgspec.json.decode(overrides, type=Overrides), **columns)
