"""How funds are asked: lists by time, and for data loaders the grants of many at once."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.funds.rows import FundCursor, FundRow, GrantRow, RewardRow
from concord.readmodels.paging import Page

_HERE = Path(__file__).parent
_LIST = _HERE / "list.sql"


class FundFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    alliance: UUID | None = None
    year: int | None = None
    code: str | None = None
    open: bool | None = None
    """True: those not closed; False: those closed."""
    text: str | None = None
    """Part of the name, whatever the case."""


def cursor(row: FundRow) -> FundCursor:
    """The cursor of a row."""
    return FundCursor(row.opened_at, row.id)


async def page(
    connection: Connection,
    tenant: UUID,
    filter: FundFilter,
    *,
    after: FundCursor | None = None,
    before: FundCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[FundRow]:
    """One page of the funds that match, latest first."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, FundRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: FundFilter) -> int:
    """How many funds match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, FundRow]:
    """Funds by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, FundRow, tenant, ids)


async def grants_of(
    connection: Connection, tenant: UUID, funds: Sequence[UUID]
) -> dict[UUID, tuple[GrantRow, ...]]:
    """What each fund has set aside, in the order of approval."""
    parameters = {"tenant": tenant, "ids": funds}
    return await paging.children(connection, _HERE / "grants.sql", GrantRow, "fund", funds, parameters)


async def rewards_of(
    connection: Connection, tenant: UUID, funds: Sequence[UUID], own: Sequence[UUID] | None = None
) -> dict[UUID, tuple[RewardRow, ...]]:
    """What was proposed out of each fund, in the order of proposal and rank. `own`: unless it was approved,
    for these organizations only."""
    parameters = {"tenant": tenant, "ids": funds, "own": own}
    return await paging.children(connection, _HERE / "rewards.sql", RewardRow, "fund", funds, parameters)
