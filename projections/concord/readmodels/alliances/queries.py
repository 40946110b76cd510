"""How alliances are asked: lists by name, and for data loaders what belongs to many of them at once."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.charters import Charter
from concord.readmodels import paging
from concord.readmodels.alliances.rows import (
    AllianceCursor,
    AllianceRow,
    ApplicationRow,
    BreachRow,
    ChairTermRow,
    CharterRow,
    MemberRow,
    cursor,
)
from concord.readmodels.paging import Child, Page

__all__ = [
    "AllianceCursor",
    "AllianceFilter",
    "AllianceRow",
    "ApplicationRow",
    "BreachRow",
    "ChairTermRow",
    "CharterRow",
    "MemberRow",
    "applications_of",
    "breaches_of",
    "by_ids",
    "chair_terms_of",
    "chairs_of",
    "charters_in_force",
    "charters_of",
    "count",
    "cursor",
    "members_of",
    "memberships_of",
    "page",
]
_HERE = Path(__file__).parent
_LIST = _HERE / "list.sql"


class AllianceFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    text: str | None = None
    """Part of the name, whatever the case."""
    kinds: Sequence[str] | None = None
    statuses: Sequence[str] | None = None
    member: UUID | None = None
    """An organization that is a member now."""


async def page(
    connection: Connection,
    tenant: UUID,
    filter: AllianceFilter,
    *,
    after: AllianceCursor | None = None,
    before: AllianceCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[AllianceRow]:
    """One page of the alliances that match, by name."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, AllianceRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: AllianceFilter) -> int:
    """How many alliances match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, AllianceRow]:
    """Alliances by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, AllianceRow, tenant, ids)


async def members_of(
    connection: Connection, tenant: UUID, alliances: Sequence[UUID], *, current: bool = True
) -> dict[UUID, tuple[MemberRow, ...]]:
    """Members of each alliance in the order of joining; `current` False: former ones too."""
    return await paging.children(
        connection,
        _HERE / "members.sql",
        MemberRow,
        "alliance",
        alliances,
        {"tenant": tenant, "alliances": alliances, "current": current or None},
    )


async def memberships_of(
    connection: Connection, tenant: UUID, organizations: Sequence[UUID], *, current: bool = True
) -> dict[UUID, tuple[MemberRow, ...]]:
    """Memberships of each organization in the order of joining; `current` False: former ones too."""
    return await paging.children(
        connection,
        _HERE / "members.sql",
        MemberRow,
        "organization",
        organizations,
        {"tenant": tenant, "organizations": organizations, "current": current or None},
    )


async def chair_terms_of(
    connection: Connection, tenant: UUID, alliances: Sequence[UUID]
) -> dict[UUID, tuple[ChairTermRow, ...]]:
    """Terms of the chair of each alliance, oldest first."""
    return await _of(connection, "chair_terms.sql", ChairTermRow, tenant, alliances)


async def chairs_of(
    connection: Connection, tenant: UUID, alliances: Sequence[UUID], on: date
) -> dict[UUID, ChairTermRow]:
    """The term that holds on a day, of each alliance that has one."""
    terms = await _of(connection, "chair_terms.sql", ChairTermRow, tenant, alliances, on=on)
    return {alliance: found[-1] for alliance, found in terms.items() if found}


async def applications_of(
    connection: Connection, tenant: UUID, alliances: Sequence[UUID]
) -> dict[UUID, tuple[ApplicationRow, ...]]:
    """Applications for membership of each alliance, oldest first."""
    return await _of(connection, "applications.sql", ApplicationRow, tenant, alliances)


async def charters_of(
    connection: Connection, tenant: UUID, alliances: Sequence[UUID]
) -> dict[UUID, tuple[CharterRow, ...]]:
    """Charters of each alliance in the order of adoption."""
    return await _of(connection, "charters.sql", _charter, tenant, alliances)


async def charters_in_force(
    connection: Connection, tenant: UUID, alliances: Sequence[UUID], on: date
) -> dict[UUID, CharterRow]:
    """The charter in force on a day, of each alliance that has one."""
    found = await _of(connection, "charters_in_force.sql", _charter, tenant, alliances, on=on)
    return {alliance: rows[0] for alliance, rows in found.items() if rows}


async def breaches_of(
    connection: Connection, tenant: UUID, alliances: Sequence[UUID]
) -> dict[UUID, tuple[BreachRow, ...]]:
    """Breaches of tier limits of each alliance, oldest first; cured ones too."""
    return await _of(connection, "breaches.sql", BreachRow, tenant, alliances)


async def _of(
    connection: Connection,
    file: str,
    row: Callable[..., Child],
    tenant: UUID,
    alliances: Sequence[UUID],
    **more: object,
) -> dict[UUID, tuple[Child, ...]]:
    parameters = {"tenant": tenant, "ids": alliances, **more}
    return await paging.children(connection, _HERE / file, row, "alliance", alliances, parameters)


def _charter(*, charter: str, **columns: Any) -> CharterRow:
    return CharterRow(charter=msgspec.json.decode(charter, type=Charter), **columns)
