"""How figures of children are asked: pages of a period's reports, and what they add up to."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.figures import Figure
from concord.readmodels import paging
from concord.readmodels.children.rolling_up import roll_up
from concord.readmodels.children.rows import ChildFiguresCursor, ChildFiguresRow, RollUp, cursor
from concord.readmodels.paging import Page
from concord.readmodels.statement import bind

__all__ = ["ChildFiguresCursor", "ChildFiguresFilter", "ChildFiguresRow", "count", "cursor", "page", "totals"]
_LIST, _TOTALS = (Path(__file__).parent / name for name in ("list.sql", "totals.sql"))
_FIGURES = msgspec.json.Decoder(tuple[Figure, ...])


class ChildFiguresFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What is listed."""

    period: str


async def page(
    connection: Connection,
    tenant: UUID,
    filter: ChildFiguresFilter,
    *,
    after: ChildFiguresCursor | None = None,
    before: ChildFiguresCursor | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Page[ChildFiguresRow]:
    """One page of what was received for a period, by child and alliance."""
    parameters = paging.parameters(tenant, filter)
    return await paging.page(
        connection, _LIST, _row, parameters, after=after, before=before, first=first, last=last
    )


async def count(connection: Connection, tenant: UUID, filter: ChildFiguresFilter) -> int:
    """How many reports there are of a period."""
    return await paging.count(connection, _LIST, paging.parameters(tenant, filter))


async def totals(connection: Connection, tenant: UUID, period: str) -> Sequence[RollUp]:
    """What all of a period adds up to: one total for each definition, the newest first."""
    text, arguments = bind(_TOTALS, {"tenant": tenant, "period": period})
    return [
        roll_up(row["definition"], row["children"], row["reports"], _FIGURES.decode(row["sums"]))
        for row in await connection.fetch(text, *arguments)
    ]


def _row(**record: Any) -> ChildFiguresRow:
    return ChildFiguresRow(**record | {"figures": _FIGURES.decode(record["figures"])})
