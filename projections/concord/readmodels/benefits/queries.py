"""How benefits are asked: lists by day."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.benefits.rows import BenefitCursor, BenefitRow, cursor
from concord.readmodels.paging import Page

__all__ = ["BenefitCursor", "BenefitFilter", "BenefitRow", "by_ids", "count", "cursor", "page"]
_LIST = Path(__file__).parent / "list.sql"


class BenefitFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may be narrowed to; what is None narrows nothing."""

    alliance: UUID | None = None
    organization: UUID | None = None
    project: UUID | None = None
    kinds: Sequence[str] | None = None
    since: date | None = None
    until: date | None = None


async def page(
    connection: Connection,
    tenant: UUID,
    filter: BenefitFilter,
    *,
    after: BenefitCursor | None = None,
    before: BenefitCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[BenefitRow]:
    """One page of the benefits that match, latest first."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, BenefitRow, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: BenefitFilter) -> int:
    """How many benefits match."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def by_ids(connection: Connection, tenant: UUID, ids: Sequence[UUID]) -> dict[UUID, BenefitRow]:
    """Benefits by id; unknown ids are left out."""
    return await paging.by_ids(connection, _LIST, BenefitRow, tenant, ids)
